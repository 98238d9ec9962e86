"""Bringing a contract into force, step by step (G.7)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from voorrang.accounts.models import CustomerRole
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.due_reminders import move_reminder
from voorrang.contracts.models import Activation, ActivationStep, Contract, ContractScope
from voorrang.contracts.queries import programme_of_contract
from voorrang.contracts.renewal_rows import project_renewals
from voorrang.rules.periods import add_years


class StepAlreadyDone(RuntimeError):
    """Somebody has completed this step before; `done_at` says when."""

    def __init__(self, done_at: datetime) -> None:
        self.done_at = done_at
        super().__init__(f"The step was completed at {done_at}.")


class StepNotYours(PermissionError):
    """A customer's person cannot complete a step that the vendor owns."""


class AlreadyActivated(RuntimeError):
    """The contract is in force already; `activated_at` says since when."""

    def __init__(self, activated_at: datetime) -> None:
        self.activated_at = activated_at
        super().__init__(f"The contract was activated at {activated_at}.")


class PeriodTaken(RuntimeError):
    """The contract's period, moved to its activation, would overlap that of a later contract for the same scope."""


def complete_step(*, step: ActivationStep, by: Actor, at: datetime) -> ActivationStep:
    """Complete a step of the checklist and return it. Its reminders end.

    The vendor's people may complete any step, the customer's those that are theirs. Raises `StepNotYours`,
    `StepAlreadyDone`, `ActivationStep.DoesNotExist`.
    """
    if by.side == "customer" and step.owner_role not in CustomerRole.values:
        raise StepNotYours(step.key)
    claimed = ActivationStep.objects.filter(id=step.id, done_at=None)
    if not claimed.update(done_at=at, done_by=by.id, remind_at=None):
        raise StepAlreadyDone(ActivationStep.objects.get(id=step.id).done_at)
    move_reminder(step.id, None)
    step.refresh_from_db()
    data = {"step": step.key, "contract": str(step.contract_id)}
    record("activation_step.completed", subject_kind="contract", subject_id=step.contract_id, by=by, at=at, data=data)
    return step


def activate(*, contract: Contract, by: Actor, at: datetime) -> Activation:
    """Bring a contract into force and return its activation. `by` is a person or a token, not the system.

    Where the programme counts from activation (Q.14), the scopes' periods begin now, or at the start that was ordered if
    that is later, and keep the length of their term; where it counts from the purchase, they stay. Steps that are still
    open stay open: a customer that has paid does not wait for our paperwork. Raises `AlreadyActivated`, `PeriodTaken`.
    """
    activation: Activation
    activation, is_new = Activation.objects.get_or_create(
        contract=contract,
        customer_id=contract.customer_id,
        defaults={"activated_at": at, "activated_by": by.id},
    )
    if not is_new:
        raise AlreadyActivated(activation.activated_at)
    programme = programme_of_contract(contract, at)
    if programme.contract_starts == "activation":
        terms = {number: article.term_years for number, article in programme.articles.items()}
        _move_periods(contract, terms, at)
        project_renewals(at)
    open_steps = ActivationStep.objects.filter(contract=contract, done_at=None).order_by("due_at", "id")
    data = {"open_steps": list(open_steps.values_list("key", flat=True))}
    record("contract.activated", subject_kind="contract", subject_id=contract.id, by=by, at=at, data=data)
    return activation


def _move_periods(contract: Contract, term_years: dict[str, int], at: datetime) -> None:
    for scope in ContractScope.objects.filter(contract=contract):
        scope.starts_at = max(at, scope.starts_at)
        scope.ends_at = scope.agreed_ends_at or add_years(scope.starts_at, term_years[scope.article])
        try:
            with transaction.atomic():
                scope.save(update_fields=["starts_at", "ends_at"])
        except IntegrityError as error:
            raise PeriodTaken(scope.scope) from error
