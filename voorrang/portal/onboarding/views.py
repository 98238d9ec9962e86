"""How to reach us: the onboarding pack as a page and as PDF (T1.5), and the checklist of the activation (G.7)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import CustomerRole
from voorrang.accounts.queries import helpdesks, pins
from voorrang.contracts.actions import StepAlreadyDone, StepNotYours, complete_step
from voorrang.contracts.models import ActivationStep, Contract
from voorrang.contracts.onboarding import onboarding_pack
from voorrang.contracts.onboarding_pdf import onboarding_pdf
from voorrang.contracts.queries import checklist_of, contract_by_number, contracts
from voorrang.lib.clock import now
from voorrang.portal.onboarding.checklist import Progress, progress_of
from voorrang.ui.shapes import Due


@require_GET
def show(request: Any) -> HttpResponse:
    """Show the pack of the newest contract, or of the one that the address names."""
    at = now()
    contract = _contract(request.GET.get("contract", ""), at)
    return _page(request, contract, at)


@require_GET
def pdf(request: Any, number: str) -> HttpResponse:
    """Return the pack as a PDF in the reader's language."""
    contract = _contract(number, now())
    if contract is None:
        raise Http404
    pack = onboarding_pack(contract, language=_language(request), at=now())
    response = HttpResponse(onboarding_pdf(pack), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="onboarding-{contract.number}.pdf"'
    return response


@require_POST
def finish_step(request: Any, step_id: UUID) -> HttpResponse:
    """Complete a step that is the customer's."""
    at = now()
    step = ActivationStep.objects.select_related("contract").filter(id=step_id).first()
    if step is None:
        raise Http404
    try:
        complete_step(step=step, by=request.visitor.by, at=at)
    except StepNotYours as error:
        raise Http404 from error
    except StepAlreadyDone:
        messages.warning(request, _("Somebody has completed this step before you."))
        return _page(request, step.contract, at, status=409)
    messages.success(request, _("The step is done."))
    return redirect(f"{reverse('portal:onboarding')}?contract={step.contract.number}")


def _page(request: Any, contract: Contract | None, at: datetime, status: int = 200) -> HttpResponse:
    if contract is None:
        return render(request, "portal/onboarding/none.html")
    pack = onboarding_pack(contract, language=_language(request), at=at)
    progress: Progress = progress_of(checklist_of(contract, at), get_language() or "en")
    context = {
        "contract": contract,
        "contracts": list(contracts(at)),
        "pack": pack,
        "progress": progress,
        "deadline": Due(progress.deadline_at),
        "mine": frozenset(CustomerRole.values),
        "helpdesks": [(desk, [pin for pin in pins(at) if pin.helpdesk_id == desk.id]) for desk in helpdesks()],
    }
    return render(request, "portal/onboarding/show.html", context, status=status)


def _contract(number: str, at: datetime) -> Contract | None:
    """Return the contract with this number (404 for one that is not there), or without a number the newest."""
    if not number:
        return contracts(at).first()
    try:
        return contract_by_number(number.replace("\0", ""))
    except Contract.DoesNotExist as error:
        raise Http404 from error


def _language(request: Any) -> str:
    offered = [code for code, _name in settings.LANGUAGES]
    wanted = str(request.LANGUAGE_CODE)
    return wanted if wanted in offered else offered[0]
