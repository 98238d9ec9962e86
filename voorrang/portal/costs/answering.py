"""Consenting to a cost or refusing it, and who may: of two people at once one answers, and the other hears who it was."""

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.charges.actions.answering import consent, let_engineers_consent, refuse
from voorrang.charges.refusals import AmountDiffers, AnsweredBefore, EstimateNotOpen, MayNotConsent
from voorrang.lib.clock import now
from voorrang.portal.costs.views import RefuseForm, cost_page, sent_cost
from voorrang.ui.cost_page import answered_words, closed_words


@require_POST
def say_yes(request: Any, cost_id: UUID) -> HttpResponse:
    """Consent to the amount that was read."""
    at, visitor = now(), request.visitor
    estimate = sent_cost(request, cost_id)
    try:
        consent(
            estimate=estimate,
            amount=_amount(request.POST.get("amount", "")),
            user=visitor.user,
            roles=visitor.roles,
            by=visitor.by,
            at=at,
        )
    except AmountDiffers:
        messages.warning(request, _("The amount is another one than you read. Read it again, then answer."))
        return cost_page(request, estimate, at, status=409)
    except (AnsweredBefore, EstimateNotOpen, MayNotConsent) as error:
        return _not_taken(request, estimate, at, error)
    messages.success(request, _("Thank you. We begin, and charge at most this amount."))
    return redirect("portal:cost-detail", estimate.id)


@require_POST
def say_no(request: Any, cost_id: UUID) -> HttpResponse:
    """Refuse an estimate, with or without a reason."""
    at, visitor = now(), request.visitor
    estimate = sent_cost(request, cost_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return cost_page(request, estimate, at, refusal=form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        refuse(estimate=estimate, reason=reason, user=visitor.user, roles=visitor.roles, by=visitor.by, at=at)
    except (AnsweredBefore, EstimateNotOpen, MayNotConsent) as error:
        return _not_taken(request, estimate, at, error)
    messages.success(request, _("Noted. Nothing is charged."))
    return redirect("portal:cost-detail", estimate.id)


@require_POST
def rule(request: Any) -> HttpResponse:
    """Set whether the helpdesk's engineers may consent too."""
    may = request.POST.get("engineers_may") == "yes"
    let_engineers_consent(may=may, by=request.visitor.by, at=now())
    words = _("Your engineers may consent to costs now.") if may else _("Only you consent to costs now.")
    messages.success(request, words)
    return redirect("portal:cost-list")


def _not_taken(request: Any, estimate: Any, at: Any, error: Exception) -> HttpResponse:
    if isinstance(error, AnsweredBefore):
        messages.warning(request, answered_words(error.consent))
    elif isinstance(error, EstimateNotOpen):
        messages.warning(request, closed_words(error.state))
    else:
        messages.warning(
            request, _("Your helpdesk lead consents to costs, or lets engineers do so. Ask your lead to answer.")
        )
        return cost_page(request, estimate, at, status=422)
    return cost_page(request, estimate, at, status=409)


def _amount(text: str) -> Decimal:
    """Return the amount as sent back; what is no figure is no amount of ours."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(-1)
