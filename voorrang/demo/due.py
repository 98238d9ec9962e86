"""When a clock must have started to be due at a given moment: the rules' own arithmetic, asked backwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from voorrang.cases.calendars import CalendarName, load_calendars
from voorrang.cases.terms import Term
from voorrang.rules.clocks import Calendar, Event, Promise, evaluate

_LONGEST = timedelta(days=16)
_START = "started"


def start_for(kind: str, terms: Sequence[Term], due_at: datetime, latest: datetime) -> datetime:
    """Return the last minute, `latest` at most, from which the first clock of a kind is due by `due_at`."""
    own = [term for term in terms if term.kind == kind]
    hours = load_calendars({term.hours for term in own})
    low, high = due_at - _LONGEST, min(due_at, latest)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if _deadline(own, hours, middle) <= due_at:
            low = middle
        else:
            high = middle
    return low.replace(microsecond=0)


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
