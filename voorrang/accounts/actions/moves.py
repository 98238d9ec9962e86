"""Changing what a person is to the helpdesk: standing, scope, place, partner, role. The history keeps what was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from voorrang.accounts.actions.customers import check_contact
from voorrang.accounts.actions.leads import refuse_last_lead
from voorrang.accounts.actions.people import add_member, end_membership
from voorrang.accounts.actions.versions import PLACES, keep_version
from voorrang.accounts.models import ApiToken, Contact, CustomerRole, Membership
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor


class ContactEnded(ValueError):
    """The person is on the list no more."""


class ContactChanged(ValueError):
    """Somebody else has changed the person since the page was shown."""


class PersonRemovesItself(ValueError):
    """Nobody takes away its own access or its own lead: another lead does."""


def change_contact(
    *, contact: Contact, facts: Mapping[str, Any], seen: str | None = None, by: Actor, at: datetime
) -> list[str]:
    """Change what a person is to the helpdesk from now on, and return the names of what changed.

    `facts` are some of `standing scope site country partner helpdesk`. Whoever moves to another site, country, partner or
    standing sees the new place with its next request and the old one never again; tokens in the person's name end, for
    they were given for the old place. `seen` is the `place_mark` of the page that was filled in. Raises `ContactIncomplete`,
    `ContactEnded`, `ContactChanged`.
    """
    held = Contact.objects.select_for_update(of=("self",)).get(id=contact.id)
    if held.ended_at is not None and held.ended_at <= at:
        raise ContactEnded(str(contact.id))
    if seen is not None and seen != place_mark(held):
        raise ContactChanged(str(contact.id))
    changed = [name for name, value in facts.items() if getattr(held, _column(name)) != _key(value)]
    if not changed:
        return []
    keep_version(held, facts={name: facts[name] for name in changed}, by=by, at=at)
    for name in changed:
        setattr(held, name, facts[name])
    check_contact(standing=held.standing, scope=held.scope, site=held.site, country=held.country, partner=held.partner)
    held.save(update_fields=changed)
    _end_tokens(held, by=by, at=at)
    for name in changed:
        setattr(contact, name, facts[name])
    record("contact.moved", subject_kind="contact", subject_id=held.id, by=by, at=at, fields=changed)
    return changed


def change_role(*, contact: Contact, role: str, by: Actor, at: datetime) -> bool:
    """Give a person who signs in another role from now on, and say whether it changed; the old one ends in the same moment.

    Raises `LastLead`, `PersonRemovesItself`, and `Membership.DoesNotExist` for who does not sign in.
    """
    held = Membership.objects.select_related("user").get(contact=contact, ends_at=None)
    if held.role == role:
        return False
    if held.role == CustomerRole.HELPDESK_LEAD:
        if held.user_id == by.id:
            raise PersonRemovesItself(str(contact.id))
        refuse_last_lead([contact.id], at)
    end_membership(membership=held, by=by, at=at)
    add_member(contact=contact, user=held.user, role=role, by=by, at=at)
    return True


def place_mark(contact: Contact) -> str:
    """Return what two people who change the same person are told apart by."""
    return "/".join(str(getattr(contact, _column(name)) or "") for name in PLACES)


def _end_tokens(contact: Contact, *, by: Actor, at: datetime) -> None:
    from voorrang.accounts.actions.tokens import revoke_token

    for token in ApiToken.objects.filter(contact=contact, revoked_at=None):
        revoke_token(token=token, by=by, at=at)


def _column(name: str) -> str:
    return f"{name}_id" if name in {"site", "partner", "helpdesk"} else name


def _key(value: Any) -> Any:
    return getattr(value, "id", value)
