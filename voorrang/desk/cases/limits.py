"""Whose cases one of the vendor's people sees: everybody's, or those of the customers assigned to them (decision 11)."""

from datetime import datetime
from uuid import UUID

from voorrang.accounts.models import Assignment
from voorrang.accounts.models.people import StaffRole
from voorrang.accounts.visitor import OPENS_ANY_CUSTOMER, Visitor

READS_THE_QUEUE = OPENS_ANY_CUSTOMER | {StaffRole.PLANNER, StaffRole.DISPATCHER}


def customers_within(visitor: Visitor, at: datetime) -> list[UUID] | None:
    """Return the customers that a named role is limited to; None for roles without a limit."""
    if visitor.roles & READS_THE_QUEUE:
        return None
    assigned = Assignment.objects.filter(user=visitor.user, starts_at__lte=at).exclude(ends_at__lte=at)
    return list(assigned.values_list("customer_id", flat=True))
