"""Who may ask: helpdesk staff of the customer or of its authorised partner, and their systems (E.2, T1.3)."""

from datetime import datetime

from voorrang.rules.facts import Caller
from voorrang.rules.outcomes import CONDITIONAL, ENTITLED, REFUSED
from voorrang.rules.periods import ended
from voorrang.rules.reasons import NO_FACTS, Reason

_CALLERS: dict[str, tuple[int, Reason]] = {
    "helpdesk": (ENTITLED, Reason("caller_helpdesk", NO_FACTS)),
    "partner": (ENTITLED, Reason("caller_partner", NO_FACTS)),
    "token": (ENTITLED, Reason("caller_token", NO_FACTS)),
    "unlisted": (CONDITIONAL, Reason("caller_unlisted", NO_FACTS)),
    "end_user": (REFUSED, Reason("caller_end_user", NO_FACTS)),
    "outsider": (REFUSED, Reason("caller_outsider", NO_FACTS)),
}
_PINS: dict[str, Reason] = {
    "verified": Reason("pin_verified", NO_FACTS),
    "unknown": Reason("pin_unknown", NO_FACTS),
    "revoked": Reason("pin_revoked", NO_FACTS),
}
_UNLISTED_NO_PIN = Reason("caller_unlisted_no_pin", NO_FACTS)


def judge_caller(caller: Caller, at: datetime, reasons: list[Reason]) -> int:
    """Say why this caller may or may not ask (E.2), and return the best outcome that it can get."""
    cap, reason = _CALLERS[caller.standing]
    pin = _PINS.get(caller.pin)
    if caller.standing == "unlisted" and caller.pin != "verified":
        reasons.append(_UNLISTED_NO_PIN)
        if pin is not None:
            reasons.append(pin)  # what is wrong with it is the nearer cure
        return REFUSED
    ended_at = caller.authority_ends_at
    if caller.standing == "partner" and ended_at is not None and ended_at <= at:
        reasons.append(Reason("partner_authority_ended", ended(ended_at, at)))
        return REFUSED
    reasons.append(reason)
    if pin is not None and cap != REFUSED:
        reasons.append(pin)
        if caller.pin != "verified":
            return CONDITIONAL
    return cap
