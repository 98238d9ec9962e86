"""Decisions of the past, by the thousand: the same facts, rules and rows as one by one, read and written set-based."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from voorrang.audit.actor import Actor
from voorrang.audit.models import Entry
from voorrang.contracts.models import Activation, Agreement, Assessment, Contract, ContractScope
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.facts import build_facts, find_caller, find_override
from voorrang.entitlements.models import Decision, Override, UnlistedCaller
from voorrang.entitlements.recording import RecordedDecision, compose, recorded
from voorrang.entitlements.standing import standing_at
from voorrang.entitlements.unlisted import traces_of
from voorrang.installed_base.fleet_file import normal_serial
from voorrang.installed_base.models import Import
from voorrang.installed_base.queries import find_devices
from voorrang.lib.ids import uuid7_at
from voorrang.lib.tenancy import NoCustomerSelected, current_customer


class PastClaim(NamedTuple):
    """A claim as it was made then. Its serials must be in the fleet: the past leaves no tasks behind."""

    claim: Claim
    door: str
    by: Actor
    at: datetime


def decide_past(claims: Iterable[PastClaim]) -> list[RecordedDecision]:
    """Decide and store claims of the past for the selected customer; return the decisions, the oldest claim first.

    Between two changes of contract, fleet or exceptions the standing is the same and is read once. Raises
    `SerialAmbiguous` and `EditionMissing`.
    """
    customer_id = current_customer()
    if customer_id is None:
        message = "decision"
        raise NoCustomerSelected(message)
    changes = standing_changes()
    done: list[RecordedDecision] = []
    rows: list[Decision] = []
    trail: list[Entry] = []
    traces: list[UnlistedCaller] = []
    ordered = sorted(claims, key=lambda one: one.at)
    for _, group in groupby(ordered, key=lambda one: sum(moment <= one.at for moment in changes)):
        some = list(group)
        standing = standing_at(some[0].at)
        named = {device for one in some for device in one.claim.devices}
        known = {found.facts.ref: found for found in find_devices(named, some[0].at)}
        for one in some:
            found = find_caller(one.claim, one.at)
            serials = [device if isinstance(device, str) else device.serial for device in one.claim.devices]
            devices = tuple(known[normal_serial(serial)] for serial in serials)
            override = find_override(devices, one.at) if standing.has_overrides else None
            facts = build_facts(
                claim=one.claim, found=found, standing=standing, devices=devices, override=override, at=one.at
            )
            contact_id = found.contact.id if found.contact is not None else None
            row, answer = compose(
                facts,
                standing.programme,
                customer_id=customer_id,
                door=one.door,
                at=one.at,
                asked_by=one.by.id,
                contact_id=contact_id,
            )
            row.id = uuid7_at(one.at)
            rows.append(row)
            traces += traces_of(row, one.claim, found, standing.head_office_country)
            trail.append(_entry(row, one, answer.tier))
            done.append(recorded(row, facts, answer, standing, found, devices))
    Decision.objects.bulk_create(rows, batch_size=500)
    UnlistedCaller.objects.bulk_create(traces, batch_size=2000)
    Entry.objects.bulk_create(trail, batch_size=2000)
    return done


def standing_changes() -> list[datetime]:
    """Return the instants at which what a decision rests on has changed."""
    moments = [
        *Contract.objects.values_list("purchased_at", flat=True),
        *ContractScope.objects.values_list("starts_at", flat=True),
        *ContractScope.objects.values_list("ends_at", flat=True),
        *Activation.objects.values_list("activated_at", flat=True),
        *Agreement.objects.exclude(signed_at=None).values_list("starts_at", flat=True),
        *Agreement.objects.exclude(signed_at=None).values_list("signed_at", flat=True),
        *Agreement.objects.exclude(signed_at=None).exclude(ends_at=None).values_list("ends_at", flat=True),
        *Assessment.objects.values_list("assessed_at", flat=True),
        *Import.objects.values_list("imported_at", flat=True),
        *Import.objects.exclude(undone_at=None).values_list("undone_at", flat=True),
        *Override.objects.values_list("granted_at", flat=True),
        *Override.objects.values_list("expires_at", flat=True),
        *Override.objects.exclude(revoked_at=None).values_list("revoked_at", flat=True),
    ]
    return sorted(set(moments))


def _entry(row: Decision, one: PastClaim, tier: str | None) -> Entry:
    return Entry(
        id=uuid7_at(one.at),
        customer_id=row.customer_id,
        at=one.at,
        type="decision.made",
        actor_kind=one.by.kind,
        actor_id=one.by.id,
        subject_kind="decision",
        subject_id=row.id,
        data={"outcome": row.outcome, "door": one.door, "tier": tier},
    )
