"""The sweep: every clock that ran out is recorded once, with its original due time, however often and late we look."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import structlog
from django.db import Error, transaction
from django.db.models import F

from voorrang.audit.actions import record
from voorrang.audit.actor import SYSTEM
from voorrang.cases.breaches import BREACHED, breach_data
from voorrang.cases.milestones import due
from voorrang.cases.models import Case, CaseEvent, DueMilestone, Milestone, QueueRow
from voorrang.cases.terms import PROMISE, TARGET
from voorrang.lib.tenancy import customer_selected, on_side

LOG = structlog.get_logger("voorrang.cases")

BATCH = 500


def sweep_breaches(at: datetime, *, batch: int = BATCH) -> int:
    """Record every clock whose deadline lies before `at`, over all customers; return how many were claimed here.

    Opens a transaction for each customer and batch. Several may run at once: each breach is claimed by one of them. A
    customer that fails is logged and left for the next sweep, and holds up no other.
    """
    claimed = 0
    failed: set[UUID] = set()
    while due_rows := _due(at, batch, failed):
        by_customer: dict[UUID, list[DueMilestone]] = defaultdict(list)
        for row in due_rows:
            by_customer[row.customer_id].append(row)
        for customer_id, rows in by_customer.items():
            try:
                with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
                    claimed += _claim(rows, at)
            except Error:
                LOG.exception("sweep failed for a customer", customer=str(customer_id))
                failed.add(customer_id)
    return claimed


def _due(at: datetime, batch: int, failed: Iterable[UUID]) -> list[DueMilestone]:
    with transaction.atomic(), on_side("vendor"):
        rows = DueMilestone.objects.filter(due_at__lt=at).exclude(customer_id__in=list(failed))
        return list(rows.order_by("due_at", "id")[:batch])


def _claim(rows: list[DueMilestone], at: datetime) -> int:
    """Claim what is still late once its case is locked: somebody may have met or paused it, or swept it, meanwhile."""
    case_ids = {row.case_id for row in rows}
    # The case before its clocks, as every action locks them.
    locked = Case.objects.filter(id__in=case_ids).order_by("id").select_for_update()
    cases = {case.id: case for case in locked}
    wanted = Milestone.objects.filter(
        id__in=[row.milestone_id for row in rows], breached_at=None, met_at=None, due_at__lt=at
    )
    late = sorted(wanted, key=lambda one: (due(one), one.id))
    taken = wanted.filter(id__in=[one.id for one in late]).update(breached_at=F("due_at"))
    if taken:
        _append(late, cases, at)
    DueMilestone.objects.filter(milestone_id__in=[row.milestone_id for row in rows], due_at__lt=at).delete()
    return taken


def _append(late: list[Milestone], cases: dict[UUID, Case], at: datetime) -> None:
    added: Counter[UUID] = Counter()
    events = []
    for milestone in late:
        added[milestone.case_id] += 1
        events.append(
            CaseEvent(
                customer_id=milestone.customer_id,
                case_id=milestone.case_id,
                sequence=cases[milestone.case_id].version + added[milestone.case_id],
                type=BREACHED,
                at=due(milestone),
                by_kind=SYSTEM.kind,
                by_id=SYSTEM.id,
                by_side=SYSTEM.side,
                internal=milestone.basis == TARGET,
                data=breach_data(milestone, noticed_at=at),
            )
        )
    for count in set(added.values()):
        ids = [case_id for case_id, own in added.items() if own == count]
        Case.objects.filter(id__in=ids).update(version=F("version") + count)
    CaseEvent.objects.bulk_create(events)
    for event in events:
        data = {"number": cases[event.case_id].number, "event": str(event.id), "version": event.sequence}
        record(BREACHED, subject_kind="case", subject_id=event.case_id, by=SYSTEM, at=event.at, data=data)
    QueueRow.objects.filter(id__in=list(added)).update(breached=True)
    promised = [milestone.case_id for milestone in late if milestone.basis == PROMISE]
    if promised:
        QueueRow.objects.filter(id__in=promised).update(promise_breached=True)
