"""Quotes of one customer: list, page and PDF."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Customer
from voorrang.contracts.models import Quote
from voorrang.contracts.queries import quote_by_number, quote_views, quotes
from voorrang.contracts.quote_pdf import quote_pdf
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.door import opened_customer
from voorrang.desk.orders.views import crumbs_to
from voorrang.lib.clock import now
from voorrang.rules.reasons import Reason
from voorrang.ui.decline_form import DeclineForm
from voorrang.ui.explain import reason_views
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.quote_page import STATES, shown_quote
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Confirm, Crumb


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the quotes of a customer, the newest first."""
    customer = chosen_customer(request)
    if customer is None:
        return choose_page(request, _("Quotes"), _("Whose quotes?"))
    at = now()
    bar = read(
        request.GET,
        [
            Search("q", gettext_lazy("Quote number")),
            Choice("state", gettext_lazy("State"), list(STATES.items())),
            Choice("kind", gettext_lazy("Kind"), Quote.Kind.choices),
        ],
    )
    found = quotes(at, bar.values.get("state", ""))
    if bar.values.get("kind"):
        found = found.filter(kind=bar.values["kind"])
    if bar.values.get("q"):
        found = found.filter(number__icontains=bar.values["q"])
    if wants_export(request):
        return _export(customer, found, at)
    sheet = sheet_of(request, found, "-made_at", ngettext_lazy("quote", "quotes"))
    context = {
        "customer": customer,
        "bar": bar,
        "sheet": sheet,
        "rows": [(view, STATES[view.state]) for view in quote_views(sheet.rows, at)],
        "crumbs": crumbs_to(customer, _("Quotes")),
    }
    return render(request, "desk/quotes/list.html", context)


@require_GET
def show(request: Any, code: str, number: str) -> HttpResponse:
    """Show a quote with its verdict and how it stands."""
    customer, quote = opened_quote(request, code, number)
    return quote_page(request, customer, quote, now())


@require_GET
def pdf(request: Any, code: str, number: str) -> HttpResponse:
    """Return a quote as a PDF, in the reader's language."""
    _customer, quote = opened_quote(request, code, number)
    [view] = quote_views([quote], now())
    response = HttpResponse(quote_pdf(view, language_of(request), now()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{quote.number}.pdf"'
    return response


def opened_quote(request: Any, code: str, number: str) -> tuple[Customer, Quote]:
    """Open the customer and return the quote with this number. Raises `Http404`."""
    customer = opened_customer(request, code)
    try:
        return customer, quote_by_number(number, now())
    except Quote.DoesNotExist as error:
        raise Http404 from error


def quote_page(
    request: Any,
    customer: Customer,
    quote: Quote,
    at: datetime,
    *,
    refused: Iterable[Reason] = (),
    decline: Any = None,
    status: int = 200,
) -> HttpResponse:
    """Show a quote; `refused` says what the programme refuses today, `decline` is the form that was sent."""
    [view] = quote_views([quote], at)
    shown = shown_quote(request, view, at)
    args = [customer.code, quote.number]
    context = {
        "customer": customer,
        "shown": shown,
        "quote": quote,
        "view": view,
        "refused": reason_views(refused, shown.programme, language_of(request)),
        "decline": decline or DeclineForm(programme=shown.programme),
        "accept": Confirm(
            id="accept",
            button=_("Place the order") if quote.kind != Quote.Kind.TRUE_UP else _("Add the units"),
            title=_("Has the customer accepted %(number)s?") % {"number": quote.number},
            text=_("The order is placed in its name, and you are noted as the one who said so."),
            url=reverse("desk:quote-accept", args=args),
            confirm=_("Accept the quote"),
        ),
        "crumbs": (
            *crumbs_to(customer, "")[:2],
            Crumb(_("Quotes"), f"{reverse('desk:quote-list')}?customer={customer.code}"),
            Crumb(quote.number),
        ),
    }
    return render(request, "desk/quotes/show.html", context, status=status)


def _export(customer: Customer, found: Any, at: datetime) -> StreamingHttpResponse:
    def rows() -> Iterator[list[Any]]:
        for view in quote_views(found, at):
            quote = view.quote
            for line in view.lines:
                yield [
                    *(quote.number, quote.kind, view.state, quote.made_at, quote.valid_until, quote.starts_at),
                    *(line.article, line.quantity, line.tier, line.price, quote.currency if line.price else ""),
                ]

    header = [
        "quote",
        "kind",
        "state",
        "made_at",
        "valid_until",
        "starts_at",
        "article",
        "quantity",
        "tier",
        "price",
        "currency",
    ]
    return csv_file(f"{customer.code.lower()}-quotes", header, rows())
