"""Deciding, and what named people decide (D.5, overrides). Each action runs in the caller's transaction."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from voorrang.accounts.models import StaffMember
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.queries.agreement_versions import agreed_discretion_roles
from voorrang.editions.store import programme_of
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.facts import build_facts, find_caller, find_override
from voorrang.entitlements.models import Decision, Discretion, Override
from voorrang.entitlements.recording import DecidedDevice, RecordedDecision, compose, country_of, recorded, scope_served
from voorrang.entitlements.refusals import (
    ChoiceWithoutGround,
    DecisionSuperseded,
    ExpiryNotAllowed,
    OverrideAlreadyEnded,
    OverrideKindUnknown,
    ReasonMissing,
    RoleMayNot,
)
from voorrang.entitlements.standing import Standing, standing_at, standing_of, standing_query
from voorrang.entitlements.unlisted import traces_of
from voorrang.installed_base.models import Device, UnknownSerial
from voorrang.installed_base.queries.facts import FoundDevice, devices_of, devices_query
from voorrang.lib.statements import read_together
from voorrang.lib.tenancy import NoCustomerSelected, current_customer
from voorrang.rules import wire
from voorrang.rules.facts import ChoiceKind, DutyChoice
from voorrang.rules.programme import Programme

LONGEST_SERIAL = 64


def decide_request(*, claim: Claim, door: str, by: Actor, at: datetime) -> RecordedDecision:
    """Decide on a claim for the selected customer and store the decision with facts, edition and reasons.

    A serial that is in no fleet becomes a task to reconcile, unless the caller was refused. Raises `SerialAmbiguous` and
    `EditionMissing`. Four statements for a caller that the door knows, however many devices are named; five where exceptions
    are in force.
    """
    found = find_caller(claim, at)
    standing, devices = _standing_and_devices(claim, at)
    override = find_override(devices, at) if standing.has_overrides else None
    facts = build_facts(claim=claim, found=found, standing=standing, devices=devices, override=override, at=at)
    contact_id = found.contact.id if found.contact is not None else None
    decision, answer = compose(
        facts, standing.programme, customer_id=_selected(), door=door, at=at, asked_by=by.id, contact_id=contact_id
    )
    traces = traces_of(decision, claim, found, standing.head_office_country)
    data = {"outcome": answer.outcome, "door": door, "tier": answer.tier}
    record(
        "decision.made",
        subject_kind="decision",
        subject_id=decision.id,
        by=by,
        at=at,
        data=data,
        along=[decision, *traces],
    )
    if answer.outcome != "refused":
        _note_unknown_serials(devices, facts.country, at)
    return recorded(decision, facts, answer, standing, found, devices)


def _standing_and_devices(claim: Claim, at: datetime) -> tuple[Standing, tuple[FoundDevice, ...]]:
    """Read in one trip what does not depend on each other."""
    asked = devices_query(claim.devices, at)
    if asked is None:
        return standing_at(at), ()
    standing_rows, device_rows = read_together(standing_query(at), asked)
    return standing_of(standing_rows, at), devices_of(claim.devices, device_rows)


def choose(*, decision: Decision, choice: ChoiceKind, reason: str, by: Actor, at: datetime) -> RecordedDecision:
    """Charge or decline because a duty is not met or cover is missing (D.5): a named person's choice, with its reason.

    Returns the new decision, on the same facts and the choice, by the same edition; it takes the place of the old one,
    which stays. Raises `RoleMayNot`, `ReasonMissing`, `ChoiceWithoutGround`, `DecisionSuperseded`.
    """
    programme = programme_of(decision.terms_hash, decision.coverage_hash, decision.readings_hash)
    role = role_of(by, discretion_roles(programme, at))
    reason = reason_given(reason)
    facts = wire.facts_from_json(json.loads(decision.facts))
    facts = facts._replace(choice=DutyChoice(choice=choice, role=role, by=str(by.id)))
    try:
        with transaction.atomic():
            chosen, answer = compose(
                facts,
                programme,
                customer_id=decision.customer_id,
                door=decision.door,
                at=at,
                asked_by=by.id,
                contact_id=decision.contact_id,
                supersedes_id=decision.id,
            )
            if any(told.code == "choice_without_ground" for told in answer.reasons):
                raise ChoiceWithoutGround
            chosen.save(force_insert=True)
            Discretion.objects.create(
                customer_id=decision.customer_id,
                decision=decision,
                choice=choice,
                reason=reason,
                role=role,
                chosen_by=by.id,
                chosen_at=at,
            )
    except IntegrityError as error:
        raise DecisionSuperseded from error
    data = {"outcome": answer.outcome, "choice": choice, "supersedes": str(decision.id)}
    record("decision.chosen", subject_kind="decision", subject_id=chosen.id, by=by, at=at, data=data)
    return RecordedDecision(
        decision_id=chosen.id,
        decided_at=at,
        facts=facts,
        answer=answer,
        programme=programme,
        country=country_of(facts, ""),
        tier=answer.tier or "",
        scope=scope_served(facts, answer, programme),
        devices=tuple(DecidedDevice(device.ref) for device in facts.devices),
        contact_id=chosen.contact_id,
        supersedes_id=decision.id,
    )


def discretion_roles(programme: Programme, at: datetime) -> frozenset[str]:
    """Return the roles that may charge or decline for the selected customer: the programme's, as far as its agreement keeps them."""
    agreed = agreed_discretion_roles(at)
    return programme.discretion_roles & agreed if agreed else programme.discretion_roles


def grant_override(
    *, kind: str, reason: str, expires_at: datetime, device: Device | None = None, by: Actor, at: datetime
) -> Override:
    """Make an exception (goodwill, safety recall) for a device, or for the whole customer; it ends by itself.

    Who may, which kinds there are and how long one may last are the programme's (its assumption `override_roles`). Raises
    `OverrideKindUnknown`, `RoleMayNot`, `ReasonMissing`, `ExpiryNotAllowed`.
    """
    programme = standing_at(at).programme
    if kind not in programme.override_roles:
        raise OverrideKindUnknown(tuple(sorted(programme.override_roles)))
    role = role_of(by, programme.override_roles[kind])
    longest = timedelta(days=int(programme.assumption("override_roles").value["longest_days"]))
    if not at < expires_at <= at + longest:
        raise ExpiryNotAllowed(at + longest)
    override: Override = Override.objects.create(
        customer_id=_selected(),
        kind=kind,
        device=device,
        reason=reason_given(reason),
        role=role,
        granted_by=by.id,
        granted_at=at,
        expires_at=expires_at,
    )
    data = {"kind": kind, "device": str(device.id) if device else None, "expires_at": expires_at.isoformat()}
    record("override.granted", subject_kind="override", subject_id=override.id, by=by, at=at, data=data)
    return override


def revoke_override(*, override: Override, by: Actor, at: datetime) -> Override:
    """End an exception before its time. Raises `RoleMayNot`, `OverrideAlreadyEnded`."""
    role_of(by, standing_at(at).programme.override_roles.get(override.kind, frozenset()))
    standing = Override.objects.filter(id=override.id, revoked_at=None, expires_at__gt=at)
    if not standing.update(revoked_at=at):
        raise OverrideAlreadyEnded
    override.refresh_from_db()
    record("override.revoked", subject_kind="override", subject_id=override.id, by=by, at=at)
    return override


def _note_unknown_serials(devices: tuple[FoundDevice, ...], country: str | None, at: datetime) -> None:
    unknown = [device.facts for device in devices if not device.facts.known]
    if unknown:
        UnknownSerial.objects.bulk_create(
            (
                UnknownSerial(
                    customer_id=_selected(),
                    serial=facts.ref[:LONGEST_SERIAL],
                    country=facts.country or country or "",
                    asked_at=at,
                )
                for facts in unknown
            ),
            ignore_conflicts=True,  # the task is open already
        )


def role_of(by: Actor, allowed: frozenset[str]) -> str:
    """Return the role of the vendor's person in which it may do this. Raises `RoleMayNot`."""
    if by.side == "vendor" and by.kind == "user" and by.id is not None:
        if by.role in allowed:
            return by.role
        staff = StaffMember.objects.filter(user_id=by.id).first()
        for role in staff.roles if staff is not None else ():
            if role in allowed:
                return str(role)
    raise RoleMayNot(allowed)


def reason_given(text: str) -> str:
    """Return the reason without the space around it. Raises `ReasonMissing`."""
    if not text.strip():
        raise ReasonMissing
    return text.strip()


def _selected() -> UUID:
    customer_id = current_customer()
    if customer_id is None:
        message = "decision"
        raise NoCustomerSelected(message)
    return customer_id
