"""A decision that was just made, as JSON."""

from typing import Any

from voorrang.api.decisions.schemas import decision_body
from voorrang.api.door import DOOR
from voorrang.entitlements.recording import RecordedDecision
from voorrang.rules.wire import decision_to_json


def recorded_body(recorded: RecordedDecision) -> dict[str, Any]:
    """Return the decision as JSON, without reading it back."""
    return decision_body(
        id=recorded.decision_id,
        decided_at=recorded.decided_at,
        door=DOOR,
        answer=decision_to_json(recorded.answer),
        programme=recorded.programme,
    )
