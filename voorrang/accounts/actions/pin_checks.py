"""Checking a PIN that somebody typed or said, without letting anybody guess it.

Failures throttle the caller first, then the selector for unknown numbers. A number that the customer has listed has a
count of its own, so that no prankster silences a helpdesk.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction

from voorrang.accounts.actions.calls import note_pin_check
from voorrang.accounts.actions.rotation import note_use
from voorrang.accounts.models import Contact, Pin
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import find_entry
from voorrang.accounts.rates import count_attempt, give_back, opaque
from voorrang.accounts.secrets import is_pin_secret
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor
from voorrang.lib.tenancy import customer_selected
from voorrang.rules import pin as pin_rules

WINDOW = timedelta(minutes=15)
KNOWN_CALLER_FACTOR = 20
"""How much more often than a stranger a listed number may fail: open to people, closed to a machine that fakes the number."""

_LONGEST_TEXT = 64


@dataclass(frozen=True, slots=True)
class PinCheck:
    """What came of a check. Customer and helpdesk are known when `verified` or `revoked`."""

    state: Literal["verified", "unknown", "revoked", "throttled"]
    customer_id: UUID | None = None
    helpdesk_id: UUID | None = None
    call_id: UUID | None = None
    """The call in the customer's log, when the customer is known."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The PIN that a selector leads to, and whether the customer has listed the caller's number."""

    pin: Pin | None
    is_known_caller: bool


def check_pin(*, text: str, caller_key: str, by: Actor, at: datetime) -> PinCheck:
    """Check a PIN for a caller and return what came of it. Commits on its own: call it outside any transaction.

    `caller_key` is what failures count against: a phone number in international form, `token:<id>`, `user:<id>`,
    `ip:<address>`. The attempt is counted before the slow comparison; a slip that the check digit catches is none. What
    is unknown is told to the vendor's trail only, without digits.
    """
    phone = e164(caller_key.removeprefix("phone:"))
    caller = phone if phone.startswith("+") else caller_key
    try:
        selector, secret = pin_rules.parse(text[:_LONGEST_TEXT])
    except pin_rules.PinUnreadable:
        return _fail("mistyped", by, at)
    found = _find(selector, phone, at)
    counted, is_admitted = _admit(selector, caller, found, by, at)
    if not is_admitted:
        return PinCheck("throttled")
    pin = found.pin
    if not is_pin_secret(pin.secret_hash if pin else None, selector, secret) or pin is None:
        return _fail("no_such_pin" if pin is None else "wrong_secret", by, at)
    state: Literal["verified", "revoked"] = "verified"
    if pin.ends_at is not None and pin.ends_at <= at:
        state = "revoked"
    with transaction.atomic(durable=True), customer_selected(pin.customer_id):
        for key in counted:
            give_back(key)
        number = caller_key.removeprefix("phone:") if caller_key.startswith(("phone:", "+")) else ""
        call = note_pin_check(helpdesk_id=pin.helpdesk_id, number=number, outcome=state, by=by, at=at)
        if state == "verified":
            note_use(pin, at)
        record(f"pin.{state}", subject_kind="helpdesk", subject_id=pin.helpdesk_id, by=by, at=at)
    return PinCheck(state, pin.customer_id, pin.helpdesk_id, call.id)


def _find(selector: str, phone: str, at: datetime) -> _Found:
    with transaction.atomic(durable=True):
        entry = find_entry(f"pin:{selector}")
        if entry is None:
            return _Found(None, is_known_caller=False)
        with customer_selected(entry.customer_id):
            pin = Pin.objects.get(id=entry.target)
            listed = phone.startswith("+") and Contact.objects.filter(phone=phone).exclude(ended_at__lte=at).exists()
    return _Found(pin, is_known_caller=listed)


def _admit(selector: str, caller: str, found: _Found, by: Actor, at: datetime) -> tuple[list[str], bool]:
    """Count the attempt under each key that applies and say whether it may go on; the first full one ends it."""
    if not settings.VOORRANG_RATE_LIMITS:
        return [], True
    limit = settings.VOORRANG_PIN_ATTEMPTS
    if found.is_known_caller:
        limits = {f"pin-known:{opaque(f'{selector} {caller}')}": limit * KNOWN_CALLER_FACTOR}
    else:
        limits = {f"pin-caller:{opaque(caller)}": limit, f"pin-selector:{opaque(selector)}": limit}
    counted = []
    with transaction.atomic(durable=True):
        for key, most in limits.items():
            count = count_attempt(key, window=WINDOW, at=at)
            counted.append(key)
            if count > most:
                if count == most + 1:  # Once a window: a flood shall not fill the trail.
                    record_system("pin.throttled", by=by, at=at, data={"by": key.partition(":")[0]})
                return counted, False
    return counted, True


def _fail(cause: str, by: Actor, at: datetime) -> PinCheck:
    with transaction.atomic(durable=True):
        record_system("pin.unknown", by=by, at=at, data={"cause": cause})
    return PinCheck("unknown")
