"""A recorded decision as doors explain it: reasons and the programme that words them. No sentences are made here."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from voorrang.editions.store import programme_of
from voorrang.entitlements.models import Decision, Redress
from voorrang.entitlements.recording import RecordedDecision
from voorrang.rules import wire
from voorrang.rules.decision import DeviceDecision, LanguageService
from voorrang.rules.facts import Facts
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import Reason


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the why panel needs. `reasons` come in the order of the decision; the programme has their clauses and texts.

    `facts` is None when the stored facts can no longer be read: explaining must not fail.
    """

    decision_id: UUID
    decided_at: datetime
    outcome: str
    tier: str | None
    reasons: tuple[Reason, ...]
    devices: tuple[DeviceDecision, ...]
    language: LanguageService | None
    programme: Programme
    facts: Facts | None

    def of_device(self, ref: str) -> tuple[Reason, ...]:
        """The reasons that speak of one device."""
        return tuple(reason for reason in self.reasons if reason.device == ref)

    @property
    def of_request(self) -> tuple[Reason, ...]:
        """The reasons that speak of the whole request."""
        return tuple(reason for reason in self.reasons if reason.device is None)


def explain(decision: Decision) -> Explanation:
    """Return the explanation of a stored decision, as it was given. Raises `EditionMissing`."""
    return _explained(decision, decision.id, decision.decided_at, decision.outcome)


def explain_redress(redress: Redress) -> Explanation:
    """Return the explanation of what would be decided now, on what is known of that moment."""
    return _explained(redress, redress.decision_id, redress.decision.decided_at, redress.outcome_now)


def _explained(stored: Decision | Redress, id_: UUID, decided_at: datetime, outcome: str) -> Explanation:
    answer = json.loads(stored.answer)
    spoken = answer["language"]
    try:
        facts = wire.facts_from_json(json.loads(stored.facts))
    except (ValueError, wire.PayloadRefused):
        facts = None
    return Explanation(
        decision_id=id_,
        decided_at=decided_at,
        outcome=outcome,
        tier=answer["tier"],
        reasons=tuple(Reason(told["code"], told["facts"], told["device"]) for told in answer["reasons"]),
        devices=tuple(DeviceDecision(told["ref"], told["outcome"], told["tier"]) for told in answer["devices"]),
        language=_language(spoken) if spoken else None,
        programme=programme_of(stored.terms_hash, stored.coverage_hash, stored.readings_hash),
        facts=facts,
    )


def explain_recorded(recorded: RecordedDecision) -> Explanation:
    """Return the explanation of a decision that was just made, without reading it back."""
    answer = recorded.answer
    return Explanation(
        decision_id=recorded.decision_id,
        decided_at=recorded.decided_at,
        outcome=answer.outcome,
        tier=answer.tier,
        reasons=answer.reasons,
        devices=answer.devices,
        language=answer.language,
        programme=recorded.programme,
        facts=recorded.facts,
    )


def _language(told: dict[str, str | bool | None]) -> LanguageService:
    opens_at = told["opens_at"]
    return LanguageService(
        asked=str(told["asked"]),
        spoken=str(told["spoken"]),
        open_now=bool(told["open_now"]),
        opens_at=datetime.fromisoformat(opens_at) if isinstance(opens_at, str) else None,
    )
