"""One case: what happened, and how its clocks stand. A customer sees neither notes nor the vendor's own targets."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from voorrang.accounts.models import Contact, User
from voorrang.cases.clock_view import explain_milestone, hours_of
from voorrang.cases.milestones import calendars_of
from voorrang.cases.models import Case, CaseEvent, EventBody, Milestone
from voorrang.cases.terms import PROMISE
from voorrang.rules.clocks import Calendar, Evaluation


class StoryEntry(NamedTuple):
    """One event with its words and the name of who did it ("" for a system, and for somebody erased)."""

    event: CaseEvent
    who: str
    text: str
    language: str


class ClockRow(NamedTuple):
    """One clock: the stored row, its hours, and the evaluation that explains it."""

    milestone: Milestone
    calendar: Calendar
    evaluation: Evaluation


def case_timeline(case: Case, *, internal: bool) -> list[StoryEntry]:
    """Return what happened, oldest first; `internal` adds what only the vendor's people see. At most four queries."""
    events = list(_events(case, internal=internal).order_by("sequence"))
    bodies = {body.event_id: body for body in EventBody.objects.filter(event_id__in=[event.id for event in events])}
    names = _names(events)
    return [
        StoryEntry(
            event=event,
            who=names.get(event.by_id, "") if event.by_id else "",
            text=bodies[event.id].text if event.id in bodies else "",
            language=bodies[event.id].language if event.id in bodies else "",
        )
        for event in events
    ]


def clocks_of(case: Case, *, internal: bool, at: datetime) -> list[ClockRow]:
    """Return the case's clocks as they stand at `at`, promises first; `internal` adds the vendor's own targets."""
    milestones = list(Milestone.objects.filter(case_id=case.id).order_by("basis", "starts_at", "id"))
    shown = [one for one in milestones if internal or one.basis == PROMISE]
    if not shown:
        return []
    events = list(CaseEvent.objects.filter(case_id=case.id))
    calendars = calendars_of(shown)
    return [
        ClockRow(one, calendars[hours_of(one)], explain_milestone(one, events, calendars[hours_of(one)], at))
        for one in shown
    ]


def _events(case: Case, *, internal: bool) -> QuerySet[CaseEvent]:
    events = CaseEvent.objects.filter(case_id=case.id)
    return events if internal else events.filter(internal=False)


def _names(events: list[CaseEvent]) -> dict[UUID, str]:
    users = {event.by_id for event in events if event.by_kind == "user" and event.by_id}
    callers = {event.by_id for event in events if event.by_kind == "caller" and event.by_id}
    names = dict(User.objects.filter(id__in=users).values_list("id", "name")) if users else {}
    if callers:
        names |= dict(Contact.objects.filter(id__in=callers).values_list("id", "name"))
    return names
