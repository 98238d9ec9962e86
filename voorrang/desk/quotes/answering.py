"""Sending a quote, and noting the customer's answer where it came by another way."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.contracts.actions import (
    AlreadyAnswered,
    QuoteFalls,
    QuoteNotOpen,
    accept_quote,
    decline_quote,
    send_quote,
)
from voorrang.contracts.models import Quote
from voorrang.desk.quotes.views import opened_quote, quote_page
from voorrang.editions.store import programme_at
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.ui.decline_form import DeclineForm
from voorrang.ui.quote_answers import closed_words, taken_words


@require_POST
def send(request: Any, code: str, number: str) -> HttpResponse:
    """Send a draft to the customer."""
    at = now()
    customer, quote = opened_quote(request, code, number)
    try:
        send_quote(quote=quote, by=request.visitor.by, at=at)
    except QuoteFalls:
        messages.error(request, _("The programme refuses this. Correct it in a new quote; the reasons say how."))
        return quote_page(request, customer, quote, at, status=409)
    except QuoteNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return quote_page(request, customer, quote, at, status=409)
    except AlreadyAnswered as late:
        messages.warning(request, taken_words(late.answer))
        return quote_page(request, customer, quote, at, status=409)
    messages.success(request, _("The quote is sent. The customer's leads have a mail and see it in their portal."))
    return redirect("desk:quote-detail", customer.code, quote.number)


@require_POST
def accept(request: Any, code: str, number: str) -> HttpResponse:
    """Accept a quote in the customer's name."""
    at = now()
    customer, quote = opened_quote(request, code, number)
    try:
        answer = accept_quote(quote=quote, fleet=fleet_counts(at), by=request.visitor.by, at=at)
    except AlreadyAnswered as late:
        messages.warning(request, taken_words(late.answer))
        return quote_page(request, customer, quote, at, status=409)
    except QuoteNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return quote_page(request, customer, quote, at, status=409)
    except QuoteFalls as fallen:
        messages.error(request, _("The programme refuses today what this quote offers."))
        return quote_page(request, customer, quote, at, refused=fallen.reasons, status=409)
    if quote.kind == Quote.Kind.TRUE_UP and quote.contract is not None:
        messages.success(request, _("The units are added to the contract."))
        return redirect("desk:contract-detail", customer.code, quote.contract.number)
    messages.success(request, _("The order is placed, and its contract is made."))
    order: Any = answer.order
    return redirect("desk:order-detail", customer.code, order.number)


@require_POST
def decline(request: Any, code: str, number: str) -> HttpResponse:
    """Note that the customer declined."""
    at = now()
    customer, quote = opened_quote(request, code, number)
    form = DeclineForm(request.POST, programme=programme_at(customer.programme, at))
    if not form.is_valid():
        return quote_page(request, customer, quote, at, decline=form, status=422)
    said = form.cleaned_data
    try:
        decline_quote(quote=quote, reason=said["reason"], note=said["note"], by=request.visitor.by, at=at)
    except AlreadyAnswered as late:
        messages.warning(request, taken_words(late.answer))
        return quote_page(request, customer, quote, at, status=409)
    except QuoteNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return quote_page(request, customer, quote, at, status=409)
    messages.success(request, _("Noted. The quote is closed."))
    return redirect("desk:quote-detail", customer.code, quote.number)
