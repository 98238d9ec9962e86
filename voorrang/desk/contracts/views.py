"""One contract: its scopes, the frozen edition, the activation's checklist, eligibility, the onboarding pack."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Customer, User
from voorrang.contracts.actions import AlreadyActivated, PeriodTaken, StepAlreadyDone, activate, complete_step
from voorrang.contracts.models import ActivationStep, Contract
from voorrang.contracts.onboarding import onboarding_pack
from voorrang.contracts.onboarding_pdf import onboarding_pdf
from voorrang.contracts.queries import (
    cancellation_of,
    checklist_of,
    contract_by_number,
    newest_assessments,
    programme_of_contract,
    quote_views,
    quotes,
    true_ups_of,
)
from voorrang.contracts.queries.activation import Checklist
from voorrang.desk.door import opened_customer
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.ui.contract_history import contract_history
from voorrang.ui.contract_lines import contract_line
from voorrang.ui.names import name_of
from voorrang.ui.quote_page import STATES
from voorrang.ui.reader import in_language, language_of
from voorrang.ui.shapes import Confirm, Crumb, Due


@require_GET
def show(request: Any, code: str, number: str) -> HttpResponse:
    """Show a contract."""
    customer, contract = opened_contract(request, code, number)
    return contract_page(request, customer, contract, now())


@require_POST
def finish_step(request: Any, code: str, number: str, step_id: UUID) -> HttpResponse:
    """Complete a step of the checklist."""
    at = now()
    customer, contract = opened_contract(request, code, number)
    step = ActivationStep.objects.filter(id=step_id, contract=contract).first()
    if step is None:
        raise Http404
    try:
        complete_step(step=step, by=request.visitor.by, at=at)
    except StepAlreadyDone:
        messages.warning(request, _("Somebody has completed this step before."))
        return contract_page(request, customer, contract, at, status=409)
    messages.success(request, _("The step is done."))
    return redirect("desk:contract-detail", customer.code, contract.number)


@require_POST
def bring_into_force(request: Any, code: str, number: str) -> HttpResponse:
    """Activate a contract; its period begins now where the programme counts from the activation."""
    at = now()
    customer, contract = opened_contract(request, code, number)
    try:
        activate(contract=contract, by=request.visitor.by, at=at)
    except AlreadyActivated:
        messages.warning(request, _("The contract is in force already."))
        return contract_page(request, customer, contract, at, status=409)
    except PeriodTaken:
        text = _("Its period would overlap that of a later contract for the same devices. Order anew after that one.")
        messages.error(request, text)
        return contract_page(request, customer, contract, at, status=409)
    messages.success(request, _("The contract is in force. The helpdesk may claim from now on."))
    return redirect("desk:contract-detail", customer.code, contract.number)


@require_GET
def onboarding(request: Any, code: str, number: str) -> HttpResponse:
    """Return the onboarding pack as a PDF in the customer's language, where we have it (T1.5)."""
    customer, contract = opened_contract(request, code, number)
    pack = onboarding_pack(contract, language=_language(request, customer), at=now())
    response = HttpResponse(onboarding_pdf(pack), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="onboarding-{contract.number}.pdf"'
    return response


def opened_contract(request: Any, code: str, number: str) -> tuple[Customer, Contract]:
    """Open the customer and return the contract with this number. Raises `Http404`."""
    customer = opened_customer(request, code)
    try:
        return customer, contract_by_number(number.replace("\0", ""))
    except Contract.DoesNotExist as error:
        raise Http404 from error


def contract_page(
    request: Any, customer: Customer, contract: Contract, at: datetime, status: int = 200
) -> HttpResponse:
    """Show a contract, what can be done with it, and what happened to it."""
    line = contract_line(request, contract, newest_assessments(at), at)
    programme = programme_of_contract(contract, at)
    checklist = checklist_of(contract, at)
    language = language_of(request)
    cancelled = cancellation_of(contract)
    may_activate = request.may("desk:contract-activate") and line.activated_at is None
    context = {
        "customer": customer,
        "contract": contract,
        "line": line,
        "programme": programme,
        "checklist": checklist,
        "steps": _steps(request, checklist),
        "deadline": Due(checklist.deadline_at, "kept" if line.activated_at else "running", line.activated_at),
        "true_ups": true_ups_of(contract, fleet_counts(at), at, at),
        "cancelled": cancelled,
        "may_undo": cancelled is not None and cancelled.ends_at > at,
        "may_change": any(scope.scope.ends_at > at for scope in line.scopes),
        "history": contract_history(contract, language, internal=True),
        "quotes": [(view, STATES[view.state]) for view in quote_views(quotes(at).filter(contract=contract), at)],
        "activate": _confirm(customer, contract, checklist) if may_activate else None,
        "crumbs": (
            Crumb(_("Customers"), reverse("desk:customer-list")),
            Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
            Crumb(contract.number),
        ),
    }
    return render(request, "desk/contracts/show.html", context, status=status)


def _steps(request: Any, checklist: Checklist) -> list[dict[str, Any]]:
    done_by = {row.step.done_by for row in checklist.rows if row.step.done_by}
    names = dict(User.objects.filter(id__in=done_by).values_list("id", "name")) if done_by else {}
    language = language_of(request)
    return [
        {
            "row": row,
            "name": in_language(row.name, language),
            "owner": name_of("role", row.step.owner_role),
            "due": None if row.state == "done" else Due(row.step.due_at),
            "by": names.get(row.step.done_by, "") if row.step.done_by else "",
        }
        for row in checklist.rows
    ]


def _confirm(customer: Customer, contract: Contract, checklist: Checklist) -> Confirm:
    left = len(checklist.rows) - checklist.done
    text = _("From now on its helpdesk may claim, and the term runs. This cannot be undone.")
    if left:
        from django.utils.translation import ngettext

        words = ngettext(
            "%(n)s step is still open; it stays open.", "%(n)s steps are still open; they stay open.", left
        )
        text = f"{text} {words % {'n': left}}"
    return Confirm(
        id="activate",
        button=_("Activate"),
        title=_("Bring %(number)s into force?") % {"number": contract.number},
        text=text,
        url=reverse("desk:contract-activate", args=[customer.code, contract.number]),
        confirm=_("Activate the contract"),
    )


def _language(request: Any, customer: Customer) -> str:
    """Return the language of the pack: the one asked for, else the customer's, as far as our surface speaks it."""
    offered = [code for code, _name in settings.LANGUAGES]
    wanted = [request.GET.get("language", ""), customer.language]
    return next((code for code in wanted if code in offered), offered[0])
