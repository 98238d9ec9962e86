"""From what was sent to a claim: whose helpdesk asks, who calls, and for which devices."""

from uuid import UUID

from django.utils.translation import gettext as _

from voorrang.accounts.actions.calls import note_decision
from voorrang.accounts.actions.pin_checks import WINDOW, PinCheck
from voorrang.accounts.models import Contact
from voorrang.api.decisions.schemas import ClaimIn, DeviceIn
from voorrang.api.door import ApiRequest, customer_of
from voorrang.api.problems import FieldError, Problem, not_usable
from voorrang.cases.models import Case
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.recording import RecordedDecision
from voorrang.installed_base.queries import DeviceAsked, SerialAmbiguous
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected
from voorrang.rules.facts import PinState


def claim_of(request: ApiRequest, sent: ClaimIn) -> Claim:
    """Return the claim, with its customer selected for the rest of the request. Raises `Problem`.

    A token of the vendor's telephony gets its customer from the caller's PIN; a customer's token has its own and needs none.
    """
    pin = _pin_of(request, sent)
    caller = sent.caller
    named = _contact(caller.contact_id) if caller and caller.contact_id else None
    by_token = not request.visitor.is_vendor
    return Claim(
        contact=request.visitor.contact if caller is None else named,
        phone=caller.phone if caller else "",
        email=caller.email if caller else "",
        by_token=by_token,
        pin=pin,
        devices=tuple(_device(device) for device in sent.devices),
        country=sent.country or "",
        language=sent.language or "",
        self_diagnosis=sent.self_diagnosis,
    )


def note_call(request: ApiRequest, claim: Claim, recorded: RecordedDecision, case: Case | None = None) -> None:
    """Write a call whose PIN was checked into the customer's log. Requests without a PIN are a system's, not a call."""
    check = request.pin_check
    if claim.pin not in {"verified", "revoked"} or check is None:
        return
    note_decision(
        call_id=check.call_id,
        contact=claim.contact,
        number=claim.phone,
        outcome=recorded.outcome,
        decision_id=recorded.decision_id,
        case_id=case.id if case is not None else None,
        case_number=case.number if case is not None else "",
        by=request.visitor.by,
        at=now(),
    )


def ambiguous(error: SerialAmbiguous, sent: ClaimIn) -> Problem:
    """Return the problem for a serial that several devices have."""
    index = next((n for n, one in enumerate(sent.devices) if one.serial.upper() == error.serial.upper()), 0)
    numbers = ", ".join(error.product_numbers)
    message = _("devices: several have the serial %(serial)s; name the product number too, one of %(numbers)s.")
    return not_usable(
        FieldError(
            f"devices[{index}].product_number", "ambiguous", message % {"serial": error.serial, "numbers": numbers}
        )
    )


def _pin_of(request: ApiRequest, sent: ClaimIn) -> PinState:
    """Say what came of the PIN, and select the customer that it leads to."""
    if sent.pin is None:
        customer_of(request)
        return "not_given"
    check = request.pin_check
    if check is None:
        raise _pin_refused("unread", _("pin: could not be read; write the field's name in plain letters."))
    if check.state == "throttled":
        detail = _("Too many wrong PINs from this caller. Wait, or ask the lead of the helpdesk for the right one.")
        raise Problem("too-many", detail, headers={"Retry-After": str(int(WINDOW.total_seconds()))})
    own = request.visitor.customer
    if own is not None and check.customer_id != own.id:
        check = PinCheck("unknown")
    if check.state in {"verified", "revoked"}:
        if own is None:
            _select(request, check)
        return check.state
    if request.visitor.is_vendor:
        message = _("pin: is not known; ask the caller to read it again, digit by digit.")
        raise _pin_refused("unknown", message)
    return "unknown"


def _pin_refused(code: str, message: str) -> Problem:
    return not_usable(FieldError("pin", code, message))


def _select(request: ApiRequest, check: PinCheck) -> None:
    if check.customer_id is None:
        raise _pin_refused("unknown", _("pin: is not known; ask the caller to read it again, digit by digit."))
    request.scopes.enter_context(customer_selected(check.customer_id))


def _contact(contact_id: UUID) -> Contact:
    contact: Contact | None = Contact.objects.filter(id=contact_id).first()
    if contact is None:
        message = _("caller.contact_id: names nobody of this customer; send the phone number or mail address.")
        raise not_usable(FieldError("caller.contact_id", "unknown", message))
    return contact


def _device(sent: DeviceIn) -> DeviceAsked:
    return DeviceAsked(
        serial=sent.serial,
        product_number=sent.product_number,
        kind=sent.kind,
        maker=sent.maker,
        country=sent.country,
    )
