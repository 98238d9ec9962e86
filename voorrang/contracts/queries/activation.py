"""How far an activation has come (G.7)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from voorrang.contracts.models import Activation, ActivationStep, Contract
from voorrang.contracts.queries.scopes import programme_of_contract
from voorrang.rules.activation import StepState, deadline
from voorrang.rules.programme import Text


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One step as a page shows it. `name` is in the programme's languages."""

    step: ActivationStep
    name: Text
    clauses: tuple[str, ...]
    state: StepState


@dataclass(frozen=True, slots=True)
class Checklist:
    """All steps of one contract. `deadline_at` is that of G.7; `activated_at` is None until the contract is in force."""

    rows: tuple[ChecklistRow, ...]
    deadline_at: datetime
    activated_at: datetime | None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(row.state == "done" for row in self.rows)


def activation_of(contract: Contract) -> Activation | None:
    """Return the activation of a contract, or None while it waits."""
    activation: Activation | None = Activation.objects.filter(contract=contract).first()
    return activation


def is_activated(contract: Contract, at: datetime) -> bool:
    """Say whether a contract was activated by `at`."""
    return bool(Activation.objects.filter(contract=contract, activated_at__lte=at).exists())


def steps_of(contract: Contract) -> QuerySet[ActivationStep]:
    """Return the steps of one contract in order of what is due."""
    found: QuerySet[ActivationStep] = ActivationStep.objects.filter(contract=contract)
    return found.order_by("due_at", "id")


def overdue_steps(at: datetime) -> QuerySet[ActivationStep]:
    """Return the open steps that were due by `at`, the oldest first."""
    found: QuerySet[ActivationStep] = ActivationStep.objects.filter(done_at=None, due_at__lte=at)
    return found.select_related("contract").order_by("due_at", "id")


def checklist_of(contract: Contract, at: datetime) -> Checklist:
    """Return the checklist of one contract as it stands at `at`."""
    programme = programme_of_contract(contract, at)
    known = {step.key: step for step in programme.activation}
    rows = []
    for step in steps_of(contract):
        item = known.get(step.key)
        rows.append(
            ChecklistRow(
                step=step,
                name=item.name if item else {"en": step.key},
                clauses=item.clauses if item else (),
                state=_state(step, at),
            )
        )
    activation = activation_of(contract)
    activated_at = activation.activated_at if activation else None
    return Checklist(tuple(rows), deadline(contract.purchased_at, programme), activated_at)


def _state(step: ActivationStep, at: datetime) -> StepState:
    if step.done_at is not None and step.done_at <= at:
        return "done"
    return "overdue" if step.due_at <= at else "open"
