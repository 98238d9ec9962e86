"""The renewal pipeline over all customers, and the work on one contract's end."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from voorrang.contracts.models import Cancellation, Contract, Renewal, RenewalRow


def renewal_rows(customers: Iterable[UUID] | None = None) -> QuerySet[RenewalRow]:
    """Return the rows of the pipeline with customer and owner, by what ends first; of some customers, or all."""
    found = RenewalRow.objects.select_related("customer", "owner").order_by("ends_at", "id")
    return found if customers is None else found.filter(customer_id__in=list(customers))


def within(rows: QuerySet[RenewalRow], days: int, at: datetime) -> QuerySet[RenewalRow]:
    """Return the rows that end within so many days, those that have ended included."""
    return rows.filter(ends_at__lte=at + timedelta(days=days))


def count_due(rows: QuerySet[RenewalRow], days: Iterable[int], at: datetime) -> dict[int, int]:
    """Return how many open renewals end within each number of days: one query."""
    counted = rows.filter(state=RenewalRow.State.OPEN).order_by()
    figures = counted.aggregate(
        **{f"in_{one}": Count("id", filter=Q(ends_at__lte=at + timedelta(days=one))) for one in days}
    )
    return {one: figures[f"in_{one}"] for one in days}


def renewal_of(contract: Contract) -> Renewal | None:
    """Return the work on a contract's end; None while nobody has touched it."""
    found: Renewal | None = Renewal.objects.select_related("owner").filter(contract=contract).first()
    return found


def cancellation_of(contract: Contract) -> Cancellation | None:
    """Return the cancellation that stands, or None."""
    found: Cancellation | None = Cancellation.objects.filter(contract=contract, undone_at=None).first()
    return found
