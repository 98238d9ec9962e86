"""A customer's mail domains and identity provider, and trips to it."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from voorrang.accounts.models import DirectoryEntry, IdentityProvider, MailDomain, Membership, SignInAttempt, User
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.lib.sealing import seal

PURPOSE = "identity_provider"
RECORD = "voorrang-domain={challenge}"
TRIP_LASTS = timedelta(minutes=15)
KEPT_FOR = timedelta(days=1)
"""Longer than any answer is valid: what was used is known as long as it could be used again."""
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


class DomainUnusable(ValueError):
    """This is no mail domain."""


class DomainTaken(ValueError):
    """Another customer has shown that this domain is its own."""


class ProofMissing(ValueError):
    """The domain's records do not hold what we asked for."""


class SignInRefused(ValueError):
    """The provider proved an address that opens nothing here; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def claim_domain(*, domain: str, by: Actor, at: datetime) -> MailDomain:
    """Say that a mail domain is the selected customer's; it counts once it is verified. Raises `DomainUnusable`.

    Claimed again it stays the same.
    """
    name = domain.strip().lower().removeprefix("@").rstrip(".")
    if not _DOMAIN.fullmatch(name):
        raise DomainUnusable(name)
    held: MailDomain | None = MailDomain.objects.filter(domain=name, ended_at=None).first()
    if held is not None:
        return held
    made: MailDomain = MailDomain.objects.create(
        customer_id=selected_id(), domain=name, challenge=secrets.token_hex(16), claimed_at=at
    )
    record("domain.claimed", subject_kind="domain", subject_id=made.id, by=by, at=at)
    return made


def verify_domain(*, domain: MailDomain, records: Sequence[str] | None = None, by: Actor, at: datetime) -> None:
    """Let a claimed domain count: by its text records, or, without them, by the word of the vendor's operator.

    Raises `ProofMissing` when the records lack the challenge, `DomainTaken` when another customer was first.
    """
    if records is not None and RECORD.format(challenge=domain.challenge) not in records:
        raise ProofMissing(domain.domain)
    if records is None and by.side != "vendor":
        raise ProofMissing(domain.domain)
    proof = MailDomain.Proof.OPERATOR if records is None else MailDomain.Proof.RECORD
    if not MailDomain.objects.filter(id=domain.id, verified_at=None, ended_at=None).update(verified_at=at, proof=proof):
        return
    try:
        with transaction.atomic():
            DirectoryEntry.objects.create(customer_id=selected_id(), key=f"domain:{domain.domain}", target=domain.id)
    except IntegrityError as error:
        MailDomain.objects.filter(id=domain.id).update(verified_at=None, proof="")
        raise DomainTaken(domain.domain) from error
    record("domain.verified", subject_kind="domain", subject_id=domain.id, by=by, at=at, data={"proof": str(proof)})


def end_domain(*, domain: MailDomain, by: Actor, at: datetime) -> None:
    """Give a domain up: its addresses lead to no provider any more. Does nothing when that was done."""
    if not MailDomain.objects.filter(id=domain.id, ended_at=None).update(ended_at=at):
        return
    DirectoryEntry.objects.filter(key=f"domain:{domain.domain}", customer_id=domain.customer_id).delete()
    record("domain.ended", subject_kind="domain", subject_id=domain.id, by=by, at=at)


def set_provider(
    *,
    protocol: str,
    issuer: str,
    client_id: str = "",
    secret: str = "",
    sign_in_url: str = "",
    certificate: str = "",
    by: Actor,
    at: datetime,
) -> IdentityProvider:
    """Let the selected customer's people sign in there; a provider that was set before ends. The secret is stored sealed."""
    end_provider(by=by, at=at)
    provider: IdentityProvider = IdentityProvider.objects.create(
        customer_id=selected_id(),
        protocol=protocol,
        issuer=issuer,
        client_id=client_id,
        sealed_secret=seal(PURPOSE, secret) if secret else "",
        sign_in_url=sign_in_url,
        certificate=certificate,
        created_at=at,
    )
    DirectoryEntry.objects.create(customer_id=selected_id(), key=f"provider:{provider.id}", target=provider.id)
    data = {"protocol": str(protocol)}
    record("provider.set", subject_kind="provider", subject_id=provider.id, by=by, at=at, data=data)
    return provider


def end_provider(*, by: Actor, at: datetime) -> None:
    """Let people sign in by password again. Does nothing when there is no provider."""
    for provider in IdentityProvider.objects.filter(ended_at=None):
        IdentityProvider.objects.filter(id=provider.id).update(ended_at=at)
        DirectoryEntry.objects.filter(key=f"provider:{provider.id}", customer_id=provider.customer_id).delete()
        record("provider.ended", subject_kind="provider", subject_id=provider.id, by=by, at=at)


def begin_trip(*, provider: IdentityProvider, next_path: str, at: datetime) -> SignInAttempt:
    """Begin a trip to the provider, that may be answered once within a quarter of an hour."""
    SignInAttempt.objects.filter(started_at__lte=at - KEPT_FOR).delete()
    attempt: SignInAttempt = SignInAttempt.objects.create(
        customer_id=provider.customer_id,
        provider=provider,
        state=f"_{secrets.token_hex(24)}",  # a SAML id may not begin with a digit
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        next_path=next_path,
        started_at=at,
    )
    return attempt


def answer_trip(*, attempt: SignInAttempt, email: str, message_id: str, at: datetime) -> User:
    """Take the provider's word once, and return the member whose address it proved. Raises `SignInRefused`.

    Believed only for the customer's own verified domains, and only of people who are its members: a provider opens no
    account of another domain, and none of another customer.
    """
    domain = email.rpartition("@")[2]
    if not MailDomain.objects.filter(domain=domain, ended_at=None).exclude(verified_at=None).exists():
        raise SignInRefused("domain")
    member = (
        Membership.objects.select_related("user")
        .filter(user__email=email, user__is_active=True, starts_at__lte=at)
        .exclude(ends_at__lte=at)
        .exclude(contact__ended_at__lte=at)
        .first()
    )
    if member is None:
        raise SignInRefused("member")
    open_trips = SignInAttempt.objects.filter(id=attempt.id, answered_at=None, started_at__gt=at - TRIP_LASTS)
    try:
        with transaction.atomic():
            taken = open_trips.update(answered_at=at, user=member.user, assertion=message_id[:200])
    except IntegrityError as error:
        raise SignInRefused("replayed") from error
    if not taken:
        raise SignInRefused("replayed")
    user: User = member.user
    return user


def finish_trip(*, attempt: SignInAttempt, at: datetime) -> bool:
    """Use an answered trip up; say whether it was still good."""
    good = SignInAttempt.objects.filter(id=attempt.id, finished_at=None, answered_at__gt=at - TRIP_LASTS)
    if not good.update(finished_at=at):
        return False
    by = Actor(kind="user", id=attempt.user_id, side="customer", role="self")
    record("login.by_provider", subject_kind="provider", subject_id=attempt.provider_id, by=by, at=at)
    return True
