"""Cases of the past, brought in by the thousand: whole stories, with the clocks as they would have run (decision 12)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Any, NamedTuple
from uuid import UUID

from voorrang.audit.actor import SYSTEM, Actor
from voorrang.audit.models import Entry
from voorrang.cases.breaches import BREACHED, breach_data
from voorrang.cases.calendars import CalendarName, load_calendars
from voorrang.cases.clock_view import explain_milestone, hours_of
from voorrang.cases.laying import devices_of, new_case, new_event, opening_data, opening_event
from voorrang.cases.milestones import advance, due_row, is_running, next_rounds, start_milestones
from voorrang.cases.models import Case, CaseDevice, CaseEvent, DueMilestone, EventBody, Milestone, QueueRow, QueueSerial
from voorrang.cases.numbers import take_numbers
from voorrang.cases.projection import fixed_columns, moving_columns, serial_rows
from voorrang.cases.status import status_of
from voorrang.cases.subject import Decided
from voorrang.cases.terms import TARGET, Term, terms_of, zone_of
from voorrang.contracts.models import Agreement
from voorrang.lib.ids import uuid7_at
from voorrang.lib.tenancy import NoCustomerSelected, current_customer
from voorrang.rules.clocks import Calendar

AT_ONCE = 500
_UPDATES_FOLLOW = frozenset({"case.answered", "case.waiting", "case.reopened"})


class PastEvent(NamedTuple):
    """One thing that happened after the opening, as the actions would have recorded it (`case.answered`, ...)."""

    type: str
    at: datetime
    by: Actor
    text: str = ""
    internal: bool = False
    data: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A case of the past on its recorded decision. `events` follow the opening, in order."""

    recorded: Decided
    title: str
    impact: str
    language: str
    door: str
    opened_by: Actor
    opened_at: datetime
    body: str = ""
    diagnosis: Mapping[str, Any] = field(default_factory=dict)
    events: Sequence[PastEvent] = ()


def import_history(*, past: Iterable[PastCase], at: datetime) -> list[Case]:
    """Store cases of the selected customer with everything that belongs to them, and return them, the oldest first.

    Numbers follow the opening; ids are of their own time. Clocks run by the promises of their day and today's internal
    targets; what ran out before `at` is breached at its due time. Raises `EventsIncomplete` for a story without sense.
    """
    customer_id = _customer_id()
    terms = _terms_by_day()
    cases: list[Case] = []
    ordered = sorted(past, key=lambda one: one.opened_at)
    for some in batched(ordered, AT_ONCE):
        numbers = take_numbers(customer_id, len(some))
        hours: dict[CalendarName, Calendar] = {}
        laid = []
        for one, number in zip(some, numbers, strict=True):
            own = terms(one)
            hours |= load_calendars({term.hours for term in own} - hours.keys())
            laid.append(_lay(customer_id, one, number, own, hours, at))
        _store(laid)
        cases += [one.case for one in laid]
    return cases


class _Laid(NamedTuple):
    case: Case
    devices: list[CaseDevice]
    events: list[CaseEvent]
    bodies: list[EventBody]
    milestones: list[Milestone]
    row: QueueRow
    trail: list[Entry]


def _lay(
    customer_id: UUID,
    one: PastCase,
    number: str,
    terms: list[Term],
    hours: Mapping[CalendarName, Calendar],
    at: datetime,
) -> _Laid:
    case = new_case(
        customer_id,
        one.recorded,
        title=one.title,
        impact=one.impact,
        language=one.language,
        diagnosis=dict(one.diagnosis),
        door=one.door,
        opened_at=one.opened_at,
        id=uuid7_at(one.opened_at),
    )
    case.number = number
    said = [(opening_event(case, one.recorded, by=one.opened_by), one.body)]
    for place, told in enumerate(one.events, start=2):
        made = new_event(case, place, told.type, by=told.by, at=told.at, internal=told.internal, data=dict(told.data))
        said.append((made, told.text))
    events = [event for event, _ in said]
    milestones = _run_clocks(case, events, terms, hours, at)
    events = _with_breaches(case, events, milestones, hours, at)
    for event in events:
        event.id = uuid7_at(event.at)
    standing = status_of(events)
    case.version = standing.version
    devices = devices_of(case, one.recorded)
    fixed = fixed_columns(
        case,
        outcome=one.recorded.outcome,
        tier_rank=one.recorded.tier_rank,
        serials=[device.serial for device in devices],
    )
    return _Laid(
        case=case,
        devices=devices,
        events=events,
        bodies=[
            EventBody(customer_id=customer_id, event=event, text=text, language=one.language)
            for event, text in said
            if text
        ],
        milestones=milestones,
        row=QueueRow(**fixed, **moving_columns(case, standing, milestones)),
        trail=[_entry(case, event) for event in events],
    )


def _run_clocks(
    case: Case, events: list[CaseEvent], terms: list[Term], hours: Mapping[CalendarName, Calendar], at: datetime
) -> list[Milestone]:
    milestones = start_milestones(terms, customer_id=case.customer_id, case_id=case.id, at=case.opened_at)
    if any(term.kind == "update" for term in terms):
        for count, event in enumerate(events, start=1):
            if event.type in _UPDATES_FOLLOW:
                standing = status_of(events[:count])
                advance(milestones, events[:count], standing, hours, event.at)
                milestones += next_rounds(milestones, event, standing)
    advance(milestones, events, status_of(events), hours, at)
    return milestones


def _with_breaches(
    case: Case,
    events: list[CaseEvent],
    milestones: list[Milestone],
    hours: Mapping[CalendarName, Calendar],
    at: datetime,
) -> list[CaseEvent]:
    """Return the events with those of clocks that ran out put in at their time; sequences are given anew."""
    starts = {one.id: events[one.from_sequence - 1] for one in milestones}
    late = []
    for one in milestones:
        clock = explain_milestone(one, events, hours[hours_of(one)], at)
        if clock.deadline is not None and clock.deadline < (clock.stopped_at or at):
            one.breached_at = clock.deadline
            data = breach_data(one, noticed_at=clock.deadline)
            internal = one.basis == TARGET
            late.append(new_event(case, 0, BREACHED, by=SYSTEM, at=clock.deadline, internal=internal, data=data))
    merged = sorted([*events, *late], key=lambda event: (event.at, event.sequence == 0, event.sequence))
    for sequence, event in enumerate(merged, start=1):
        event.sequence = sequence
    for one in milestones:
        one.from_sequence = starts[one.id].sequence
    return merged


def _entry(case: Case, event: CaseEvent) -> Entry:
    data = {"number": case.number, "event": str(event.id), "version": event.sequence}
    return Entry(
        id=uuid7_at(event.at),
        customer_id=case.customer_id,
        at=event.at,
        type=event.type,
        actor_kind=event.by_kind,
        actor_id=event.by_id,
        subject_kind="case",
        subject_id=case.id,
        data=opening_data(case, event) if event.sequence == 1 else data,
    )


def _store(laid: list[_Laid]) -> None:
    Case.objects.bulk_create(one.case for one in laid)
    CaseDevice.objects.bulk_create(device for one in laid for device in one.devices)
    CaseEvent.objects.bulk_create((event for one in laid for event in one.events), batch_size=5000)
    EventBody.objects.bulk_create((body for one in laid for body in one.bodies), batch_size=5000)
    milestones = [milestone for one in laid for milestone in one.milestones]
    Milestone.objects.bulk_create(milestones, batch_size=5000)
    DueMilestone.objects.bulk_create(due_row(one) for one in milestones if is_running(one) and one.breached_at is None)
    QueueRow.objects.bulk_create(one.row for one in laid)
    QueueSerial.objects.bulk_create(found_by for one in laid for found_by in serial_rows(one.row))
    Entry.objects.bulk_create((entry for one in laid for entry in one.trail), batch_size=5000)


def _terms_by_day() -> Callable[[PastCase], list[Term]]:
    """Return the terms of each case, read once for cases that are alike and fall under the same agreements."""
    agreements = list(Agreement.objects.values_list("id", "starts_at", "ends_at"))
    kept: dict[tuple[object, ...], list[Term]] = {}

    def terms(one: PastCase) -> list[Term]:
        recorded, at = one.recorded, one.opened_at
        zone = recorded.zone or zone_of(recorded.programme, recorded.country)
        in_force: frozenset[UUID] = frozenset(
            id_ for id_, starts_at, ends_at in agreements if starts_at <= at and (ends_at is None or at < ends_at)
        )
        key = (recorded.programme.identity, recorded.tier, one.impact, recorded.country, zone, in_force)
        if key not in kept:
            kept[key] = terms_of(
                programme=recorded.programme,
                tier=recorded.tier,
                impact=one.impact,
                country=recorded.country,
                zone=zone,
                at=at,
            )
        return kept[key]

    return terms


def _customer_id() -> UUID:
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected(Case.__name__)
    return customer_id
