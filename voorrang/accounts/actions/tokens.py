"""Tokens of a customer's systems and of the vendor's own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from voorrang.accounts.mails import token_mail
from voorrang.accounts.models import ApiToken, Contact, CustomerRole, DirectoryEntry, VendorToken
from voorrang.accounts.queries import members, selected_customer, selected_id
from voorrang.accounts.scopes import TokenScope
from voorrang.accounts.tokens import CUSTOMER_TOKEN, VENDOR_TOKEN, Secret, make_secret
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor
from voorrang.gateways.mail import send_after_commit


class ScopeUnknown(ValueError):
    """A token was asked for with a scope that does not exist."""


def make_token(
    *,
    name: str,
    contact: Contact | None = None,
    scopes: Sequence[str] = tuple(TokenScope),
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Secret:
    """Make a token of the selected customer and return it; its text is shown once and never stored.

    `contact` is the helpdesk contact in whose name the token's cases are opened. Raises `ScopeUnknown`.
    """
    if unknown := [scope for scope in scopes if scope not in TokenScope.values]:
        raise ScopeUnknown(", ".join(unknown))
    secret = make_secret(CUSTOMER_TOKEN)
    customer_id = selected_id()
    token = ApiToken.objects.create(
        customer_id=customer_id,
        name=name,
        prefix=secret.prefix,
        token_hash=secret.hash,
        scopes=[str(scope) for scope in scopes],
        contact=contact,
        created_at=at,
        expires_at=expires_at,
    )
    DirectoryEntry.objects.create(customer_id=customer_id, key=f"token:{secret.hash}", target=token.id)
    record("token.made", subject_kind="token", subject_id=token.id, by=by, at=at, data={"scopes": token.scopes})
    return secret


def revoke_token(*, token: ApiToken, by: Actor, at: datetime) -> None:
    """Revoke a token of the selected customer at once. Does nothing when it is revoked already."""
    if not ApiToken.objects.filter(id=token.id, revoked_at=None).update(revoked_at=at):
        return
    token.revoked_at = at
    DirectoryEntry.objects.filter(key=f"token:{token.token_hash}").delete()
    record("token.revoked", subject_kind="token", subject_id=token.id, by=by, at=at)


def make_vendor_token(*, name: str, kind: str, expires_at: datetime | None = None, by: Actor, at: datetime) -> Secret:
    """Make a token of the vendor's own systems (`telephony` or `integration`) and return it, shown once."""
    secret = make_secret(VENDOR_TOKEN)
    token = VendorToken.objects.create(
        name=name, prefix=secret.prefix, token_hash=secret.hash, kind=kind, created_at=at, expires_at=expires_at
    )
    record_system("vendor_token.made", by=by, at=at, data={"token": str(token.id), "kind": kind})
    return secret


def revoke_vendor_token(*, token: VendorToken, by: Actor, at: datetime) -> None:
    """Revoke a token of the vendor's own at once. Does nothing when it is revoked already."""
    if not VendorToken.objects.filter(id=token.id, revoked_at=None).update(revoked_at=at):
        return
    token.revoked_at = at
    record_system("vendor_token.revoked", by=by, at=at, data={"token": str(token.id)})


WARN_DAYS = (3, 14)
"""How many days before its end a token's people are warned, the most urgent first."""


def warn_of_ends(*, by: Actor, at: datetime) -> int:
    """Warn of the selected customer's tokens that end soon, once for each step; return how many were warned of.

    The mail goes to the contact in whose name the token acts, and to the helpdesk's leads.
    """
    soon = ApiToken.objects.select_related("contact").filter(
        revoked_at=None, expires_at__gt=at, expires_at__lte=at + timedelta(days=max(WARN_DAYS))
    )
    warned = 0
    for token in soon.order_by("expires_at", "id"):
        step = next(days for days in WARN_DAYS if token.expires_at <= at + timedelta(days=days))
        claimed = ApiToken.objects.filter(id=token.id).exclude(warned_days__lte=step).update(warned_days=step)
        if not claimed:
            continue
        for contact in _told(token, at):
            send_after_commit(token_mail(selected_customer(), contact, token))
        record("token.end_told", subject_kind="token", subject_id=token.id, by=by, at=at, data={"days": step})
        warned += 1
    return warned


def _told(token: ApiToken, at: datetime) -> list[Contact]:
    leads = [one.contact for one in members(at).filter(role=CustomerRole.HELPDESK_LEAD)]
    people = {one.id: one for one in (*leads, *([token.contact] if token.contact else [])) if one.email}
    return list(people.values())
