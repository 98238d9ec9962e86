"""Evidence that the activation leaves: steps that belong to a feature."""

from voorrang.contracts.models import ActivationStep, Agreement
from voorrang.promise_book.registry import Asked, evidence_of
from voorrang.rules.promises import Evidence
from voorrang.rules.reasons import JSON


@evidence_of("support_plan")
def planned(asked: Asked) -> Evidence:
    """The meeting from which the plan comes, as far as the activation knows; and the agreement that the plan records."""
    step = step_of(asked)
    facts = _signed(asked)
    if step is None:
        return Evidence("step", None, facts=facts)
    facts |= {"number": step.contract.number}
    link = ("onboarding", step.contract.number)
    if step.done_at is not None:
        return Evidence("step", step.done_at, facts=facts, link=link)
    return Evidence("step", None, due_at=step.due_at, facts=facts, link=link)


def _signed(asked: Asked) -> dict[str, JSON]:
    """Return the agreement in force, of several the one signed last."""
    signed = Agreement.objects.filter(signed_at__lte=asked.at, starts_at__lte=asked.at).exclude(ends_at__lte=asked.at)
    last = signed.order_by("-signed_at", "-id").first()
    return {"agreement": str(last), "signed_on": last.signed_at.date().isoformat()} if last else {}


def step_of(asked: Asked) -> ActivationStep | None:
    """Return the newest contract's step for a feature, or None."""
    keys = [step.key for step in asked.programme.activation if step.feature == asked.feature.key]
    found = ActivationStep.objects.filter(key__in=keys, contract__purchased_at__lte=asked.at)
    step: ActivationStep | None = found.select_related("contract").order_by("-contract__purchased_at", "-id").first()
    return step
