"""Reading decisions back, each explained by the edition that it was made with."""

import json
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from voorrang.accounts.models import Contact
from voorrang.api.answers import answer, moment
from voorrang.api.bodies import Moment
from voorrang.api.decisions.router import router
from voorrang.api.decisions.schemas import DecisionBody, Outcome, decision_body
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.pages import Paging, page
from voorrang.editions.store import programme_of
from voorrang.entitlements.models import Decision


class DecisionPage(Schema):
    """A page of decisions."""

    items: list[DecisionBody]
    next: str | None


class DecisionFilters(Paging):
    """What a list of decisions is narrowed to."""

    outcome: Outcome | None = None
    updated_since: Annotated[Moment | None, Field(description="Only what was decided from this moment on.")] = None


@router.get("/decisions", response=reading(DecisionPage), operation_id="listDecisions", summary="List decisions")
def list_decisions(request: ApiRequest, wanted: Query[DecisionFilters]) -> HttpResponse:
    """Newest first."""
    customer_of(request)
    place = wanted.place("decisions")
    rows = _visible_to(request.visitor.contact)
    if wanted.outcome is not None:
        rows = rows.filter(outcome=wanted.outcome)
    if wanted.updated_since is not None:
        rows = rows.filter(decided_at__gte=wanted.updated_since)
    if place is not None:
        decided, last = datetime.fromisoformat(place[0]), UUID(place[1])
        rows = rows.filter(Q(decided_at__lt=decided) | Q(decided_at=decided, id__lt=last))
    found = list(rows.order_by("-decided_at", "-id")[: wanted.limit + 1])
    return page("decisions", wanted, found, stored_body, lambda row: [str(moment(row.decided_at)), str(row.id)])


@router.get(
    "/decisions/{uuid:decision_id}",
    response=reading(DecisionBody),
    operation_id="getDecision",
    summary="Read a decision",
)
def get_decision(request: ApiRequest, decision_id: UUID) -> HttpResponse:
    """Return one decision with its explanation."""
    customer_of(request)
    row = _visible_to(request.visitor.contact).filter(id=decision_id).first()
    if row is None:
        raise Http404
    return answer(stored_body(row))


def stored_body(row: Decision) -> dict[str, Any]:
    """Return a stored decision as JSON."""
    return decision_body(
        id=row.id,
        decided_at=row.decided_at,
        door=row.door,
        answer=json.loads(row.answer),
        programme=programme_of(row.terms_hash, row.coverage_hash, row.readings_hash),
    )


def _visible_to(contact: Contact | None) -> QuerySet[Decision]:
    """A person who sees less than the whole customer reads the decisions that it asked for itself."""
    rows: QuerySet[Decision] = Decision.objects.all()
    return rows if contact is None or contact.scope == Contact.Scope.ALL else rows.filter(contact_id=contact.id)
