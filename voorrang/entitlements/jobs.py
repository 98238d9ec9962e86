"""What is learned late is looked into without anybody asking: the decisions that it touches are decided again."""

from datetime import datetime
from uuid import UUID

import structlog

from voorrang.accounts.models import Contact, ContactVersion, Partner
from voorrang.audit.actor import Actor
from voorrang.contracts.models import Activation, Contract
from voorrang.entitlements.finding import Finding, find_redress, naming, standing_decisions
from voorrang.entitlements.models import Decision, Override, UnlistedCaller
from voorrang.entitlements.unlisted import digests_of
from voorrang.installed_base.models import Cover, Device, DeviceVersion
from voorrang.lib.jobs import JobContext, job

LOG = structlog.get_logger("voorrang.entitlements")

AT_ONCE = 10_000
"""Ids in one condition."""


@job("entitlements.recheck_after_import")
def recheck_after_import(context: JobContext, *, subject: str) -> None:
    """After an import, or its undoing: decisions that name a device whose versions or cover it changed."""
    serials: set[str] = set()
    for model in (DeviceVersion, Cover):
        for side in ("batch_id", "superseded_by_id"):
            touched = model.objects.filter(**{side: UUID(subject)}).values("device_id")
            serials.update(Device.objects.filter(id__in=touched).values_list("serial", flat=True))
    guests = DeviceVersion.objects.filter(host__serial__in=serials).values_list("device__serial", flat=True)
    if serials:
        serials.update(guests)
        _look(context, list(naming(standing_decisions(), serials)))


@job("entitlements.recheck_after_contact")
def recheck_after_contact(context: JobContext, *, subject: str) -> None:
    """After a contact came, went or was corrected: decisions on its claims, and on those of a caller with its number or address."""
    contact = Contact.objects.filter(id=UUID(subject)).first()
    if contact is None:
        return
    digests = [digest for digest, _ in digests_of([contact])]
    asked = UnlistedCaller.objects.filter(address_digest__in=digests).values_list("decision_id", flat=True)
    since = min(contact.created_at, contact.ended_at or contact.created_at)
    mine = standing_decisions(since)
    named = mine.filter(contact_id=contact.id)
    _look(context, [*mine.filter(id__in=asked).values_list("id", flat=True), *named.values_list("id", flat=True)])


@job("entitlements.recheck_after_partner")
def recheck_after_partner(context: JobContext, *, subject: str) -> None:
    """After a service provider was authorised, ended, or its period corrected: decisions on all claims of its people."""
    partner = Partner.objects.filter(id=UUID(subject)).first()
    if partner is not None:
        people = {
            *Contact.objects.filter(partner=partner).values_list("id", flat=True),
            *ContactVersion.objects.filter(partner=partner).values_list("contact_id", flat=True),
        }
        # Those before its authority began too: it may have been said to begin earlier.
        asked = standing_decisions().filter(contact_id__in=people)
        _look(context, list(asked.values_list("id", flat=True)))


@job("entitlements.recheck_after_contract")
def recheck_after_contract(context: JobContext, *, subject: str) -> None:
    """After a contract was made, activated or cancelled: decisions since it was bought, or in force if that is earlier."""
    contract = Contract.objects.filter(id=UUID(subject)).first()
    if contract is not None:
        activated = Activation.objects.filter(contract=contract).values_list("activated_at", flat=True)
        _recheck(min([contract.purchased_at, *activated]), context)


@job("entitlements.recheck_after_exception")
def recheck_after_exception(context: JobContext, *, subject: str) -> None:
    """After an exception was made or ended: decisions since it holds. Mostly none, but it may be recorded late."""
    override = Override.objects.filter(id=UUID(subject)).first()
    if override is not None:
        _recheck(override.granted_at, context)


@job("entitlements.recheck_since")
def recheck_since(context: JobContext, *, since: str) -> None:
    """Somebody asked: every decision from a moment on."""
    _recheck(datetime.fromisoformat(since), context)


def _recheck(since: datetime, context: JobContext) -> None:
    _log(find_redress(decisions=standing_decisions(since), by=Actor(**context.by), at=context.now))


def _look(context: JobContext, ids: list[UUID]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        some = Decision.objects.filter(id__in=ids[start : start + AT_ONCE])
        _log(find_redress(decisions=some, by=Actor(**context.by), at=context.now))


def _log(found: Finding) -> None:
    if found.new or found.closed or found.unclear.found:
        LOG.info(
            "decisions rechecked",
            checked=found.checked,
            new=len(found.new),
            closed=len(found.closed),
            unclear=len(found.unclear.found),
        )
