"""Somebody calls: check the PIN, then open a case for the caller, or say why not."""

from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from voorrang.accounts.actions import check_pin, note_decision
from voorrang.accounts.actions.admissions import declined_admission
from voorrang.accounts.models import Customer, Helpdesk
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import contact_by_phone, contacts, waiting_admissions
from voorrang.accounts.visitor import may_open
from voorrang.audit.actor import Actor
from voorrang.cases import actions
from voorrang.cases.models import Case
from voorrang.cases.refusals import TextNotUsable
from voorrang.contracts.queries import programme_in_force
from voorrang.desk.calls.checked import Checked, found, keep
from voorrang.desk.calls.forms import CallForm, PinForm
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.decisions.why import decision_view
from voorrang.desk.door import DOOR
from voorrang.entitlements.actions import decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.explain import explain_recorded
from voorrang.entitlements.recording import RecordedDecision
from voorrang.installed_base.queries import SerialAmbiguous
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected, on_side
from voorrang.ui.reader import language_of
from voorrang.ui.serials import say_which
from voorrang.ui.shapes import Crumb

REFUSED = "refused"


@sensitive_post_parameters("pin")
def pin(request: Any) -> HttpResponse:
    """Check a PIN. The attempt counts even when nothing else is stored, so this view has its own transactions."""
    at = now()
    if request.method != "POST":
        return _pin_page(request, PinForm(), at)
    form = PinForm(request.POST)
    if not form.is_valid():
        return _pin_page(request, form, at, status=422)
    said = form.cleaned_data
    check = check_pin(text=said["pin"], caller_key=f"phone:{said['phone']}", by=request.visitor.by, at=at)
    if check.customer_id is not None and check.helpdesk_id is not None:
        return redirect(f"{reverse('desk:pin-check')}?check={keep(request, check, said['phone'], at)}")
    if check.state == "throttled":
        text = _("Too many wrong PINs from this number. Wait a quarter of an hour, or call a listed number back.")
        form.add_error("phone", text)
        return _pin_page(request, form, at, status=429)
    form.add_error("pin", _("No PIN with these digits is known. Ask the caller to read it again, digit by digit."))
    return _pin_page(request, form, at, status=422)


pin.own_transaction = True  # type: ignore[attr-defined]  # read by the middleware that opens the request's transaction


def begin(request: Any) -> HttpResponse:
    """Ask what the caller says, decide, and open a case unless the decision refuses it."""
    at = now()
    check = found(request, request.GET.get("check", ""), at)
    customer = _customer(request, check)
    if customer is None:
        return choose_page(
            request,
            _("Open case"),
            _("For which customer? With the caller's PIN you need not ask: check it first."),
        )
    if check is not None and check.customer_id != customer.id:
        check = None
    programme = programme_in_force(customer, at)
    shown_in = language_of(request)
    form = CallForm(
        request.POST or None,
        contacts=list(contacts(at)),
        programme=programme,
        shown_in=shown_in,
        initial=_first_guess(request, customer, check, at),
    )
    context: dict[str, Any] = {
        "customer": customer,
        "check": check,
        "form": form,
        "crumbs": (Crumb(_("Queue"), reverse("desk:queue")), Crumb(_("Open case"))),
    }
    if request.method != "POST":
        return render(request, "desk/calls/open.html", context)
    if form.is_valid():
        answer = _open(request, form, check, at)
        if isinstance(answer, HttpResponse):
            return answer
        if answer is not None:
            # A refusal is an answer: it is stored, and the form stands below it to be corrected and sent again.
            context["refused"] = decision_view(request, customer, explain_recorded(answer))
            context["decision_url"] = reverse("desk:decision-detail", args=[customer.code, answer.decision_id])
            return render(request, "desk/calls/open.html", context)
    return render(request, "desk/calls/open.html", context, status=422)


def _customer(request: Any, check: Checked | None) -> Customer | None:
    if request.GET.get("customer"):
        return chosen_customer(request)
    if check is not None:
        customer: Customer = request.select_customer(check.customer_id)
        return customer
    return None


def _first_guess(request: Any, customer: Customer, check: Checked | None, at: datetime) -> dict[str, Any]:
    guess: dict[str, Any] = {"impact": "one_person", "language": customer.language}
    if check is not None:
        guess["phone"] = check.phone
        caller = contact_by_phone(check.phone, at, country=customer.head_office_country)
        if caller is not None:
            guess |= {"contact": str(caller.id), "language": caller.language}
    if request.GET.get("serial"):
        guess["serials"] = request.GET["serial"]
    return guess


def _open(request: Any, form: CallForm, check: Checked | None, at: datetime) -> HttpResponse | RecordedDecision | None:
    """Return where to go after opening, a decision that refuses, or None when the form has to be mended."""
    said, by = form.cleaned_data, request.visitor.by
    diagnosis = {"found": said["diagnosis"]} if said["diagnosis"].strip() else {}
    claim = Claim(
        contact=form.chosen_contact,
        phone=said["phone"],
        pin=check.state if check is not None else "not_given",
        devices=said["serials"],
        country=said["country"],
        language=said["language"],
        self_diagnosis=diagnosis,
        exclusions=tuple(said["exclusions"]),
    )
    try:
        recorded = decide_request(claim=claim, door=DOOR, by=by, at=at)
        if recorded.outcome == REFUSED:
            _note(claim, recorded, None, check, by=by, at=at)
            return recorded
        with transaction.atomic():
            case = actions.open_case(
                recorded=recorded,
                title=said["title"],
                body=said["body"],
                impact=said["impact"],
                language=said["language"],
                diagnosis=diagnosis,
                door=DOOR,
                by=by,
                at=at,
            )
            _note(claim, recorded, case, check, by=by, at=at)
            if request.POST.get("mine"):
                actions.take(case=case, by=by, at=at)
    except SerialAmbiguous as error:
        form.add_error("serials", say_which(error))
        return None
    except TextNotUsable as error:
        form.add_error({"text": "body", "title": "title", "diagnosis": "diagnosis"}.get(error.field), str(error))
        return None
    messages.success(request, _("Case %(number)s is open. Read it to the caller.") % {"number": case.number})
    return redirect("desk:case-detail", case.id)


def _note(
    claim: Claim, recorded: RecordedDecision, case: Case | None, check: Checked | None, *, by: Actor, at: datetime
) -> None:
    """Write what was decided into the customer's log of calls."""
    note_decision(
        call_id=check.call_id if check is not None else None,
        contact=claim.contact or contact_by_phone(claim.phone, at, country=claim.country),
        number=claim.phone,
        outcome=recorded.outcome,
        decision_id=recorded.decision_id,
        case_id=case.id if case is not None else None,
        case_number=case.number if case is not None else "",
        by=by,
        at=at,
    )


def _pin_page(request: Any, form: PinForm, at: datetime, *, status: int = 200) -> HttpResponse:
    with transaction.atomic(), on_side("vendor"), ExitStack() as scopes:
        check = found(request, request.GET.get("check", ""), at) if request.method == "GET" else None
        context: dict[str, Any] = {"form": form, "check": check}
        if check is not None and not may_open(request.visitor, check.customer_id, at):
            context |= {"check": None, "is_not_yours": True}
        elif check is not None:
            scopes.enter_context(customer_selected(check.customer_id))
            context |= _whose(check, at)
        return render(request, "desk/calls/pin.html", context, status=status)


def _whose(check: Checked, at: datetime) -> dict[str, Any]:
    customer = Customer.objects.filter(id=check.customer_id).first()
    helpdesk = Helpdesk.objects.filter(id=check.helpdesk_id).first()
    if customer is None or helpdesk is None:
        raise Http404
    country = customer.head_office_country
    caller = contact_by_phone(check.phone, at, country=country)
    number = e164(check.phone, country)
    return {
        "customer": customer,
        "helpdesk": helpdesk,
        "caller": caller,
        "declined": None if caller else declined_admission(number),
        "admitted": None if caller else waiting_admissions(at).filter(number=number).first(),
    }
