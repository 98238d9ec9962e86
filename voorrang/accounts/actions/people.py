"""Users, memberships of customers, the vendor's people and their assignments (decision 11)."""

from collections.abc import Sequence
from datetime import datetime

from voorrang.accounts.models import Assignment, Contact, Customer, DirectoryEntry, Membership, StaffMember, User
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor


class UserIsStaff(ValueError):
    """The vendor's own people cannot be members of a customer: they would stand on both sides of the wall."""


def add_user(
    *,
    email: str,
    name: str,
    password: str | None = None,
    language: str = "en",
    zone: str = "UTC",
    by: Actor,
    at: datetime,
) -> User:
    """Add a person who signs in by mail address, unique in any case. Without a password the person needs an invitation."""
    user = User.objects.create_user(email, name=name, password=password, language=language, zone=zone, date_joined=at)
    record_system("user.added", by=by, at=at, data={"user": str(user.id)})
    return user


def add_member(*, contact: Contact, user: User, role: str, by: Actor, at: datetime) -> Membership:
    """Let a user in as a contact of the selected customer. Raises `UserIsStaff`.

    The directory row lets the log-in find the customer before any is selected (`tenancy.md`, 5).
    """
    if StaffMember.objects.filter(user=user).exists():
        raise UserIsStaff(str(user.id))
    customer_id = selected_id()
    membership: Membership = Membership.objects.create(
        customer_id=customer_id, user=user, contact=contact, role=role, starts_at=at
    )
    DirectoryEntry.objects.create(customer_id=customer_id, key=f"membership:{user.id}", target=membership.id)
    data = {"role": str(role), "contact": str(contact.id)}
    record("membership.started", subject_kind="membership", subject_id=membership.id, by=by, at=at, data=data)
    return membership


def end_membership(*, membership: Membership, by: Actor, at: datetime) -> None:
    """End a user's access to the selected customer. Does nothing when it has ended already."""
    if not Membership.objects.filter(id=membership.id, ends_at=None).update(ends_at=at):
        return
    membership.ends_at = at
    DirectoryEntry.objects.filter(
        key=f"membership:{membership.user_id}", customer_id=membership.customer_id, target=membership.id
    ).delete()
    record("membership.ended", subject_kind="membership", subject_id=membership.id, by=by, at=at)


def add_staff(
    *, user: User, roles: Sequence[str], languages: Sequence[str] = (), country: str = "", by: Actor, at: datetime
) -> StaffMember:
    """Make a user one of the vendor's people, with roles (`StaffRole`) and the languages that the person speaks."""
    staff = StaffMember.objects.create(
        user=user, roles=[str(role) for role in roles], languages=list(languages), country=country
    )
    record_system("staff.added", by=by, at=at, data={"user": str(user.id), "roles": staff.roles})
    return staff


def end_staff(*, staff: StaffMember, by: Actor, at: datetime) -> None:
    """End a person's work for the vendor. Does nothing when it has ended already."""
    if not StaffMember.objects.filter(id=staff.id, ended_at=None).update(ended_at=at):
        return
    staff.ended_at = at
    record_system("staff.ended", by=by, at=at, data={"user": str(staff.user_id)})


def assign(
    *,
    customer: Customer,
    user: User,
    role: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    deputy: bool = False,
    by: Actor,
    at: datetime,
) -> Assignment:
    """Assign a named person to the selected customer over a half-open period (T2.1, T3.1, T4.1)."""
    assignment = Assignment.objects.create(
        customer=customer, user=user, role=role, deputy=deputy, starts_at=starts_at, ends_at=ends_at
    )
    data = {"user": str(user.id), "role": str(role), "deputy": deputy}
    record("assignment.started", subject_kind="assignment", subject_id=assignment.id, by=by, at=at, data=data)
    return assignment


def end_assignment(*, assignment: Assignment, by: Actor, at: datetime) -> None:
    """End an assignment of the selected customer. Does nothing when it has ended already."""
    if not Assignment.objects.filter(id=assignment.id).exclude(ends_at__lte=at).update(ends_at=at):
        return
    assignment.ends_at = at
    record("assignment.ended", subject_kind="assignment", subject_id=assignment.id, by=by, at=at)
