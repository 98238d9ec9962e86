"""A decision that was just made: as JSON, and as what a case opens on."""

from typing import Any

from voorrang.api.decisions.schemas import decision_body
from voorrang.api.door import DOOR
from voorrang.cases.subject import CaseDeviceRef, Subject
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


def subject_of(recorded: RecordedDecision) -> Subject:
    """Return what a case takes over from the decision."""
    return Subject(
        decision_id=recorded.decision_id,
        outcome=recorded.outcome,
        programme=recorded.programme,
        country=recorded.country,
        tier=recorded.tier,
        scope=recorded.scope,
        zone=recorded.zone,
        devices=tuple(CaseDeviceRef(device.serial, device.device_id) for device in recorded.devices),
        contact_id=recorded.contact_id,
        site_id=recorded.site_id,
        affiliate_id=recorded.affiliate_id,
    )
