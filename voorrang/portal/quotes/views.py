"""Quotes that were sent to the customer: list, page and PDF. A draft is as good as absent."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.contracts.models import Quote
from voorrang.contracts.queries import quote_by_number, quote_views, quotes
from voorrang.contracts.quote_pdf import quote_pdf
from voorrang.lib.clock import now
from voorrang.rules.reasons import Reason
from voorrang.ui.decline_form import DeclineForm
from voorrang.ui.explain import reason_views
from voorrang.ui.filters import Choice, read
from voorrang.ui.paging import sheet_of
from voorrang.ui.quote_page import STATES, shown_quote
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Confirm, Crumb


@require_GET
def listing(request: Any) -> HttpResponse:
    """List the quotes, the newest first."""
    at = now()
    states = [(key, words) for key, words in STATES.items() if key != "draft"]
    bar = read(request.GET, [Choice("state", gettext_lazy("State"), states)])
    found = quotes(at, bar.values.get("state", ""), sent_only=True)
    sheet = sheet_of(request, found, "-made_at", ngettext_lazy("quote", "quotes"))
    rows = [(view, STATES[view.state]) for view in quote_views(sheet.rows, at)]
    return render(request, "portal/quotes/list.html", {"bar": bar, "sheet": sheet, "rows": rows})


@require_GET
def show(request: Any, number: str) -> HttpResponse:
    """Show a quote."""
    return quote_page(request, sent_quote(number), now())


@require_GET
def pdf(request: Any, number: str) -> HttpResponse:
    """Return a quote as a PDF, in the reader's language."""
    [view] = quote_views([sent_quote(number)], now())
    response = HttpResponse(quote_pdf(view, language_of(request), now()), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{view.quote.number}.pdf"'
    return response


def sent_quote(number: str) -> Quote:
    """Return a quote that was sent to the customer. Raises `Http404`."""
    try:
        return quote_by_number(number, now(), sent_only=True)
    except Quote.DoesNotExist as error:
        raise Http404 from error


def quote_page(
    request: Any,
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
    context = {
        "shown": shown,
        "quote": quote,
        "view": view,
        "refused": reason_views(refused, shown.programme, language_of(request)),
        "decline": decline or DeclineForm(programme=shown.programme),
        "accept": Confirm(
            id="accept",
            button=_("Accept"),
            title=_("Accept %(number)s?") % {"number": quote.number},
            text=_("You order what it offers, in your company's name. This cannot be undone."),
            url=reverse("portal:quote-accept", args=[quote.number]),
            confirm=_("Accept the quote"),
        ),
        "crumbs": (Crumb(_("Quotes"), reverse("portal:quote-list")), Crumb(quote.number)),
    }
    return render(request, "portal/quotes/show.html", context, status=status)
