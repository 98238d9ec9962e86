"""Reading agreements. A customer's token sees those that the vendor has signed; the vendor's sees drafts too."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query, Router

from voorrang.api.agreements.schemas import AgreementPage, agreement_body
from voorrang.api.answers import moment
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.pages import Paging, page
from voorrang.contracts.queries.agreement_versions import AgreementView, agreement_views, all_agreements
from voorrang.lib.clock import now

router = Router(tags=["contracts"])


@router.get("/agreements", response=reading(AgreementPage), operation_id="listAgreements", summary="List agreements")
def list_agreements(request: ApiRequest, wanted: Query[Paging]) -> HttpResponse:
    """Every version, the latest start first."""
    customer_of(request)
    place = wanted.place("agreements")
    rows = all_agreements(shown_to_customer=not request.visitor.is_vendor)
    if place is not None:
        starts, last = datetime.fromisoformat(place[0]), UUID(place[1])
        rows = rows.filter(Q(starts_at__lt=starts) | Q(starts_at=starts, id__lt=last))
    return page("agreements", wanted, agreement_views(rows[: wanted.limit + 1], now()), agreement_body, _place_of)


def _place_of(view: AgreementView) -> list[str]:
    return [str(moment(view.agreement.starts_at)), str(view.agreement.id)]
