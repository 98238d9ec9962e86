"""What the tests of PINs share."""

from datetime import datetime, timedelta

from tests.cast import AT, Cast, serving
from voorrang.accounts import actions
from voorrang.accounts.actions import PinCheck, check_pin
from voorrang.accounts.models import Helpdesk
from voorrang.audit.actor import SYSTEM, Actor

PHONE_LINE = Actor(kind="caller", id=None, side="customer", role="caller")
STRANGER = "+31612345678"


def issue(
    one: Cast, *, helpdesk: Helpdesk | None = None, overlap_for: timedelta | None = None, at: datetime = AT
) -> str:
    """Hand out a PIN of a helpdesk: grant it, open the link."""
    with serving(one):
        token = actions.grant_pin(
            helpdesk=helpdesk or one.helpdesk, contact=one.lead.contact, overlap_for=overlap_for, by=SYSTEM, at=at
        )
    return actions.redeem_pin_grant(token=token, by=one.lead.actor, at=at)


def check(text: str, caller: str = STRANGER, *, at: datetime = AT) -> PinCheck:
    return check_pin(text=text, caller_key=caller, by=PHONE_LINE, at=at)


def wrong(pin: str) -> str:
    """Return a PIN with the same selector and a fitting check digit, but another secret."""
    from voorrang.rules.pin import compose, parse

    selector, secret = parse(pin)
    return compose(selector, f"{(int(secret) + 1) % 10**8:08d}")
