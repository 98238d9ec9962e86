"""Evidence that the activation leaves: steps that belong to a feature."""

from voorrang.contracts.models import ActivationStep
from voorrang.promise_book.registry import Asked, evidence_of
from voorrang.rules.promises import Evidence


@evidence_of("support_plan")
def planned(asked: Asked) -> Evidence:
    """The meeting from which the plan comes, as far as the activation knows."""
    step = step_of(asked)
    if step is None:
        return Evidence("step", None)
    facts = {"number": step.contract.number}
    link = ("onboarding", step.contract.number)
    if step.done_at is not None:
        return Evidence("step", step.done_at, facts=facts, link=link)
    return Evidence("step", None, due_at=step.due_at, facts=facts, link=link)


def step_of(asked: Asked) -> ActivationStep | None:
    """Return the newest contract's step for a feature, or None."""
    keys = [step.key for step in asked.programme.activation if step.feature == asked.feature.key]
    found = ActivationStep.objects.filter(key__in=keys, contract__purchased_at__lte=asked.at)
    step: ActivationStep | None = found.select_related("contract").order_by("-contract__purchased_at", "-id").first()
    return step
