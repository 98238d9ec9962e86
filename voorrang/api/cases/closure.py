"""The closure of a case: a thing of its own, made by closing, taken away by reopening."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import answer, expected_version, moment
from voorrang.api.bodies import Line, Text
from voorrang.api.cases.events import ByBody
from voorrang.api.cases.reading import the_case, whole_case
from voorrang.api.cases.router import router
from voorrang.api.cases.schemas import CaseBody
from voorrang.api.described import reading, writing
from voorrang.api.door import ApiRequest
from voorrang.cases.actions import close, reopen
from voorrang.cases.models import Case, CaseEvent
from voorrang.cases.texts import LONGEST_BODY
from voorrang.lib.clock import now


class ClosureBody(Schema):
    """When a case was closed, and by which side. `withdrawn`: by the customer, before it was resolved."""

    case_id: UUID
    number: str
    closed_at: AwareDatetime
    by: ByBody
    withdrawn: bool


class WordsIn(Schema, extra="forbid"):
    """A last word."""

    text: Annotated[Text, Field(max_length=LONGEST_BODY)] = ""
    language: Annotated[Line, Field(max_length=16, examples=["de"])] = ""


@router.get(
    "/cases/{uuid:case_id}/closure",
    response=reading(ClosureBody),
    operation_id="getClosure",
    summary="Read the closure",
)
def get_closure(request: ApiRequest, case_id: UUID) -> HttpResponse:
    """Return the closure; 404 while the case is not closed."""
    case = the_case(request, case_id)
    ended = CaseEvent.objects.filter(case=case, type__in=["case.closed", "case.reopened"]).order_by("-sequence").first()
    if ended is None or ended.type != "case.closed":
        raise Http404
    return answer(_closure(case, ended), version=case.version)


@router.put(
    "/cases/{uuid:case_id}/closure",
    response=writing({201: ClosureBody}, 412),
    operation_id="closeCase",
    summary="Close a case",
)
def put_closure(request: ApiRequest, case_id: UUID, payload: Body[WordsIn | None] = None) -> HttpResponse:
    """Close a resolved case; a customer may also withdraw one that is not. 409 for a case that is closed already."""
    return _close(request, case_id, payload)


@router.post(
    "/cases/{uuid:case_id}/closure",
    response=writing({201: ClosureBody}, 412),
    operation_id="closeCaseByPost",
    summary="Close a case (as PUT, for clients without PUT)",
)
def post_closure(request: ApiRequest, case_id: UUID, payload: Body[WordsIn | None] = None) -> HttpResponse:
    """Close a case, as PUT does."""
    return _close(request, case_id, payload)


@router.delete(
    "/cases/{uuid:case_id}/closure",
    response=writing({200: CaseBody}, 412),
    operation_id="reopenCase",
    summary="Reopen a case",
)
def delete_closure(request: ApiRequest, case_id: UUID, payload: Body[WordsIn | None] = None) -> HttpResponse:
    """Open a resolved or closed case again; its clocks run on. The body may say why."""
    case = the_case(request, case_id)
    words = payload or WordsIn()
    reopen(
        case=case,
        text=words.text or _("Reopened by a connected system, without a word."),
        language=words.language,
        by=request.visitor.by,
        at=now(),
        expected_version=expected_version(request),
    )
    return whole_case(request, case)


def _close(request: ApiRequest, case_id: UUID, payload: WordsIn | None) -> HttpResponse:
    case = the_case(request, case_id)
    words = payload or WordsIn()
    ended = close(
        case=case,
        text=words.text,
        language=words.language,
        by=request.visitor.by,
        at=now(),
        expected_version=expected_version(request),
    )
    location = f"/api/v1/cases/{case.id}/closure"
    return answer(_closure(case, ended), HTTPStatus.CREATED, version=case.version, location=location)


def _closure(case: Case, ended: CaseEvent) -> dict[str, Any]:
    return {
        "case_id": str(case.id),
        "number": case.number,
        "closed_at": moment(ended.at),
        "by": {"side": ended.by_side, "kind": ended.by_kind, "name": ""},
        "withdrawn": bool(ended.data.get("withdrawn")),
    }
