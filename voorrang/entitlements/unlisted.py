"""Finding the decision of somebody on no list once the person is listed, without keeping number or address."""

import hmac
from collections.abc import Iterable, Iterator
from hashlib import sha256
from uuid import UUID

from django.conf import settings

from voorrang.accounts.models import Contact
from voorrang.accounts.phones import e164
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.facts import LISTED_CALLER, CallerFound
from voorrang.entitlements.models import Decision, UnlistedCaller


def traces_of(decision: Decision, claim: Claim, found: CallerFound, country: str) -> list[UnlistedCaller]:
    """Return the unsaved rows for a caller that is on no list; none for one that is, or who gave no address.

    `country` is where a national number is read.
    """
    if found.contact is not None or (found.caller.standing != "unlisted" and LISTED_CALLER not in found.missing):
        return []
    addresses = (e164(claim.phone, claim.country or country) if claim.phone else "", claim.email.strip().lower())
    return [
        UnlistedCaller(
            customer_id=decision.customer_id,
            decision=decision,
            address_digest=_digest(decision.customer_id, one),
        )
        for one in addresses
        if one
    ]


def digests_of(contacts: Iterable[Contact]) -> Iterator[tuple[str, Contact]]:
    """Return the digest of each address of these contacts."""
    for contact in contacts:
        for address in (contact.phone, contact.email):
            if address:
                yield _digest(contact.customer_id, address), contact


def _digest(customer_id: UUID, address: str) -> str:
    key = sha256(b"voorrang.unlisted:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{customer_id}:{address}".encode(), sha256).hexdigest()
