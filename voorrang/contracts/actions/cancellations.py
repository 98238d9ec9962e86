"""Ending a contract before its term, and taking that back until the day has come."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from voorrang.accounts.queries import selected_customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.models import Cancellation, Contract, ContractScope
from voorrang.contracts.queries import held_scope, programme_of_contract, scopes_of
from voorrang.contracts.quote_mails import tell_of_cancellation
from voorrang.contracts.renewal_rows import project_renewals
from voorrang.rules.cancellation import judge_cancellation
from voorrang.rules.reasons import Reason


class CancellationRefused(RuntimeError):
    """The contract cannot end on that day: `reasons` say why, with the cure."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(reason.code for reason in reasons))


class AlreadyCancelled(RuntimeError):
    """Somebody has cancelled the contract before; `cancellation` says who and from when."""

    def __init__(self, cancellation: Cancellation) -> None:
        self.cancellation = cancellation
        super().__init__(f"The contract was cancelled at {cancellation.cancelled_at}.")


class CannotUndo(RuntimeError):
    """The cancellation cannot be taken back: its day has come, it was taken back before, or another contract follows."""


def cancel_contract(
    *, contract: Contract, ends_at: datetime, reason: str, note: str = "", by: Actor, at: datetime
) -> Cancellation:
    """End every scope of a contract that runs longer at `ends_at` (exclusive), tell the customer, and return the cancellation.

    Cases that are open keep their decisions. Raises `CancellationRefused`, `AlreadyCancelled`.
    """
    scopes = [scope for scope in scopes_of(contract) if scope.ends_at > at]
    programme = programme_of_contract(contract, at)
    flaws = judge_cancellation([held_scope(scope) for scope in scopes], ends_at, at, programme)
    before = Cancellation.objects.filter(contract=contract, undone_at=None).first()
    if before is not None:
        raise AlreadyCancelled(before)
    if flaws or not scopes:
        raise CancellationRefused(flaws)
    try:
        with transaction.atomic():
            made: Cancellation = Cancellation.objects.create(
                customer=selected_customer(),
                contract=contract,
                ends_at=ends_at,
                reason=reason,
                note=note,
                cancelled_at=at,
                cancelled_by=by.id,
                ends_before={str(scope.id): [_text(scope.ends_at), _text(scope.agreed_ends_at)] for scope in scopes},
            )
    except IntegrityError as error:
        raise AlreadyCancelled(Cancellation.objects.get(contract=contract, undone_at=None)) from error
    ContractScope.objects.filter(id__in=[scope.id for scope in scopes]).update(ends_at=ends_at, agreed_ends_at=ends_at)
    data = {"ends_at": ends_at.isoformat(), "reason": reason}
    record("contract.cancelled", subject_kind="contract", subject_id=contract.id, by=by, at=at, data=data)
    tell_of_cancellation(contract, ends_at, at)
    project_renewals(at)
    return made


def undo_cancellation(*, contract: Contract, by: Actor, at: datetime) -> None:
    """Take a cancellation back: every scope ends again when it did before. Raises `CannotUndo`."""
    open_ones = Cancellation.objects.filter(contract=contract, undone_at=None, ends_at__gt=at)
    made = open_ones.first()
    if made is None or not open_ones.filter(id=made.id).update(undone_at=at, undone_by=by.id):
        raise CannotUndo
    try:
        with transaction.atomic():
            for scope_id, (ends_at, agreed) in made.ends_before.items():
                ContractScope.objects.filter(id=scope_id).update(
                    ends_at=datetime.fromisoformat(ends_at),
                    agreed_ends_at=None if agreed is None else datetime.fromisoformat(agreed),
                )
    except IntegrityError as error:
        raise CannotUndo from error
    record("contract.cancellation_undone", subject_kind="contract", subject_id=contract.id, by=by, at=at)
    project_renewals(at)


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
