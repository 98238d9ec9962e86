"""Deciding again on what is known now of the moment of a claim, by the edition then in force. Nothing is written here.

What was said stays: country, language, self-diagnosis, what was missing, a named person's choice. What the records say is
read anew: who the caller was then, what was bought, the devices and their cover, exceptions.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Q

from voorrang.accounts.models import Contact, ContactVersion
from voorrang.editions.store import EditionMissing, programme_of
from voorrang.entitlements.facts import LISTED_CALLER, find_override, listed_caller
from voorrang.entitlements.history import standing_changes
from voorrang.entitlements.models import Decision, UnlistedCaller
from voorrang.entitlements.standing import Standing, standing_at
from voorrang.entitlements.unlisted import digests_of
from voorrang.installed_base.models import Cover, DeviceVersion
from voorrang.installed_base.queries import DeviceAsked, FoundDevice, SerialAmbiguous, find_devices
from voorrang.rules import wire
from voorrang.rules.decision import Decision as Answer
from voorrang.rules.decision import decide
from voorrang.rules.facts import Caller, Device, Facts
from voorrang.rules.programme import Programme


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A decision with the answer that would be given now. `was` is the stored answer, decided again from stored facts."""

    decision: Decision
    facts_was: Facts
    was: Answer
    facts: Facts
    answer: Answer
    programme: Programme
    devices: tuple[FoundDevice, ...] = ()
    contact_id: UUID | None = None


@dataclass(slots=True)
class Unclear:
    """Decisions that cannot be decided again, with why: `unreadable`, or a serial that several devices bear."""

    found: list[tuple[UUID, str]] = field(default_factory=list)


def decide_again(decisions: Sequence[Decision], *, at: datetime, unclear: Unclear) -> list[Rechecked]:
    """Decide some decisions of the selected customer again (a batch: all are held), `at` being now.

    Between two changes of contract, fleet or exceptions the standing is the same and is read once.
    """
    readable = []
    for decision in decisions:
        try:
            facts = wire.facts_from_json(json.loads(decision.facts))
            programme = programme_of(decision.terms_hash, decision.coverage_hash, decision.readings_hash)
        except (ValueError, EditionMissing):
            unclear.found.append((decision.id, "unreadable"))
        else:
            readable.append((decision, facts, programme))
    contacts = _contacts(decision for decision, _, _ in readable)
    places = _places(readable, contacts)
    changes = standing_changes()
    readable.sort(key=lambda one: (one[0].decided_at, one[0].id))
    done = []
    for _, group in groupby(readable, key=lambda one: sum(moment <= one[0].decided_at for moment in changes)):
        some = list(group)
        first = some[0][0].decided_at
        standing = standing_at(first)
        asked = {_asked(device) for _, facts, _ in some for device in facts.devices}
        known, ambiguous = _known(asked, first, at)
        for decision, facts, programme in some:
            if doubtful := sorted(ambiguous & {device.ref for device in facts.devices}):
                unclear.found.append((decision.id, doubtful[0]))
                continue
            devices = tuple(known[device.ref] for device in facts.devices if device.ref in known)
            contact = contacts.get(decision.id)
            place = places.get(decision.id, contact)
            done.append(_again(decision, facts, programme, standing, devices, contact, place))
    return done


def _again(
    decision: Decision,
    facts: Facts,
    programme: Programme,
    standing: Standing,
    devices: tuple[FoundDevice, ...],
    contact: Contact | None,
    place: Contact | ContactVersion | None,
) -> Rechecked:
    caller, missing = _caller(decision, facts, contact, place)
    now = facts._replace(
        caller=caller,
        missing=missing,
        contracts=standing.contracts,
        devices=tuple(device.facts for device in devices),
        override=find_override(devices, decision.decided_at) if standing.has_overrides else None,
        country=facts.country or (place.country or None if place else None),
        language=facts.language or (contact.language or None if contact else None),
    )
    judge = _edition(decision, standing, programme)
    return Rechecked(
        decision=decision,
        facts_was=facts,
        was=decide(facts, programme),
        facts=now,
        answer=decide(now, judge),
        programme=judge,
        devices=devices,
        contact_id=contact.id if contact else None,
    )


def _edition(decision: Decision, standing: Standing, programme: Programme) -> Programme:
    """The edition then in force: as stored, unless a contract is known now that had bought other terms (Q.19)."""
    at = decision.decided_at
    in_force = any(held.starts_at <= at < held.ends_at for held in standing.contracts)
    terms = standing.programme.terms_hash
    if not in_force or terms == decision.terms_hash:
        return programme
    return programme_of(terms, decision.coverage_hash, decision.readings_hash)


def _caller(
    decision: Decision, facts: Facts, contact: Contact | None, place: Contact | ContactVersion | None
) -> tuple[Caller, tuple[str, ...]]:
    at, was = decision.decided_at, facts.caller
    if contact is None or place is None:
        return was, facts.missing
    if contact.ended_at is not None and contact.ended_at <= at:
        return (was if was.standing == "token" else Caller("unlisted", was.pin)), facts.missing
    return listed_caller(place, was.pin, at), tuple(one for one in facts.missing if one != LISTED_CALLER)


def _contacts(decisions: Iterable[Decision]) -> dict[UUID, Contact]:
    """Who asked, by decision: the contact that was known, or one that is listed now as of that moment."""
    some = list(decisions)
    named = {one.contact_id for one in some if one.contact_id is not None}
    people = {one.id: one for one in Contact.objects.filter(id__in=named).select_related("partner")}
    found = {one.id: people[one.contact_id] for one in some if one.contact_id in people}
    traces: dict[str, list[UUID]] = defaultdict(list)
    nameless = {one.id: one.decided_at for one in some if one.contact_id is None}
    for trace in UnlistedCaller.objects.filter(decision_id__in=nameless):
        traces[trace.address_digest].append(trace.decision_id)
    if traces:
        listed = Contact.objects.filter(created_at__lte=max(nameless.values())).select_related("partner")
        for digest, contact in digests_of(listed.order_by("created_at", "id")):
            for decision_id in traces.get(digest, ()):
                at = nameless[decision_id]
                if contact.created_at <= at and (contact.ended_at is None or contact.ended_at > at):
                    found.setdefault(decision_id, contact)
    return found


def _places(
    decisions: Iterable[tuple[Decision, Facts, Programme]], contacts: Mapping[UUID, Contact]
) -> dict[UUID, ContactVersion]:
    """What those were who have moved since, by decision. Whoever has not is on the list as the row says."""
    versions: dict[UUID, list[ContactVersion]] = defaultdict(list)
    people = {contact.id for contact in contacts.values()}
    for one in ContactVersion.objects.filter(contact_id__in=people, ends_at__isnull=False).select_related("partner"):
        versions[one.contact_id].append(one)
    found = {}
    for decision, _, _ in decisions:
        contact = contacts.get(decision.id)
        for one in versions[contact.id] if contact else ():
            if one.starts_at <= decision.decided_at and (one.ends_at is None or decision.decided_at < one.ends_at):
                found[decision.id] = one
    return found


def _asked(device: Device) -> DeviceAsked:
    """What the caller said of a device counts again where it is still in no fleet."""
    if device.known:
        return DeviceAsked(device.ref)
    return DeviceAsked(device.ref, kind=device.kind, maker=device.maker, country=device.country)


def _known(asked: Iterable[DeviceAsked], moment: datetime, at: datetime) -> tuple[dict[str, FoundDevice], set[str]]:
    """Return the devices as of `moment`, and the serials that several bear.

    An inventory says that a unit is there, not since when. One that came into the fleet after `moment` counts as known
    if it was bought, or covered, by then.
    """
    found, ambiguous = _unambiguous(asked, moment)
    later = [ref for ref, device in found.items() if not device.facts.known]
    if later:
        arrived, doubtful = _unambiguous([DeviceAsked(ref) for ref in later], at)
        ambiguous |= doubtful
        there = _there_by(moment, [one.device_id for one in arrived.values() if one.device_id is not None])
        found |= {ref: one for ref, one in arrived.items() if one.device_id in there}
    return found, ambiguous


def _unambiguous(asked: Iterable[DeviceAsked], moment: datetime) -> tuple[dict[str, FoundDevice], set[str]]:
    wanted, ambiguous = {one.serial: one for one in asked}, set[str]()
    while True:
        try:
            return {one.facts.ref: one for one in find_devices(wanted.values(), moment)}, ambiguous
        except SerialAmbiguous as error:
            wanted.pop(error.serial)
            ambiguous.add(error.serial)


def _there_by(moment: datetime, device_ids: Sequence[UUID]) -> set[UUID]:
    versions = DeviceVersion.objects.filter(
        Q(purchased_date__lte=moment.date()), device_id__in=device_ids, superseded_at=None, valid_from__gt=moment
    )
    covers = Cover.objects.filter(device_id__in=device_ids, superseded_at=None, starts_at__lte=moment)
    # A unit that was in the fleet before, and had left it by then, was not there.
    earlier = set(
        DeviceVersion.objects.filter(device_id__in=device_ids, superseded_at=None, valid_from__lte=moment).values_list(
            "device_id", flat=True
        )
    )
    known = {*versions.values_list("device_id", flat=True), *covers.values_list("device_id", flat=True)}
    return known - earlier
