"""The lead's answer to a quote. Of two people at once one wins, and the other hears who it was."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.contracts.actions import AlreadyAnswered, QuoteFalls, QuoteNotOpen, accept_quote, decline_quote
from voorrang.contracts.models import Quote
from voorrang.editions.store import programme_at
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.portal.quotes.views import quote_page, sent_quote
from voorrang.ui.decline_form import DeclineForm
from voorrang.ui.quote_answers import closed_words, taken_words


@require_POST
def accept(request: Any, number: str) -> HttpResponse:
    """Accept a quote: the order is placed, and its contract made."""
    at = now()
    quote = sent_quote(number)
    try:
        accept_quote(quote=quote, fleet=fleet_counts(at), by=request.visitor.by, at=at)
    except AlreadyAnswered as late:
        messages.warning(request, taken_words(late.answer))
        return quote_page(request, quote, at, status=409)
    except QuoteNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return quote_page(request, quote, at, status=409)
    except QuoteFalls as fallen:
        messages.error(
            request, _("The programme refuses today what this quote offers. Ask your contact for a new one.")
        )
        return quote_page(request, quote, at, refused=fallen.reasons, status=409)
    if quote.kind == Quote.Kind.TRUE_UP:
        messages.success(request, _("Thank you. The units are added to your contract."))
    else:
        messages.success(request, _("Thank you. The order is placed; here is what you bought."))
    return redirect("portal:contract")


@require_POST
def decline(request: Any, number: str) -> HttpResponse:
    """Decline a quote, for a reason."""
    at = now()
    quote = sent_quote(number)
    form = DeclineForm(request.POST, programme=programme_at(request.visitor.customer.programme, at))
    if not form.is_valid():
        return quote_page(request, quote, at, decline=form, status=422)
    said = form.cleaned_data
    try:
        decline_quote(quote=quote, reason=said["reason"], note=said["note"], by=request.visitor.by, at=at)
    except AlreadyAnswered as late:
        messages.warning(request, taken_words(late.answer))
        return quote_page(request, quote, at, status=409)
    except QuoteNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return quote_page(request, quote, at, status=409)
    messages.success(request, _("Thank you for telling us. The quote is closed."))
    return redirect("portal:quote-detail", quote.number)
