"""What the programme assumes about caller lists and PINs, and what a customer has chosen instead."""

from datetime import datetime
from typing import NamedTuple

from voorrang.accounts.models import Customer, PinPlan
from voorrang.editions.store import programme_at


class CallerRules(NamedTuple):
    """How many days an admission holds at most, after how many months a PIN is old, and when a partner's end is told."""

    admit_days: int = 5
    rotate_months: int = 12
    warn_days: tuple[int, ...] = (7, 30)


def caller_rules(customer: Customer, at: datetime) -> CallerRules:
    """Return the assumption `caller_rules` of the customer's programme, or ours where it says nothing."""
    try:
        own = programme_at(customer.programme, at).assumption("caller_rules").value
    except KeyError:
        return CallerRules()
    return CallerRules(int(own["admit_days"]), int(own["rotate_months"]), tuple(sorted(own["warn_days"])))


def rotate_months(customer: Customer, at: datetime) -> int:
    """Return after how many months the selected customer's PINs are due for new ones: its own choice, else the programme's."""
    own = PinPlan.objects.filter(ends_at=None).values_list("every_months", flat=True).first()
    return int(own) if own is not None else caller_rules(customer, at).rotate_months
