"""People and groups as the customer's directory says: each change is carried out at once, and the last lead stays."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from voorrang.accounts.actions.customers import add_contact, end_contact
from voorrang.accounts.actions.leads import refuse_last_lead
from voorrang.accounts.actions.people import UserIsStaff, add_member, add_user, end_membership
from voorrang.accounts.actions.versions import keep_version
from voorrang.accounts.models import (
    Contact,
    CustomerRole,
    GroupMember,
    Membership,
    ProvisionedGroup,
    ProvisionedUser,
    User,
)
from voorrang.accounts.queries import selected_customer, selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.rules.provisioning import named_role, strongest_role

ROLES = (
    CustomerRole.HELPDESK_LEAD,
    CustomerRole.HELPDESK_ENGINEER,
    CustomerRole.EXECUTIVE,
    CustomerRole.CUSTOMER_AUDITOR,
)
"""What a directory can give, from most to least. A partner's people come by the partner's authority, not by a group."""
_HELPDESK = {CustomerRole.HELPDESK_LEAD, CustomerRole.HELPDESK_ENGINEER}


class NameTaken(ValueError):
    """Another person or group of the directory has this name; or the address is one of the vendor's people."""


def save_user(*, user: ProvisionedUser | None, facts: Mapping[str, Any], by: Actor, at: datetime) -> ProvisionedUser:
    """Take in a person with these facts, or change one, and let access follow. Raises `LastLead`, `NameTaken`.

    Facts are `user_name`, `external_id`, `given_name`, `family_name`, `display_name`, `email`, `role` and `active`.
    """
    is_new = user is None
    user = user or ProvisionedUser(customer_id=selected_id(), created_at=at)
    changed = [name for name, value in facts.items() if getattr(user, name) != value]
    if not is_new and not changed:
        return user
    for name in changed:
        setattr(user, name, facts[name])
    user.changed_at = at
    others = ProvisionedUser.objects.filter(user_name__iexact=user.user_name, deleted_at=None).exclude(id=user.id)
    if others.exists():
        raise NameTaken(user.user_name)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # another request was faster
        raise NameTaken(user.user_name) from error
    what = "user.provisioned" if is_new else "user.changed"
    record(what, subject_kind="provisioned_user", subject_id=user.id, by=by, at=at, fields=changed)
    _settle(user, by=by, at=at)
    return user


def delete_user(*, user: ProvisionedUser, by: Actor, at: datetime) -> None:
    """Take a person out of the directory: access ends at once, the history stays. Raises `LastLead`."""
    user.deleted_at = at
    user.changed_at = at
    user.save(update_fields=["deleted_at", "changed_at"])
    record("user.removed", subject_kind="provisioned_user", subject_id=user.id, by=by, at=at)
    _settle(user, by=by, at=at)
    GroupMember.objects.filter(user=user).delete()


def save_group(
    *,
    group: ProvisionedGroup | None,
    display_name: str,
    external_id: str,
    members: Iterable[ProvisionedUser],
    by: Actor,
    at: datetime,
) -> ProvisionedGroup:
    """Take in a group with these members, or change one, and let their roles follow. Raises `LastLead`, `NameTaken`."""
    is_new = group is None
    group = group or ProvisionedGroup(customer_id=selected_id(), created_at=at)
    role = named_role(display_name, [str(role) for role in ROLES])
    is_changed = (group.display_name, group.external_id) != (display_name, external_id)
    role_moves = group.role != role
    if is_new or is_changed:
        group.display_name, group.external_id, group.role, group.changed_at = display_name, external_id, role, at
        if ProvisionedGroup.objects.filter(display_name__iexact=display_name).exclude(id=group.id).exists():
            raise NameTaken(display_name)
        try:
            with transaction.atomic():
                group.save()
        except IntegrityError as error:
            raise NameTaken(display_name) from error
    wanted = {user.id: user for user in members}
    held = {one.user_id: one.user for one in GroupMember.objects.filter(group=group).select_related("user")}
    gone = [user for key, user in held.items() if key not in wanted]
    come = [user for key, user in wanted.items() if key not in held]
    GroupMember.objects.filter(group=group, user__in=gone).delete()
    GroupMember.objects.bulk_create(GroupMember(customer_id=selected_id(), group=group, user=user) for user in come)
    if is_new or is_changed or gone or come:
        data = {"role": role, "come": len(come), "gone": len(gone)}
        record("group.provisioned", subject_kind="provisioned_group", subject_id=group.id, by=by, at=at, data=data)
        ProvisionedGroup.objects.filter(id=group.id).update(changed_at=at)
    # Those who come first: where the lead is handed on, there is never none.
    stay = [user for key, user in held.items() if key in wanted] if role_moves and not is_new else []
    for user in (*come, *stay, *gone):
        _settle(user, by=by, at=at)
    return group


def delete_group(*, group: ProvisionedGroup, by: Actor, at: datetime) -> None:
    """Take a group away; its members keep what other groups give them. Raises `LastLead`."""
    members = [one.user for one in GroupMember.objects.filter(group=group).select_related("user")]
    GroupMember.objects.filter(group=group).delete()
    record("group.removed", subject_kind="provisioned_group", subject_id=group.id, by=by, at=at)
    group.delete()
    for user in members:
        _settle(user, by=by, at=at)


def role_of(user: ProvisionedUser) -> str:
    """Return the role that the directory gives a person: the strongest of its groups, else its own."""
    groups = GroupMember.objects.filter(user=user).exclude(group__role="")
    held = groups.values_list("group__role", flat=True)
    return strongest_role(held, [str(role) for role in ROLES]) or user.role


def _settle(user: ProvisionedUser, *, by: Actor, at: datetime) -> None:
    """Let contact and membership be what the directory says."""
    contact: Contact | None = Contact.objects.filter(id=user.contact_id, ended_at=None).first()
    if not user.active or user.deleted_at is not None:
        if contact is not None:
            end_contact(contact=contact, by=by, at=at)
        return
    contact = contact or _named(user, by=by, at=at)
    role = role_of(user)
    _sync(contact, user, role, by=by, at=at)
    membership = _membership(contact)
    if membership is not None and (membership.role != role or membership.user.email != user.email):
        if membership.role != role:
            refuse_last_lead([contact.id], at)
        end_membership(membership=membership, by=by, at=at)
        membership = None
    if membership is None and role and user.email:
        # By address, never by changing a user's address: an account belongs to its person, not to one customer.
        person = User.objects.filter(email=user.email).first() or add_user(
            email=user.email, name=contact.name, language=contact.language, by=by, at=at
        )
        if Membership.objects.filter(user=person, ends_at=None).exists():
            raise NameTaken(user.email)
        try:
            add_member(contact=contact, user=person, role=role, by=by, at=at)
        except UserIsStaff as error:
            raise NameTaken(user.email) from error


def _named(user: ProvisionedUser, *, by: Actor, at: datetime) -> Contact:
    """Return the contact that has this address already, with the role that it has, else a new one."""
    contact = Contact.objects.filter(email=user.email, ended_at=None).first() if user.email else None
    if contact is None:
        contact = add_contact(
            name=_name(user),
            standing=Contact.Standing.END_USER,
            email=user.email,
            scope=Contact.Scope.OWN,
            language=selected_customer().language,
            by=by,
            at=at,
        )
    else:
        membership = _membership(contact)
        if membership is not None and not user.role and membership.role in ROLES:
            user.role = membership.role
    user.contact = contact
    user.save(update_fields=["contact", "role"])
    return contact


def _sync(contact: Contact, user: ProvisionedUser, role: str, *, by: Actor, at: datetime) -> None:
    contact.name, contact.email = _name(user), user.email
    facts: dict[str, str] = {}
    if role in _HELPDESK and contact.standing == Contact.Standing.END_USER:
        facts = {"standing": Contact.Standing.HELPDESK, "scope": Contact.Scope.ALL}
    elif role and contact.scope == Contact.Scope.OWN:
        facts = {"scope": Contact.Scope.ALL}
    elif not role and contact.standing == Contact.Standing.HELPDESK:
        facts = {"standing": Contact.Standing.END_USER}
    if facts:
        keep_version(contact, facts=facts, by=by, at=at)
    for name, value in facts.items():
        setattr(contact, name, value)
    contact.save(update_fields=["name", "email", "standing", "scope"])


def _name(user: ProvisionedUser) -> str:
    full = f"{user.given_name} {user.family_name}".strip()
    return (user.display_name or full or user.user_name)[:120]


def _membership(contact: Contact) -> Membership | None:
    found: Membership | None = Membership.objects.select_related("user").filter(contact=contact, ends_at=None).first()
    return found
