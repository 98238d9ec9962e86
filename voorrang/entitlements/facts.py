"""From rows to facts: who calls, what was bought, which devices, which exception. Nothing personal goes in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from voorrang.accounts.actions.admissions import declined_admission
from voorrang.accounts.models import Contact, ContactVersion, Partner
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import contact_by_email, contact_by_phone, selected_customer
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.models import Override
from voorrang.entitlements.standing import Standing
from voorrang.installed_base.queries import FoundDevice
from voorrang.rules import facts as rules

LISTED_CALLER = "listed_caller"
"""Item of information that is missing when a system of the helpdesk names somebody who is on no list."""

_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class CallerFound:
    """Who calls, as the rules see it; the contact that was found; information that is missing about the caller."""

    caller: rules.Caller
    contact: Contact | None = None
    missing: tuple[str, ...] = ()


def find_caller(claim: Claim, at: datetime) -> CallerFound:
    """Say what the caller is to the customer's helpdesk (E.2, decision 5).

    Somebody who is on no list is `unlisted`, and a verified PIN makes that conditional. A system of the helpdesk vouches
    for whom it names: then the listing is information that is missing. A contact that has ended is on no list.
    """
    contact = claim.contact
    if contact is None and claim.phone:
        contact = contact_by_phone(claim.phone, at, country=claim.country)
    if contact is None and claim.email:
        contact = contact_by_email(claim.email, at)
    if contact is not None and contact.ended_at is not None and contact.ended_at <= at:
        contact = None
    if contact is not None:
        return CallerFound(listed_caller(contact, claim.pin, at), contact)
    if claim.by_token:
        is_named = bool(claim.contact or claim.phone or claim.email)
        return CallerFound(rules.Caller("token", claim.pin), missing=(LISTED_CALLER,) if is_named else ())
    if claim.phone and declined_admission(e164(claim.phone, claim.country or selected_customer().head_office_country)):
        # The helpdesk's lead has said that whoever calls with this number is none of its people.
        return CallerFound(rules.Caller("outsider", claim.pin))
    return CallerFound(rules.Caller("unlisted", claim.pin))


def build_facts(
    *,
    claim: Claim,
    found: CallerFound,
    standing: Standing,
    devices: Sequence[FoundDevice],
    override: rules.Override | None,
    at: datetime,
) -> rules.Facts:
    """Put the facts together. Country and language are the claim's, else the contact's."""
    contact = found.contact
    country = (claim.country or (contact.country if contact else "")).strip().upper()
    language = (claim.language or (contact.language if contact else "")).strip()
    return rules.Facts(
        caller=found.caller,
        at=at,
        contracts=standing.contracts,
        devices=tuple(device.facts for device in devices),
        country=country if _COUNTRY.fullmatch(country) else None,
        language=language if _LANGUAGE.fullmatch(language) else None,
        self_diagnosis=claim.is_diagnosed,
        missing=tuple(sorted({*claim.missing, *found.missing})),
        open_steps=tuple(sorted(set(claim.open_steps))),
        exclusions=tuple(sorted(set(claim.exclusions))),
        override=override,
        agreed_exclusions=standing.agreed_exclusions,
    )


def find_override(devices: Sequence[FoundDevice], at: datetime) -> rules.Override | None:
    """Return the exception that holds for these devices, or None.

    One for the whole customer goes before one for a device, a newer before an older. The same person's exceptions of one
    kind for several of the devices count as one, which ends when the first of them does.
    """
    refs = {device.device_id: device.facts.ref for device in devices if device.device_id is not None}
    rows = list(
        Override.objects.filter(Q(device=None) | Q(device_id__in=refs), granted_at__lte=at, expires_at__gt=at)
        .filter(Q(revoked_at=None) | Q(revoked_at__gt=at))
        .order_by("-granted_at", "-id")
    )
    if not rows:
        return None
    first = next((row for row in rows if row.device_id is None), rows[0])
    same = [first]
    if first.device_id is not None:
        named = (first.kind, first.role, first.granted_by)
        same = [row for row in rows if (row.kind, row.role, row.granted_by) == named]
    return rules.Override(
        kind=first.kind,
        role=first.role,
        reason_id=str(first.id),
        expires_at=min(row.expires_at for row in same),
        by=str(first.granted_by),
        devices=tuple(sorted({refs[row.device_id] for row in same if row.device_id is not None})),
    )


def listed_caller(contact: Contact | ContactVersion, pin: rules.PinState, at: datetime) -> rules.Caller:
    """Say what a listed contact, as it is or as it was, is to the customer's helpdesk."""
    match contact.standing:
        case Contact.Standing.HELPDESK:
            return rules.Caller("helpdesk", pin)
        case Contact.Standing.PARTNER:
            return _partner(contact.partner, pin, at)
        case _:
            return rules.Caller("end_user", pin)


def _partner(partner: Partner | None, pin: rules.PinState, at: datetime) -> rules.Caller:
    if partner is None or partner.starts_at > at:
        return rules.Caller("outsider", pin)
    return rules.Caller("partner", pin, authority_ends_at=partner.ends_at)
