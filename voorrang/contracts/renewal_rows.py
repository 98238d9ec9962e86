"""Keeping the projection of ends: in the same transaction as whatever moves one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from voorrang.accounts.queries import selected_customer
from voorrang.contracts.models import Cancellation, Contract, ContractScope, Renewal, RenewalRow
from voorrang.editions.store import programme_at
from voorrang.rules import renewals as rules

_SHOWN = [field.name for field in RenewalRow._meta.local_concrete_fields if field.name not in {"id", "contract_id"}]


def project_renewals(at: datetime) -> None:
    """Write the row of every contract of the selected customer anew, by its first end that nothing follows."""
    customer = selected_customer()
    days = rules.stages(programme_at(customer.programme, at))
    scopes: dict[UUID, list[ContractScope]] = defaultdict(list)
    for scope in ContractScope.objects.order_by("ends_at", "scope"):
        scopes[scope.contract_id].append(scope)
    everything = [scope for some in scopes.values() for scope in some]
    work = {one.contract_id: one for one in Renewal.objects.all()}
    ended = {one.contract_id: one.reason for one in Cancellation.objects.filter(undone_at=None)}
    rows = [
        _row(contract, scopes[contract.id], everything, work.get(contract.id), ended.get(contract.id, ""), days, at)
        for contract in Contract.objects.filter(id__in=list(scopes))
    ]
    RenewalRow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["contract_id"], update_fields=_SHOWN)


def _row(
    contract: Contract,
    scopes: list[ContractScope],
    everything: Iterable[ContractScope],
    work: Renewal | None,
    cancelled_for: str,
    days: tuple[int, ...],
    at: datetime,
) -> RenewalRow:
    loose = [one for one in scopes if not any(_follows(other, one) for other in everything)]
    ends_at = min(one.ends_at for one in loose) if loose else scopes[-1].ends_at
    lost = work.lost_reason if work is not None and work.lost_at is not None else cancelled_for
    state = RenewalRow.State.LOST if lost else RenewalRow.State.OPEN
    if not loose:
        state = RenewalRow.State.RENEWED
    told = work.told_stage if work is not None else None
    if rules.stage_of(ends_at, at, days) is None:
        # The end has moved away again: its stages begin anew.
        told = None
    return RenewalRow(
        customer_id=contract.customer_id,
        contract_id=contract.id,
        number=contract.number,
        tier=(loose or scopes)[0].tier,
        scopes=sorted({one.scope for one in loose or scopes}),
        quantity=max(one.quantity for one in loose or scopes),
        ends_at=ends_at,
        state=state,
        owner_id=work.owner_id if work is not None else None,
        next_on=work.next_on if work is not None else None,
        lost_reason=lost,
        remind_at=rules.remind_at(ends_at, days, told) if state == RenewalRow.State.OPEN else None,
    )


def _follows(other: ContractScope, one: ContractScope) -> bool:
    return other.scope == one.scope and other.starts_at <= one.ends_at < other.ends_at
