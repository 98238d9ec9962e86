"""Evidence of named people: who is assigned, and since when."""

from datetime import timedelta

from voorrang.accounts.queries import assignments
from voorrang.promise_book.evidence.steps import step_of
from voorrang.promise_book.registry import Asked, evidence_of
from voorrang.rules.promises import Evidence

_ROLES = {
    "remote_expert": "remote_expert",
    "assigned_manager": "support_manager",
    "technical_expert": "technical_expert",
}


@evidence_of(*_ROLES)
def assigned(asked: Asked) -> Evidence:
    """The named person, not the deputy. While nobody is assigned it is due by the activation's own step, or its end."""
    people = assignments(asked.customer_id, asked.at).filter(role=_ROLES[asked.feature.key])
    person = next((one for one in people if not one.deputy), None)
    if person is not None:
        return Evidence("assigned", person.starts_at, facts={"name": person.user.name}, link=("people", ""))
    step = step_of(asked)
    due_at = step.due_at if step else asked.since + timedelta(days=asked.programme.activation_days)
    return Evidence("nobody", None, due_at=due_at, link=("people", ""))
