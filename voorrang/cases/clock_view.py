"""A stored milestone as a clock, evaluated by the rules from the case's events: "why is it due then?"."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from voorrang.cases.calendars import CalendarName
from voorrang.cases.models import Milestone
from voorrang.cases.status import Happening, status_of
from voorrang.rules.clocks import Calendar, Evaluation, Event, Pause, Promise, PromiseKind, evaluate

PUBLIC_ANSWERS = frozenset({"case.answered", "case.waiting", "case.resolved"})
"""Events by which the customer hears from the vendor."""

_WAITING = Pause("waiting_on_customer", "case.waiting", frozenset({"case.replied", "case.reopened"}))
_WAITING_ALREADY = Pause("waiting_on_customer", "round.waiting", _WAITING.ends_on)
_WITHDRAWN = Pause("closed", "case.closed", frozenset({"case.reopened"}))

_STARTS = {
    "response": frozenset({"case.opened"}),
    "update": frozenset({"round.started"}),
    "resolution": frozenset({"case.opened"}),
}
_STOPS = {"response": PUBLIC_ANSWERS, "update": PUBLIC_ANSWERS, "resolution": frozenset({"case.resolved"})}
_RESUMES: dict[str, frozenset[str]] = {"resolution": frozenset({"case.reopened"})}


def explain_milestone(
    milestone: Milestone, events: Iterable[Happening], calendar: Calendar, now: datetime
) -> Evaluation:
    """Return the clock of a milestone with its intervals. `events` are those of the case, in any order.

    The intervals' reasons are those of the rules, `waiting_on_customer`, `closed` and, after a reopening, `case.resolved`.
    """
    known = sorted(events, key=lambda event: event.sequence)
    happened = [Event(event.at, event.type, _place(event)) for event in known]
    if milestone.kind == "update":
        happened = [*_round_start(known, milestone.from_sequence), *happened[milestone.from_sequence :]]
    return evaluate(promise_of(milestone), calendar, happened, now)


def _round_start(events: list[Happening], sequence: int) -> list[Event]:
    """Return the start of a round of updates; the answer that starts it may be the one that asks back."""
    start = events[sequence - 1]
    begun = [Event(start.at, "round.started", _place(start))]
    if status_of(events[:sequence]).status == "waiting":
        begun.append(Event(start.at, "round.waiting", _place(start)))
    return begun


def _place(event: Happening) -> str:
    return f"{event.sequence:08d}"


def promise_of(milestone: Milestone) -> Promise:
    """Return what the rules count by for a milestone."""
    kind = cast("PromiseKind", milestone.kind)
    return Promise(
        key=f"{milestone.basis}.{kind}",
        kind=kind,
        for_seconds=milestone.seconds,
        measure="working" if milestone.calendar_key else "elapsed",
        starts_on=_STARTS[kind],
        stops_on=_STOPS[kind],
        pauses=(_WAITING, _WAITING_ALREADY, _WITHDRAWN),
        resumes_on=_RESUMES.get(kind, frozenset()),
    )


def hours_of(milestone: Milestone) -> CalendarName:
    """Return the name of the hours that a milestone counts in."""
    return CalendarName(milestone.calendar_key, milestone.calendar_version)
