"""The helpdesk's telephone in the demo: calls of some weeks, an unlisted caller who waits, a partner that ends, an old PIN."""

from datetime import timedelta
from random import Random

from voorrang.accounts import actions as accounts
from voorrang.accounts.actions.calls import note_decision, note_pin_check
from voorrang.accounts.actions.rotation import note_use
from voorrang.accounts.models import Pin
from voorrang.accounts.queries import contacts, pins
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.cases.models import Case
from voorrang.demo.household import Household

_WEEKS = 11
_MOST_A_WEEK = 6
_PARTNER, _PARTNER_ENDS = "Kabel & Draad Services", timedelta(days=12)
_CALLER, _NUMBER = "Bo Belder", "+31205550199"
_OTHER_NUMBERS = ("+31205550142", "+31205550177")


def lay_callers(home: Household, dice: Random) -> int:
    """Lay the calls of one customer that has a PIN, and return how many."""
    keys = list(pins(home.anchor))
    if not keys or not home.agents:
        return 0
    agent = home.agent(home.agents[0][0])
    laid = sum(
        _call(home, keys[0], agent, week, dice) for week in range(_WEEKS) for _ in range(dice.randint(1, _MOST_A_WEEK))
    )
    note_use(keys[0], home.anchor - timedelta(days=1))
    accounts.plan_rotation(every_months=6, by=SYSTEM, at=home.anchor - timedelta(days=30))
    accounts.add_partner(
        name=_PARTNER,
        starts_at=home.anchor - timedelta(days=120),
        ends_at=home.anchor + _PARTNER_ENDS,
        by=SYSTEM,
        at=home.anchor - timedelta(days=120),
    )
    asked_at = home.laid_at - timedelta(hours=2)
    call = note_pin_check(helpdesk_id=keys[0].helpdesk_id, number=_NUMBER, outcome="verified", by=agent, at=asked_at)
    accounts.admit_caller(
        name=_CALLER,
        number=_NUMBER,
        reason="Says to stand in for a colleague who is on leave.",
        days=5,
        helpdesk_id=keys[0].helpdesk_id,
        call_id=call.id,
        by=agent,
        at=asked_at,
    )
    return laid + 1


def _call(home: Household, pin: Pin, agent: Actor, week: int, dice: Random) -> int:
    at = home.anchor - timedelta(weeks=week, days=dice.randint(1, 6), minutes=dice.randint(0, 600))
    listed = [one for one in contacts(at) if one.phone]
    caller = dice.choice(listed) if listed and dice.random() < 0.85 else None  # noqa: PLR2004 -- most callers are known
    number = caller.phone if caller else dice.choice(_OTHER_NUMBERS)
    call = note_pin_check(helpdesk_id=pin.helpdesk_id, number=number, outcome="verified", by=agent, at=at)
    case = Case.objects.filter(opened_at__lte=at).order_by("-opened_at").first()
    if case is not None and dice.random() < 0.7:  # noqa: PLR2004 -- the others only ask
        note_decision(
            call_id=call.id,
            contact=caller,
            number=number,
            outcome="entitled" if caller else "conditional",
            decision_id=case.decision_id,
            case_id=case.id,
            case_number=case.number,
            by=agent,
            at=at,
        )
    return 1
