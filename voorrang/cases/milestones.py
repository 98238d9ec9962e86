"""The clocks of a case as rows: started, moved by events, claimed when late. Nothing here reads the time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from voorrang.cases.calendars import CalendarName, load_calendars, zones_version
from voorrang.cases.clock_view import explain_milestone, hours_of
from voorrang.cases.models import DueMilestone, Milestone
from voorrang.cases.status import Happening, Standing
from voorrang.cases.terms import Term
from voorrang.rules.clocks import Calendar

type Calendars = Mapping[CalendarName, Calendar]

STORED = ("due_at", "paused_at", "met_at", "breached_at")
"""The columns that move."""


def calendars_of(milestones: Iterable[Milestone]) -> Calendars:
    """Return the hours that these clocks count in, in at most one query."""
    return load_calendars(hours_of(milestone) for milestone in milestones)


def start_milestones(
    terms: Iterable[Term], *, customer_id: UUID, case_id: UUID, at: datetime, sequence: int = 1
) -> list[Milestone]:
    """Return unsaved milestones for a case that opens at `at`; `advance` gives them their deadlines."""
    return [
        Milestone(
            customer_id=customer_id,
            case_id=case_id,
            kind=term.kind,
            basis=term.basis,
            promise_id=term.promise_id,
            seconds=term.seconds,
            calendar_key=term.hours.key,
            calendar_version=term.hours.version,
            zones_version=zones_version(),
            starts_at=at,
            from_sequence=sequence,
        )
        for term in terms
    ]


def advance(
    milestones: Iterable[Milestone],
    events: Sequence[Happening],
    standing: Standing,
    calendars: Calendars,
    at: datetime,
) -> None:
    """Set deadline, pause and stop of each clock from the case's events."""
    pausing = standing.since if standing.status in {"waiting", "closed"} else None
    for milestone in milestones:
        clock = explain_milestone(milestone, events, calendars[hours_of(milestone)], at)
        milestone.met_at = clock.stopped_at
        milestone.paused_at = pausing if clock.stopped_at is None else None
        milestone.due_at = None if milestone.paused_at else clock.deadline


def next_rounds(milestones: Iterable[Milestone], event: Happening, standing: Standing) -> list[Milestone]:
    """Return unsaved milestones for the updates that are due again after this event: an answer, or a reopening."""
    last: dict[tuple[str, UUID | None], Milestone] = {}
    for milestone in milestones:
        if milestone.kind == "update":
            key = (milestone.basis, milestone.promise_id)
            last[key] = max(milestone, last.get(key, milestone), key=lambda one: one.from_sequence)
    if standing.status in {"resolved", "closed"}:
        return []
    return [_again(milestone, event) for milestone in last.values() if milestone.met_at is not None]


def _again(milestone: Milestone, event: Happening) -> Milestone:
    return Milestone(
        customer_id=milestone.customer_id,
        case_id=milestone.case_id,
        kind=milestone.kind,
        basis=milestone.basis,
        promise_id=milestone.promise_id,
        seconds=milestone.seconds,
        calendar_key=milestone.calendar_key,
        calendar_version=milestone.calendar_version,
        zones_version=zones_version(),
        starts_at=event.at,
        from_sequence=event.sequence,
    )


def is_running(milestone: Milestone) -> bool:
    """Whether time counts against the vendor now, or would in opening hours."""
    return milestone.due_at is not None and milestone.met_at is None


def late(milestones: Iterable[Milestone], at: datetime) -> list[Milestone]:
    """Return the running clocks whose deadline has passed and whose breach nobody has claimed, earliest first."""
    found = [one for one in milestones if is_running(one) and one.breached_at is None and due(one) < at]
    return sorted(found, key=lambda one: (due(one), one.id))


def due(milestone: Milestone) -> datetime:
    """Return the deadline of a running clock."""
    if milestone.due_at is None:
        message = f"milestone {milestone.id} is not running"
        raise ValueError(message)
    return milestone.due_at


def store_due(milestones: Iterable[Milestone]) -> None:
    """Bring the sweep's rows in line: one for each running clock that is not claimed yet, none for the others."""
    running, over = [], []
    for milestone in milestones:
        if is_running(milestone) and milestone.breached_at is None:
            running.append(due_row(milestone))
        else:
            over.append(milestone.id)
    if over:
        DueMilestone.objects.filter(milestone_id__in=over).delete()
    if running:
        DueMilestone.objects.bulk_create(
            running, update_conflicts=True, unique_fields=["milestone_id"], update_fields=["due_at"]
        )


def due_row(milestone: Milestone) -> DueMilestone:
    """Return the unsaved row that the sweep reads for a running clock."""
    return DueMilestone(
        customer_id=milestone.customer_id,
        milestone_id=milestone.id,
        case_id=milestone.case_id,
        due_at=due(milestone),
    )
