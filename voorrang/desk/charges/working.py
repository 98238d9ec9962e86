"""Estimating, sending, taking back, charging and settling."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.cases.refusals import CaseRefusal
from voorrang.charges.actions.charging import enter_charge, settle
from voorrang.charges.actions.estimates import is_chargeable, make_estimate, send_estimate, withdraw_estimate
from voorrang.charges.models import CostLine
from voorrang.charges.queries import estimate_view
from voorrang.charges.refusals import ChargeRefused, EstimateNotOpen, LineFlawed, NotChargeable
from voorrang.contracts.models import AgreedRate
from voorrang.contracts.money import currency_of, money_text
from voorrang.contracts.queries.agreement_versions import agreed_rates
from voorrang.desk.charges.forms import LINES, ChargeForm, CostLineForm, EstimateForm, SettleForm
from voorrang.desk.charges.views import cost_page, opened_cost
from voorrang.desk.door import opened_case
from voorrang.lib.clock import now
from voorrang.ui.cost_page import closed_words, refused_words
from voorrang.ui.days import after
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb
from voorrang.ui.wording import country_text, language_text, number_text


def estimate(request: Any, case_id: UUID) -> HttpResponse:
    """Estimate what work on a case would cost. It is kept as a draft; sending it is a step of its own."""
    case, _row = opened_case(request, case_id)
    at, sent = now(), request.POST if request.method == "POST" else None
    language = language_of(request)
    if not is_chargeable(case):
        messages.warning(request, _("Nobody has chosen to charge for this case. A named role does so at its decision."))
        if sent is None:
            return redirect("desk:case-detail", case.id)
    rates = {str(one.id): one for one in agreed_rates(at) if one.country in {"", case.country}}
    form = EstimateForm(sent, today=at.date(), currency=currency_of(case.country))
    lines = forms.formset_factory(CostLineForm, extra=LINES, max_num=40, absolute_max=40)(
        sent,
        prefix="line",
        form_kwargs={"rates": rates, "rate_words": [(id_, rate_words(one, language)) for id_, one in rates.items()]},
    )
    status = 422 if sent is not None else 200
    if sent is not None and form.is_valid() and lines.is_valid():
        said = form.cleaned_data
        valid_until: Any = after(said["valid_on"])
        try:
            made = make_estimate(
                case=case,
                lines=[line for one in lines.forms if (line := one.line) is not None],
                currency=said["currency"].upper(),
                language=case.language,
                text=said["text"],
                valid_until=valid_until,
                by=request.visitor.by,
                at=at,
            )
        except NotChargeable:
            form.add_error(None, _("Choose at the decision to charge first; then estimate the cost."))
            status = 409
        except LineFlawed as flawed:
            if flawed.field == "rate":
                form.add_error("currency", _("An agreed rate is in another currency. Use the currency of the rate."))
            else:
                form.add_error(None, _("Fill in at least one line, with what, how much and the price."))
        else:
            messages.success(request, _("Kept as a draft. Read it once more, then send it."))
            return redirect("desk:cost-detail", case.id, made.id)
    context = {
        "case": case,
        "form": form,
        "lines": lines,
        "has_line_errors": sent is not None and bool(lines.total_error_count()),
        "spoken": language_text(case.language, language),
        "crumbs": (Crumb(case.number, reverse("desk:case-detail", args=[case.id])), Crumb(_("Estimate the cost"))),
    }
    return render(request, "desk/charges/new.html", context, status=status)


@require_POST
def send(request: Any, case_id: UUID, cost_id: UUID) -> HttpResponse:
    """Send a draft: the case waits for the answer."""
    at = now()
    case, cost = opened_cost(request, case_id, cost_id)
    try:
        send_estimate(estimate=cost, by=request.visitor.by, at=at)
    except EstimateNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return cost_page(request, case, cost, at, status=409)
    except CaseRefusal as refusal:
        messages.warning(request, f"{refusal} {refusal.cure}")
        return cost_page(request, case, cost, at, status=409)
    messages.success(request, _("Sent. The case waits for the customer's answer."))
    return redirect("desk:cost-detail", case.id, cost.id)


@require_POST
def withdraw(request: Any, case_id: UUID, cost_id: UUID) -> HttpResponse:
    """Take back what nobody has answered."""
    at = now()
    case, cost = opened_cost(request, case_id, cost_id)
    try:
        withdraw_estimate(estimate=cost, by=request.visitor.by, at=at)
    except EstimateNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return cost_page(request, case, cost, at, status=409)
    messages.success(request, _("Taken back."))
    return redirect("desk:cost-detail", case.id, cost.id)


@require_POST
def charge(request: Any, case_id: UUID, cost_id: UUID) -> HttpResponse:
    """Charge work against a line, within the consent."""
    at = now()
    case, cost = opened_cost(request, case_id, cost_id)
    form = ChargeForm(request.POST, view=estimate_view(cost, at))
    if not form.is_valid():
        return cost_page(request, case, cost, at, charge=form, status=422)
    said = form.cleaned_data
    line = CostLine.objects.select_related("estimate").get(id=said["line"])
    try:
        enter_charge(line=line, quantity=said["quantity"], text=said["text"], by=request.visitor.by, at=at)
    except ChargeRefused as refused:
        words = refused_words(refused.code, refused.left, cost.currency, language_of(request))
        form.add_error("quantity", words)
        if refused.code not in {"beyond_consent", "nothing"}:
            messages.warning(request, words)
        return cost_page(
            request, case, cost, at, charge=form, status=422 if refused.code in {"beyond_consent", "nothing"} else 409
        )
    messages.success(request, _("Noted."))
    return redirect("desk:cost-detail", case.id, cost.id)


@require_POST
def settle_account(request: Any, case_id: UUID, cost_id: UUID) -> HttpResponse:
    """Close the account: what has a reason is let go, the rest goes to the books."""
    at = now()
    case, cost = opened_cost(request, case_id, cost_id)
    form = SettleForm(request.POST, view=estimate_view(cost, at))
    if not form.is_valid():
        return cost_page(request, case, cost, at, settle=form, status=422)
    waived = {UUID(name.removeprefix("waive_")): reason for name, reason in form.cleaned_data.items() if reason.strip()}
    try:
        settle(estimate=cost, waived=waived, by=request.visitor.by, at=at)
    except EstimateNotOpen as closed:
        messages.warning(request, closed_words(closed.state))
        return cost_page(request, case, cost, at, status=409)
    messages.success(request, _("Settled. What is charged goes to the books with the next export."))
    return redirect("desk:cost-detail", case.id, cost.id)


def rate_words(rate: AgreedRate, language: str) -> str:
    """Return an agreed rate in a few words, for a list to choose from."""
    place = country_text(rate.country, language) if rate.country else _("all countries")
    if rate.amount is None:
        figure = _("cost + %(percent)s %%") % {"percent": number_text(float(rate.percent or 0), language)}
    else:
        figure = money_text(rate.amount, rate.currency, language)
    return f"{rate.get_kind_display()}: {figure}, {' '.join(one for one in (rate.part, rate.text, place) if one)}"
