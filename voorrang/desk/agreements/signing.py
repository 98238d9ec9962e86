"""Signing for the vendor, taking a version back, and ending one that holds."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.contracts.actions.agreement_drafts import AgreementFlawed, NoDraft, discard_draft
from voorrang.contracts.actions.agreement_signing import (
    AgreementMoved,
    AlreadyEnded,
    AlreadySigned,
    ReasonNeeded,
    end_agreement,
    sign_side,
)
from voorrang.desk.agreements.forms import EndForm
from voorrang.desk.agreements.views import agreement_page, opened_agreement
from voorrang.lib.clock import now
from voorrang.ui.agreement_words import flaw_words, taken_words
from voorrang.ui.days import after
from voorrang.ui.reader import language_of


@require_POST
def sign(request: Any, code: str, number: str, version: int) -> HttpResponse:
    """Sign for the vendor what was read; the customer is told."""
    at = now()
    customer, agreement = opened_agreement(request, code, number, version)
    read = request.POST.get("revision", "")
    try:
        sign_side(agreement=agreement, revision=int(read) if read.isdigit() else 0, by=request.visitor.by, at=at)
    except AlreadySigned as late:
        messages.warning(request, taken_words(late.signature))
        return agreement_page(request, customer, agreement, at, status=409)
    except AgreementMoved:
        messages.warning(request, _("The words have changed since you read them. Read them again, then sign."))
        return agreement_page(request, customer, agreement, at, status=409)
    except AgreementFlawed as flawed:
        messages.error(request, flaw_words(flawed.flaw, language_of(request)))
        return agreement_page(request, customer, agreement, at, status=409)
    messages.success(request, _("Signed. The customer has a mail and can sign in its portal."))
    return redirect("desk:agreement-detail", customer.code, agreement.number, agreement.version)


@require_POST
def discard(request: Any, code: str, number: str, version: int) -> HttpResponse:
    """Take back a version that does not hold yet."""
    at = now()
    customer, agreement = opened_agreement(request, code, number, version)
    try:
        discard_draft(agreement=agreement, by=request.visitor.by, at=at)
    except NoDraft:
        messages.warning(request, _("Both sides have signed. End it instead."))
        return agreement_page(request, customer, agreement, at, status=409)
    messages.success(request, _("Discarded. What held before goes on."))
    return redirect(f"{reverse('desk:agreement-list')}?customer={customer.code}")


@require_POST
def end(request: Any, code: str, number: str, version: int) -> HttpResponse:
    """End an agreement on a day; cases keep what they were opened under."""
    at = now()
    customer, agreement = opened_agreement(request, code, number, version)
    form = EndForm(request.POST, today=at.date())
    if not form.is_valid():
        return agreement_page(request, customer, agreement, at, ending=form, status=422)
    said: Any = form.cleaned_data
    ends_at: Any = after(said["last_on"])
    try:
        end_agreement(agreement=agreement, ends_at=ends_at, reason=said["reason"], by=request.visitor.by, at=at)
    except AgreementFlawed as flawed:
        form.add_error("last_on", flaw_words(flawed.flaw, language_of(request)))
        return agreement_page(request, customer, agreement, at, ending=form, status=422)
    except ReasonNeeded:
        form.add_error("reason", _("Say why, in a sentence."))
        return agreement_page(request, customer, agreement, at, ending=form, status=422)
    except AlreadyEnded:
        messages.warning(request, _("It has ended already, or was never signed. This is how it stands."))
        return agreement_page(request, customer, agreement, at, status=409)
    messages.success(request, _("Noted. Cases that are open keep what they were promised."))
    return redirect("desk:agreement-detail", customer.code, agreement.number, agreement.version)
