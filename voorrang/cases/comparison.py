"""Does the queue say what the cases say? A projection is compared with its source each night (`tenancy.md`, 4)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from voorrang.accounts.models import Customer
from voorrang.cases.milestones import is_running
from voorrang.cases.models import Case, CaseDevice, CaseEvent, DueMilestone, Milestone, QueueRow, QueueSerial
from voorrang.cases.projection import fixed_columns, moving_columns
from voorrang.cases.status import status_of
from voorrang.editions.store import programme_of
from voorrang.entitlements.models import Decision
from voorrang.lib.tenancy import customer_selected, on_side

AT_ONCE = 1000


class Difference(NamedTuple):
    """A row of the queue, or of what the sweep reads, that does not say what its case says. A missing row has None."""

    customer_id: UUID
    case_id: UUID
    column: str
    stored: Any
    expected: Any


def compare_projection() -> list[Difference]:
    """Return every difference, over all customers. Opens a transaction for each customer and thousand cases."""
    found: list[Difference] = []
    for customer_id in Customer.objects.order_by("id").values_list("id", flat=True):
        with transaction.atomic(), customer_selected(customer_id):
            ids = list(Case.objects.order_by("id").values_list("id", flat=True))
        for some in batched(ids, AT_ONCE):
            with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
                found += _compare_settled(customer_id, some)
        with transaction.atomic(), on_side("vendor"), customer_selected(customer_id):
            found += _orphans(customer_id)
    return found


def _compare_settled(customer_id: UUID, case_ids: Iterable[UUID]) -> list[Difference]:
    """Compare without locks; what differs may have changed between two reads, so look again with its case locked."""
    suspects = {one.case_id for one in _compare(customer_id, case_ids)}
    if suspects:
        list(Case.objects.filter(id__in=suspects).order_by("id").select_for_update())
    return list(_compare(customer_id, suspects))


def _compare(customer_id: UUID, case_ids: Iterable[UUID]) -> Iterator[Difference]:
    ids = list(case_ids)
    expected = _expected(ids)
    for case_id, stored in _stored(ids).items():
        wanted = expected.pop(case_id)
        for column in wanted:
            if stored.get(column) != wanted[column]:
                yield Difference(customer_id, case_id, column, stored.get(column), wanted[column])
    for case_id in expected:
        yield Difference(customer_id, case_id, "id", None, case_id)


def _stored(ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    due: dict[UUID, dict[UUID, Any]] = defaultdict(dict)
    for row in DueMilestone.objects.filter(case_id__in=ids):
        due[row.case_id][row.milestone_id] = row.due_at
    found_by: dict[UUID, list[str]] = defaultdict(list)
    for case_id, serial in (
        QueueSerial.objects.filter(case_id__in=ids).order_by("serial").values_list("case_id", "serial")
    ):
        found_by[case_id].append(serial)
    rows = QueueRow.objects.filter(id__in=ids).values()
    return {row["id"]: {**row, "sweep": due[row["id"]], "found_by": found_by[row["id"]]} for row in rows}


def _expected(ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    events, clocks, serials = _by_case(CaseEvent, ids), _by_case(Milestone, ids), _by_case(CaseDevice, ids)
    cases = list(Case.objects.filter(id__in=ids))
    decisions = {one.id: one for one in Decision.objects.filter(id__in={case.decision_id for case in cases})}
    found = {}
    for case in cases:
        decision = decisions[case.decision_id]
        programme = programme_of(decision.terms_hash, decision.coverage_hash, decision.readings_hash)
        fixed = fixed_columns(
            case,
            outcome=decision.outcome,
            tier_rank=programme.tiers[case.tier].rank if case.tier else 0,
            serials=[device.serial for device in serials[case.id]],
        )
        running = [one for one in clocks[case.id] if is_running(one) and one.breached_at is None]
        sweep = {one.id: one.due_at for one in running}
        moving = moving_columns(case, status_of(events[case.id]), clocks[case.id])
        found[case.id] = {**fixed, **moving, "sweep": sweep, "found_by": fixed["serials"]}
    return found


def _by_case(model: Any, ids: list[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in model.objects.filter(case_id__in=ids):
        found[row.case_id].append(row)
    return found


def _orphans(customer_id: UUID) -> Iterator[Difference]:
    cases = Case.objects.values("id")
    for case_id in QueueRow.objects.filter(customer_id=customer_id).exclude(id__in=cases).values_list("id", flat=True):
        yield Difference(customer_id, case_id, "id", case_id, None)
    for row in QueueSerial.objects.filter(customer_id=customer_id).exclude(case_id__in=cases):
        yield Difference(customer_id, row.case_id, "found_by", row.serial, None)
