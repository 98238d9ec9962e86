"""Working on a contract's end: who does, what comes next, and why it was lost."""

from datetime import date, datetime

from voorrang.accounts.models import User
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.models import Contract, Renewal
from voorrang.contracts.renewal_rows import project_renewals


def plan_renewal(
    *,
    contract: Contract,
    owner: User | None,
    next_step: str = "",
    next_on: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Renewal:
    """Note whose a renewal is and what comes next, and return it. One that was lost is open again."""
    renewal: Renewal
    renewal, _is_new = Renewal.objects.update_or_create(
        contract=contract,
        customer_id=contract.customer_id,
        defaults={
            "owner": owner,
            "next_step": next_step,
            "next_on": next_on,
            "note": note,
            "lost_reason": "",
            "lost_at": None,
            "lost_by": None,
        },
    )
    fields = ("owner", "next_step", "next_on", "note")
    record("renewal.planned", subject_kind="contract", subject_id=contract.id, by=by, at=at, fields=fields)
    project_renewals(at)
    return renewal


def lose_renewal(*, contract: Contract, reason: str, by: Actor, at: datetime) -> Renewal:
    """Note that a contract will not be renewed, for one of the programme's reasons; its reminders end."""
    renewal: Renewal
    renewal, _is_new = Renewal.objects.update_or_create(
        contract=contract,
        customer_id=contract.customer_id,
        defaults={"lost_reason": reason, "lost_at": at, "lost_by": by.id},
    )
    data = {"reason": reason}
    record("renewal.lost", subject_kind="contract", subject_id=contract.id, by=by, at=at, data=data)
    project_renewals(at)
    return renewal
