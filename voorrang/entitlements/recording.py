"""Storing a decision so that it can be given again: canonical facts and answer, the edition's identity, one hash over all."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from voorrang.entitlements.facts import CallerFound
from voorrang.entitlements.models import Decision
from voorrang.entitlements.standing import Standing
from voorrang.installed_base.queries import FoundDevice
from voorrang.lib.ids import uuid7
from voorrang.rules import wire
from voorrang.rules.decision import Decision as Answer
from voorrang.rules.decision import decide
from voorrang.rules.facts import Device, Facts
from voorrang.rules.programme import Programme


class DecidedDevice(NamedTuple):
    """One serial as asked for; `device_id` is None while it is in no fleet."""

    serial: str
    device_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """A decision as stored, with what a case takes over from it. `tier` and `scope` are empty outside the programme.

    `country` is that of the first device, else where help was asked, else the head office's.
    """

    decision_id: UUID
    decided_at: datetime
    facts: Facts
    answer: Answer
    programme: Programme
    country: str
    tier: str = ""
    scope: str = ""
    zone: str = ""
    devices: tuple[DecidedDevice, ...] = ()
    contact_id: UUID | None = None
    site_id: UUID | None = None
    affiliate_id: UUID | None = None
    supersedes_id: UUID | None = None

    @property
    def outcome(self) -> str:
        """The outcome: refused, base_warranty, chargeable, conditional or entitled."""
        return self.answer.outcome

    @property
    def tier_rank(self) -> int:
        """The tier's rank, from 1; 0 outside the programme."""
        return self.programme.tiers[self.tier].rank if self.tier else 0


def compose(
    facts: Facts,
    programme: Programme,
    *,
    customer_id: UUID,
    door: str,
    at: datetime,
    asked_by: UUID | None,
    contact_id: UUID | None,
    supersedes_id: UUID | None = None,
) -> tuple[Decision, Answer]:
    """Decide on these facts; return the unsaved row and the answer."""
    answer = decide(facts, programme)
    facts_text = wire.canonical(wire.facts_to_json(facts))
    answer_text = wire.canonical(wire.decision_to_json(answer))
    decision = Decision(
        id=uuid7(),
        customer_id=customer_id,
        decided_at=at,
        door=door,
        outcome=answer.outcome,
        facts=facts_text,
        facts_hash=text_hash(facts_text),
        terms_hash=programme.terms_hash,
        coverage_hash=programme.coverage_hash,
        readings_hash=programme.readings_hash,
        answer=answer_text,
        asked_by=asked_by,
        contact_id=contact_id,
        supersedes_id=supersedes_id,
    )
    decision.hash = whole_hash(decision)
    return decision, answer


def recorded(
    decision: Decision,
    facts: Facts,
    answer: Answer,
    standing: Standing,
    found: CallerFound,
    devices: tuple[FoundDevice, ...],
) -> RecordedDecision:
    """Return a stored decision with what was found on the way."""
    first = devices[0] if devices else None
    contact = found.contact
    return RecordedDecision(
        decision_id=decision.id,
        decided_at=decision.decided_at,
        facts=facts,
        answer=answer,
        programme=standing.programme,
        country=country_of(facts, standing.head_office_country),
        tier=answer.tier or "",
        scope=scope_served(facts, answer, standing.programme),
        zone=first.zone if first else "",
        devices=tuple(DecidedDevice(device.facts.ref, device.device_id) for device in devices),
        contact_id=decision.contact_id,
        site_id=first.site_id if first else contact.site_id if contact else None,
        affiliate_id=first.affiliate_id if first else None,
    )


def country_of(facts: Facts, otherwise: str) -> str:
    """Return the country of the first device, else where help was asked, else `otherwise`."""
    first = facts.devices[0].country if facts.devices else None
    return first or facts.country or otherwise


def text_hash(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def whole_hash(decision: Decision) -> str:
    """SHA-256 over facts, edition, outcome and answer: a change of any of them shows."""
    parts = (
        decision.facts,
        decision.terms_hash,
        decision.coverage_hash,
        decision.readings_hash,
        decision.outcome,
        decision.answer,
    )
    return text_hash("\n".join(parts))


def scope_served(facts: Facts, answer: Answer, programme: Programme) -> str:
    """Return the scope of the device that is served best, for a question that of the contract; empty outside the programme."""
    if answer.tier is None:
        return ""
    if not facts.devices:
        held = (contract for contract in facts.contracts if contract.tier == answer.tier)
        return next((contract.scope for contract in held if contract.starts_at <= facts.at < contract.ends_at), "")
    served = {device.ref for device in answer.devices if device.tier == answer.tier}
    scopes = (scope_of(device, programme) for device in facts.devices if device.ref in served)
    return next((scope for scope in scopes if scope), "")


def scope_of(device: Device, programme: Programme) -> str:
    """Return the scope of a device's kind, or the one that it comes along in (E.8); empty where there is none."""
    kind = device.kind or ""
    if kind in programme.scope_of_kind:
        return programme.scope_of_kind[kind]
    return next((scope.key for scope in programme.scopes.values() if kind in scope.along_with), "")
