"""Keeping what a contact was, before it changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from voorrang.accounts.models import Contact, ContactVersion
from voorrang.audit.actor import Actor

PLACES = ("standing", "scope", "site", "country", "partner", "helpdesk")


def keep_version(contact: Contact, *, facts: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Close the contact's version at `at` and begin one with these facts changed. The first change writes down what was."""
    _close(contact, at)
    ContactVersion.objects.create(
        customer_id=contact.customer_id,
        contact=contact,
        starts_at=at,
        recorded_at=at,
        recorded_by=by.id,
        **_places(contact) | dict(facts),
    )


def end_version(contact: Contact, *, at: datetime) -> None:
    """Close the contact's version: the person is on the list no more."""
    ContactVersion.objects.filter(contact=contact, ends_at=None).update(ends_at=at)


def _close(contact: Contact, at: datetime) -> None:
    if ContactVersion.objects.filter(contact=contact, ends_at=None).update(ends_at=at):
        return
    if not ContactVersion.objects.filter(contact=contact).exists():
        ContactVersion.objects.create(
            customer_id=contact.customer_id,
            contact=contact,
            starts_at=contact.created_at,
            ends_at=at,
            recorded_at=at,
            **_places(contact),
        )


def _places(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in PLACES}
