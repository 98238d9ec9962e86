"""What came of a PIN check, kept in the session of whoever typed it for half an hour. The digits are nowhere in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from voorrang.accounts.actions import PinCheck
from voorrang.rules.facts import PinState

KEY = "pin_checks"
VALID_FOR = timedelta(minutes=30)
MOST = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that led to a customer: `state` is verified or revoked."""

    id: str
    state: PinState
    customer_id: UUID
    helpdesk_id: UUID
    phone: str
    checked_at: datetime
    call_id: UUID | None = None


def keep(request: Any, check: PinCheck, phone: str, at: datetime) -> str:
    """Keep a check that is verified or revoked, and return the id by which the address names it."""
    kept = _all(request)
    check_id = token_urlsafe(9)
    kept[check_id] = {
        "state": check.state,
        "customer": str(check.customer_id),
        "helpdesk": str(check.helpdesk_id),
        "phone": phone,
        "at": at.isoformat(),
        "call": str(check.call_id or ""),
    }
    request.session[KEY] = dict(list(kept.items())[-MOST:])
    return check_id


def found(request: Any, check_id: str, at: datetime) -> Checked | None:
    """Return the check behind an id, None when there is none or it is too old."""
    one = _all(request).get(check_id)
    if one is None:
        return None
    checked_at = datetime.fromisoformat(one["at"])
    if not checked_at <= at < checked_at + VALID_FOR:
        return None
    return Checked(
        id=check_id,
        state="verified" if one["state"] == "verified" else "revoked",
        customer_id=UUID(one["customer"]),
        helpdesk_id=UUID(one["helpdesk"]),
        phone=one["phone"],
        checked_at=checked_at,
        call_id=UUID(one["call"]) if one.get("call") else None,
    )


def _all(request: Any) -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = dict(request.session.get(KEY, {}))
    return kept
