"""Reading quotes. A customer's token sees those that were sent; the vendor's sees drafts too."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from ninja import Query, Router

from voorrang.api.answers import answer, moment
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.pages import Paging, page
from voorrang.api.quotes.schemas import QuoteBody, QuotePage, quote_body
from voorrang.contracts.queries import QuoteView, quote_views, quotes
from voorrang.lib.clock import now

router = Router(tags=["contracts"])


@router.get("/quotes", response=reading(QuotePage), operation_id="listQuotes", summary="List quotes")
def list_quotes(request: ApiRequest, wanted: Query[Paging]) -> HttpResponse:
    """Newest first."""
    customer_of(request)
    at = now()
    place = wanted.place("quotes")
    rows = quotes(at, sent_only=not request.visitor.is_vendor)
    if place is not None:
        made, last = datetime.fromisoformat(place[0]), UUID(place[1])
        rows = rows.filter(Q(made_at__lt=made) | Q(made_at=made, id__lt=last))
    return page("quotes", wanted, quote_views(rows[: wanted.limit + 1], at), quote_body, _place_of)


@router.get("/quotes/{uuid:quote_id}", response=reading(QuoteBody), operation_id="getQuote", summary="Read a quote")
def get_quote(request: ApiRequest, quote_id: UUID) -> HttpResponse:
    """Return one quote."""
    customer_of(request)
    at = now()
    views = quote_views(quotes(at, sent_only=not request.visitor.is_vendor).filter(id=quote_id), at)
    if not views:
        raise Http404
    return answer(quote_body(views[0]))


def _place_of(view: QuoteView) -> list[str]:
    return [str(moment(view.quote.made_at)), str(view.quote.id)]
