"""How a promised feature stands: kept, due soon, overdue, unused, or not known because no evidence is kept yet."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from voorrang.rules.programme import Rhythm
from voorrang.rules.reasons import JSON

type State = Literal["kept", "due_soon", "overdue", "unused", "no_evidence", "replaced"]

STATES: tuple[State, ...] = ("overdue", "due_soon", "kept", "unused", "no_evidence", "replaced")
"""The loudest first."""

DUE_SOON = timedelta(days=30)

_MONTHS: Mapping[Rhythm, int] = {"month": 1, "quarter": 3, "year": 12}


class Evidence(NamedTuple):
    """What shows that a feature was delivered. `what` is a key for doors to word, with `facts`; `link` is (kind, id).

    `times` says how often in the period that was looked at, None where counting says nothing. `due_at` is the next thing
    that is owed, None where nothing is.
    """

    what: str
    last_at: datetime | None
    times: int | None = None
    due_at: datetime | None = None
    facts: Mapping[str, JSON] = {}
    link: tuple[str, str] | None = None


def judge(evidence: Evidence | None, *, is_replaced: bool, at: datetime) -> State:
    """Say how a feature stands at `at`. Without evidence nothing is claimed, neither kept nor overdue."""
    if is_replaced:
        return "replaced"
    if evidence is None:
        return "no_evidence"
    if evidence.due_at is not None and evidence.due_at <= at:
        return "overdue"
    if evidence.due_at is not None and evidence.due_at <= at + DUE_SOON:
        return "due_soon"
    return "unused" if evidence.last_at is None else "kept"


def next_due(every: Rhythm, *, since: datetime, last_at: datetime | None) -> datetime:
    """Return when the next of a row is owed at the latest: by the end of each period, counted from `since`.

    What came last serves the period in which it came; before the first one the first period's end counts.
    """
    months, served = _MONTHS[every], 0
    if last_at is not None:
        while add_months(since, served * months) <= last_at:
            served += 1
    return add_months(since, (served + 1) * months)


def period_end(every: Rhythm, *, since: datetime, at: datetime) -> datetime:
    """Return the end of the period that holds `at`, counted from `since`."""
    months, begun = _MONTHS[every], 1
    while add_months(since, begun * months) <= at:
        begun += 1
    return add_months(since, begun * months)


def year_of(since: datetime, at: datetime) -> datetime:
    """Return the start of the contract's year that holds `at`."""
    return add_months(period_end("year", since=since, at=at), -_MONTHS["year"])


def add_months(at: datetime, months: int) -> datetime:
    """Return the same day and time some months on; the last day of the month where it has no such day."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))
