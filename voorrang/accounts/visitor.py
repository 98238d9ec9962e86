"""Who stands at the door: a person of a customer, one of the vendor's people, a token, or nobody yet."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef

from voorrang.accounts.models import (
    Assignment,
    Contact,
    Customer,
    DirectoryEntry,
    Membership,
    SecondFactorRule,
    StaffMember,
    User,
)
from voorrang.accounts.models.people import StaffRole
from voorrang.audit.actor import Actor
from voorrang.lib.tenancy import look_up

if TYPE_CHECKING:
    from collections.abc import Iterable

NOBODY = "nobody"
TOKEN = "token"  # noqa: S105 -- a role's name
VENDOR_TOKEN = "vendor_token"  # noqa: S105 -- a role's name

OPENS_ANY_CUSTOMER = frozenset({StaffRole.AGENT, StaffRole.OPERATOR, StaffRole.VENDOR_AUDITOR, StaffRole.SALES})
"""Roles that open any customer, audited; named roles open only those assigned to them (decision 11)."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The one who asks. `roles` is never empty; `customer` is set once one is selected."""

    roles: frozenset[str]
    actor: Actor | None = None
    user: User | None = None
    staff: StaffMember | None = None
    customer: Customer | None = None
    contact: Contact | None = None
    customers: tuple[Customer, ...] = field(default=())
    """The customers that the person may choose from."""
    lacks_second_factor: bool = False
    """The person must set one up before anything else."""

    @property
    def is_vendor(self) -> bool:
        """Whether the vendor's own people or systems ask."""
        return self.actor is not None and self.actor.side == "vendor"

    @property
    def by(self) -> Actor:
        """The actor of actions. Raises `RuntimeError` for nobody: the permission map lets nobody act."""
        if self.actor is None:
            message = "nobody can act"
            raise RuntimeError(message)
        return self.actor


NO_VISITOR = Visitor(roles=frozenset({NOBODY}))


def customers_of(user: User) -> tuple[Customer, ...]:
    """Return the customers that a user belongs to, by name, read from the directory (`tenancy.md`, 5)."""
    with look_up(f"membership:{user.id}"):
        entries = DirectoryEntry.objects.filter(key=f"membership:{user.id}").select_related("customer")
        return tuple(sorted((entry.customer for entry in entries), key=lambda customer: customer.name))


def member_visitor(
    user: User, customer: Customer, customers: "Iterable[Customer]", at: datetime, *, vouched_for: bool = False
) -> Visitor:
    """Return the visitor for a member of the selected customer; nobody if the membership has ended.

    `vouched_for`: the customer's own identity provider has signed the person in, so second factors are its business.
    """
    membership = (
        Membership.objects.select_related("contact")
        .annotate(must=Exists(SecondFactorRule.objects.filter(ends_at=None)), has=_has_second_factor())
        .filter(user=user, starts_at__lte=at)
        .exclude(ends_at__lte=at)
        .exclude(contact__ended_at__lte=at)
        .exclude(contact__partner__ends_at__lte=at)
        .first()
    )
    if membership is None:
        return NO_VISITOR
    return Visitor(
        roles=frozenset({membership.role}),
        actor=Actor(kind="user", id=user.id, side="customer", role=membership.role),
        user=user,
        customer=customer,
        contact=membership.contact,
        customers=tuple(customers),
        lacks_second_factor=membership.must and not membership.has and not vouched_for,
    )


def staff_member(user: User, at: datetime) -> StaffMember | None:
    """Return what makes a user one of the vendor's people, with `has_second_factor`; None for others."""
    found = StaffMember.objects.select_related("user").annotate(has_second_factor=_has_second_factor())
    return found.filter(user=user).exclude(ended_at__lte=at).first()


def staff_visitor(staff: StaffMember) -> Visitor:
    """Return the visitor for one of the vendor's people; the customer is selected when one is opened.

    Outside the demo they need a second factor.
    """
    first = staff.roles[0] if staff.roles else ""
    return Visitor(
        roles=frozenset(staff.roles) or frozenset({NOBODY}),
        actor=Actor(kind="user", id=staff.user_id, side="vendor", role=first),
        user=staff.user,
        staff=staff,
        lacks_second_factor=not settings.VOORRANG_DEMO and not getattr(staff, "has_second_factor", False),
    )


def _has_second_factor() -> Exists:
    """An app or a key; recovery codes alone are none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Exists(Authenticator.objects.filter(user=OuterRef("user"), type__in=kinds))


def customers_open_to(visitor: Visitor, at: datetime) -> frozenset[UUID] | None:
    """Return the customers that a vendor's visitor may open at `at`: those assigned, or None for any (decision 11)."""
    if visitor.roles & OPENS_ANY_CUSTOMER or VENDOR_TOKEN in visitor.roles:
        return None
    assigned = Assignment.objects.filter(user=visitor.user, starts_at__lte=at).exclude(ends_at__lte=at)
    return frozenset(assigned.values_list("customer_id", flat=True)) if visitor.user is not None else frozenset()


def may_open(visitor: Visitor, customer_id: UUID, at: datetime) -> bool:
    """Say whether a vendor's visitor may open this customer: any for open roles, else by assignment at `at`."""
    if visitor.roles & OPENS_ANY_CUSTOMER or VENDOR_TOKEN in visitor.roles:
        return True
    if visitor.user is None:
        return False
    assigned = Assignment.objects.filter(user=visitor.user, customer_id=customer_id, starts_at__lte=at)
    return assigned.exclude(ends_at__lte=at).exists()
