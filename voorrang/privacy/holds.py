"""Legal holds: placed and lifted by an operator; while one stands, nothing of its subject is erased."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from voorrang.accounts.models import Customer, StaffRole
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.cases.models import Case
from voorrang.privacy.models import Hold
from voorrang.privacy.people import Someone
from voorrang.privacy.refusals import HeldAlready, ReasonMissing, RoleMayNot, UnderLegalHold

KEEPERS = frozenset({StaffRole.OPERATOR, "system"})
"""Who places and lifts holds, and confirms erasures."""


def place_hold(
    *, customer: Customer, subject_kind: str, subject_id: UUID, reason: str, by: Actor, at: datetime
) -> Hold:
    """Hold everything of a customer, a person or a case of the selected customer, until lifted.

    Raises `RoleMayNot`, `ReasonMissing` and `HeldAlready`.
    """
    _check(by, reason)
    try:
        with transaction.atomic():
            hold = Hold.objects.create(
                customer=customer,
                subject_kind=subject_kind,
                subject_id=subject_id,
                reason=reason.strip(),
                placed_by=by.id,
                placed_at=at,
            )
    except IntegrityError as error:
        raise HeldAlready(str(subject_id)) from error
    data = {"subject_kind": str(subject_kind), "subject": str(subject_id)}
    record("hold.placed", subject_kind="hold", subject_id=hold.id, by=by, at=at, data=data)
    return hold


def lift_hold(*, hold: Hold, by: Actor, at: datetime) -> None:
    """Lift a hold of the selected customer. Does nothing when it is lifted already. Raises `RoleMayNot`."""
    _check(by, "lifted")
    if not Hold.objects.filter(id=hold.id, lifted_at=None).update(lifted_at=at, lifted_by=by.id):
        return
    record("hold.lifted", subject_kind="hold", subject_id=hold.id, by=by, at=at)


def standing_holds(customer_id: UUID | None = None) -> QuerySet[Hold]:
    """Return the holds that stand: of one customer, or of all for the vendor's people."""
    found = Hold.objects.filter(lifted_at=None)
    return found.filter(customer_id=customer_id) if customer_id else found


def hold_on(person: Someone) -> Hold | None:
    """Return a hold that keeps the person from being erased: on the customer, the person, or one of its cases."""
    cases = Case.objects.filter(contact_id__in=person.contacts).values("id")
    return (
        standing_holds(person.customer_id)
        .filter(
            Q(subject_kind=Hold.Subject.CUSTOMER)
            | Q(subject_kind=Hold.Subject.PERSON, subject_id__in=person.contacts)
            | Q(subject_kind=Hold.Subject.CASE, subject_id__in=cases)
        )
        .order_by("placed_at")
        .first()
    )


def check_no_hold(person: Someone) -> None:
    """Raise `UnderLegalHold` where one keeps the person from being erased."""
    hold = hold_on(person)
    if hold is not None:
        raise UnderLegalHold(hold.id, hold.subject_kind, hold.placed_at)


def held_customers() -> frozenset[UUID]:
    """Return the customers of whom nothing goes at all."""
    return frozenset(standing_holds().filter(subject_kind=Hold.Subject.CUSTOMER).values_list("customer_id", flat=True))


def held_cases(customer_id: UUID) -> frozenset[UUID]:
    """Return the cases of the selected customer that are held: by themselves, or through their contact."""
    held = standing_holds(customer_id)
    people = _subjects(held, Hold.Subject.PERSON)
    return _subjects(held, Hold.Subject.CASE) | frozenset(
        Case.objects.filter(contact_id__in=people).values_list("id", flat=True)
    )


def may_keep(by: Actor, roles: Iterable[str] = ()) -> bool:
    """Whether somebody may place and lift holds and confirm erasures."""
    return bool(KEEPERS & {by.role, *roles})


def _subjects(held: QuerySet[Hold], kind: str) -> frozenset[UUID]:
    return frozenset(held.filter(subject_kind=kind).values_list("subject_id", flat=True))


def _check(by: Actor, reason: str) -> None:
    if by.side != "vendor" or not may_keep(by):
        raise RoleMayNot(by.role)
    if not reason.strip():
        raise ReasonMissing
