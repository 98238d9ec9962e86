"""Invitations by mail: the only way to an account."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from voorrang.accounts.actions.people import add_member, add_user
from voorrang.accounts.mails import invitation_mail
from voorrang.accounts.models import Contact, DirectoryEntry, Invitation, Membership, User
from voorrang.accounts.queries import open_invitation, selected_customer, selected_id
from voorrang.accounts.tokens import make_secret
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.editions.store import programme_at
from voorrang.gateways.mail import send_after_commit
from voorrang.lib.tenancy import customer_selected

VALID_FOR = timedelta(days=7)


class PasswordDiffers(ValueError):
    """The invited person has an account already, and this is not its password."""


def invite(*, contact: Contact, role: str, by: Actor, at: datetime) -> str:
    """Invite a contact by mail to sign in with this role, and return the link's token. Valid for 7 days, once.

    An older open invitation of the same contact ends.
    """
    customer_id = selected_id()
    for older in Invitation.objects.filter(contact=contact, accepted_at=None, expires_at__gt=at):
        DirectoryEntry.objects.filter(key=f"invitation:{older.token_hash}").delete()
        Invitation.objects.filter(id=older.id).update(expires_at=at)
    secret = make_secret("vri")
    invitation = Invitation.objects.create(
        customer_id=customer_id,
        contact=contact,
        role=role,
        token_hash=secret.hash,
        issued_at=at,
        expires_at=at + VALID_FOR,
    )
    DirectoryEntry.objects.create(customer_id=customer_id, key=f"invitation:{secret.hash}", target=invitation.id)
    data = {"contact": str(contact.id), "role": str(role)}
    record("invitation.sent", subject_kind="invitation", subject_id=invitation.id, by=by, at=at, data=data)
    customer = selected_customer()
    send_after_commit(invitation_mail(customer, contact, secret.text, invitation.expires_at))
    return secret.text


def accept_invitation(*, token: str, password: str, at: datetime) -> User:
    """Accept an invitation and return the user, who is a member from now on. No customer needs to be selected.

    A person without an account gets one with this password; one who has an account already confirms it with the password
    it has. Raises `Invitation.DoesNotExist` (unknown, used or run out), `PasswordDiffers`, and Django's `ValidationError`
    for a weak password.
    """
    found = open_invitation(token, at)
    # A savepoint: a form that is shown again because of its password must not have used the invitation up.
    with transaction.atomic(), customer_selected(found.customer.id):
        contact = Contact.objects.get(id=found.invitation.contact_id)
        if not Invitation.objects.filter(id=found.invitation.id, accepted_at=None).update(accepted_at=at):
            raise Invitation.DoesNotExist
        DirectoryEntry.objects.filter(key=f"invitation:{found.invitation.token_hash}").delete()
        user = _user(contact, password, at)
        by = Actor(kind="user", id=user.id, side="customer", role=found.invitation.role)
        if not Membership.objects.filter(user=user, ends_at=None).exists():
            add_member(contact=contact, user=user, role=found.invitation.role, by=by, at=at)
        record("invitation.accepted", subject_kind="invitation", subject_id=found.invitation.id, by=by, at=at)
    return user


def _user(contact: Contact, password: str, at: datetime) -> User:
    user: User | None = User.objects.filter(email=contact.email).first()
    if user is not None and user.has_usable_password():
        if not user.check_password(password):
            raise PasswordDiffers
        return user
    validate_password(password, user or User(email=contact.email, name=contact.name))
    if user is not None:
        user.set_password(password)
        user.save(update_fields=["password"])
        return user
    nobody = Actor(kind="caller", id=None, side="customer", role="nobody")
    return add_user(
        email=contact.email,
        name=contact.name,
        password=password,
        language=contact.language,
        zone=_zone(contact, at),
        by=nobody,
        at=at,
    )


def _zone(contact: Contact, at: datetime) -> str:
    """Return the zone of the contact's site, else of its country, else of the head office (A.9)."""
    if contact.site_id is not None:
        return str(contact.site.zone)
    customer = selected_customer()
    zones = programme_at(customer.programme, at).coverage.zones
    return zones.get(contact.country or customer.head_office_country, "UTC")
