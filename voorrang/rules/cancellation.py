"""Ending a contract before its term: from which day it may be. No clause speaks of it; the notice is the vendor's setting."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from voorrang.rules.orders import HeldScope
from voorrang.rules.periods import last_day
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import Reason

SETTING = "contract_changes"
NOTICE_UNLESS_SET = 30
REASONS_UNLESS_SET = ("other",)


def notice_days(programme: Programme) -> int:
    """Return how many days before its first day without service a cancellation is noted at the latest."""
    try:
        return int(programme.assumption(SETTING).value["notice_days"])
    except KeyError:
        return NOTICE_UNLESS_SET


def cancel_reasons(programme: Programme) -> tuple[str, ...]:
    """Return the keys of the reasons to choose from."""
    try:
        return tuple(programme.assumption(SETTING).value["cancel_reasons"])
    except KeyError:
        return REASONS_UNLESS_SET


def judge_cancellation(
    held: Iterable[HeldScope], from_at: datetime, at: datetime, programme: Programme
) -> tuple[Reason, ...]:
    """Tell what stands against ending these scopes at `from_at`; nothing when they may end."""
    earliest = at + timedelta(days=notice_days(programme))
    flaws = []
    if from_at.date() < earliest.date():
        facts = {"days": notice_days(programme), "earliest_on": earliest.date().isoformat()}
        flaws.append(Reason("cancel_too_soon", facts))
    for one in sorted(held):
        if from_at >= one.ends_at:
            flaws.append(Reason("cancel_after_end", {"ends_on": last_day(one.ends_at), "scope": one.scope}))
        elif from_at <= one.starts_at:
            starts_on = one.starts_at.date().isoformat()
            flaws.append(Reason("cancel_before_start", {"scope": one.scope, "starts_on": starts_on}))
    return tuple(flaws)
