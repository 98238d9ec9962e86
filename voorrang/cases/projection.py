"""The queue's rows of a case: what they must say, from the case's events and clocks. Written in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from voorrang.cases.milestones import due, is_running
from voorrang.cases.models import Case, Milestone, QueueRow, QueueSerial
from voorrang.cases.status import Standing
from voorrang.cases.terms import PROMISE
from voorrang.lib.numbers import parse_number


class Moving(TypedDict):
    """The columns that change while a case lives."""

    title: str
    status: str
    owner_id: UUID | None
    changed_at: datetime
    waiting_since: datetime | None
    due_at: datetime | None
    due_kind: str
    promised_at: datetime | None
    promised_kind: str
    breached: bool
    promise_breached: bool


def moving_columns(case: Case, standing: Standing, milestones: Iterable[Milestone]) -> Moving:
    """Return what the row must say now."""
    clocks = list(milestones)
    running = [clock for clock in clocks if is_running(clock)]
    nearest = _nearest(running)
    promised = _nearest([clock for clock in running if clock.basis == PROMISE])
    return Moving(
        title=case.title,
        status=standing.status,
        owner_id=standing.owner_id,
        changed_at=standing.changed_at,
        waiting_since=standing.waiting_since,
        due_at=nearest.due_at if nearest else None,
        due_kind=nearest.kind if nearest else "",
        promised_at=promised.due_at if promised else None,
        promised_kind=promised.kind if promised else "",
        breached=any(clock.breached_at for clock in clocks),
        promise_breached=any(clock.breached_at for clock in clocks if clock.basis == PROMISE),
    )


def fixed_columns(case: Case, *, outcome: str, tier_rank: int, serials: Iterable[str]) -> dict[str, Any]:
    """Return what the row says from the opening on."""
    return {
        "id": case.id,
        "customer_id": case.customer_id,
        "number": case.number,
        "sequence": parse_number(case.number)[1],
        "outcome": outcome,
        "tier": case.tier,
        "tier_rank": tier_rank,
        "country": case.country,
        "language": case.language,
        "impact": case.impact,
        "site_id": case.site_id,
        "affiliate_id": case.affiliate_id,
        "contact_id": case.contact_id,
        "serials": sorted(serials),
        "opened_at": case.opened_at,
    }


def serial_rows(row: QueueRow) -> list[QueueSerial]:
    """Return the unsaved rows that a case is found by, one for each serial that it names."""
    return [QueueSerial(customer_id=row.customer_id, case_id=row.id, serial=serial) for serial in row.serials]


def refresh_row(case: Case, standing: Standing, milestones: Iterable[Milestone]) -> None:
    """Write what has moved."""
    QueueRow.objects.filter(id=case.id).update(**moving_columns(case, standing, milestones))


def _nearest(clocks: Sequence[Milestone]) -> Milestone | None:
    return min(clocks, key=lambda clock: (due(clock), clock.kind, clock.id), default=None)
