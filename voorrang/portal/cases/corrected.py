"""What the customer sees of a wrong answer that was put right."""

from typing import Any

from voorrang.entitlements.explain import explain_redress
from voorrang.entitlements.models import Decision, RedressAnswer
from voorrang.entitlements.queries import standing_decision
from voorrang.portal.cases.why import decision_view
from voorrang.ui.change_lines import change_lines
from voorrang.ui.reader import language_of


def corrected(request: Any, decision: Decision) -> dict[str, Any] | None:
    """Return what was approved about a decision: the words, the credit, what is right; None while nobody has approved."""
    found = RedressAnswer.objects.filter(
        redress__decision_id__in={decision.id, standing_decision(decision).id},
        answer=RedressAnswer.Answer.APPROVED,
    )
    answer: RedressAnswer | None = found.select_related("redress__decision").order_by("-answered_at").first()
    if answer is None:
        return None
    return {
        "answer": answer,
        "decision": decision_view(request, explain_redress(answer.redress)),
        "changes": change_lines(answer.redress.changes, language_of(request)),
    }
