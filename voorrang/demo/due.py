"""When a clock must have started to be due at a given moment: the rules' own arithmetic, asked backwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from voorrang.cases.calendars import CalendarName, load_calendars
from voorrang.cases.terms import Term
from voorrang.rules.clocks import Calendar, Event, Promise, evaluate

_LONGEST = timedelta(days=16)
_NEAR = timedelta(minutes=10)
_START = "started"


def start_for(kind: str, terms: Sequence[Term], due_at: datetime, latest: datetime) -> datetime:
    """Return the last minute, `latest` at most, from which the first clock of a kind is due by `due_at`.

    Nothing falls due while the office is closed: what should, then, is due in the first hours after.
    """
    own = [term for term in terms if term.kind == kind]
    hours = load_calendars({term.hours for term in own})
    low, high = _bracket(own, hours, due_at, latest)
    after = _deadline(own, hours, high)
    if due_at > latest and due_at - _deadline(own, hours, low) > _NEAR and after > due_at:
        low, _ = _bracket(own, hours, after + timedelta(minutes=10 + 2 * due_at.minute), latest)
    return low.replace(microsecond=0)


def _bracket(
    terms: Sequence[Term], hours: Mapping[CalendarName, Calendar], due_at: datetime, latest: datetime
) -> tuple[datetime, datetime]:
    """Return two starts a minute apart: from the first, all is due by `due_at`, from the second later, or it is the last."""
    low, high = due_at - _LONGEST, min(due_at, latest)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if _deadline(terms, hours, middle) <= due_at:
            low = middle
        else:
            high = middle
    return low, high


def _deadline(terms: Sequence[Term], hours: Mapping[CalendarName, Calendar], start: datetime) -> datetime:
    return min(_due(term, hours[term.hours], start) for term in terms)


def _due(term: Term, calendar: Calendar, start: datetime) -> datetime:
    promise = Promise(
        key=term.kind,
        kind=term.kind,
        for_seconds=term.seconds,
        measure="working" if term.hours.key else "elapsed",
        starts_on=frozenset({_START}),
        stops_on=frozenset(),
    )
    deadline = evaluate(promise, calendar, [Event(start, _START)], start).deadline
    if deadline is None:
        message = f"{term.kind} never falls due"
        raise ValueError(message)
    return deadline
