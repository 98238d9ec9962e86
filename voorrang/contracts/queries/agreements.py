"""Promises that were signed, and targets that the vendor sets itself: never mix them up (decision 10)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from voorrang.contracts.models import Agreement, InternalTarget, Promise
from voorrang.lib.statements import Query, columns_of, from_row, read_together
from voorrang.lib.tenancy import NoCustomerSelected, current_customer


def agreements(at: datetime) -> QuerySet[Agreement]:
    """Return the agreements in force: signed by both sides, begun and not ended."""
    found: QuerySet[Agreement] = Agreement.objects.filter(starts_at__lte=at, signed_at__lte=at).exclude(ends_at__lte=at)
    return found.order_by("number", "-version")


def promises_in_force(at: datetime) -> QuerySet[Promise]:
    """Return every promise in force, for the customer's eyes too."""
    found: QuerySet[Promise] = Promise.objects.filter(
        agreement__starts_at__lte=at, agreement__signed_at__lte=at
    ).exclude(agreement__ends_at__lte=at)
    return found.select_related("agreement").order_by("kind", "impact", "country", "seconds", "id")


_PROMISES = f"""
    SELECT {columns_of(Promise, "p")} FROM contracts_promise p
    JOIN contracts_agreement a ON a.customer_id = p.customer_id AND a.id = p.agreement_id
        AND a.starts_at <= %(at)s AND a.signed_at <= %(at)s AND (a.ends_at IS NULL OR a.ends_at > %(at)s)
    WHERE p.customer_id = %(customer)s AND p.impact IN (%(impact)s, '') AND p.country IN (%(country)s, '')
    ORDER BY p.id
"""
_TARGETS = f"""
    SELECT {columns_of(InternalTarget, "t")} FROM contracts_internaltarget t
    WHERE t.programme = %(programme)s AND t.tier IN (%(tier)s, '') AND t.impact IN (%(impact)s, '')
    ORDER BY t.id
"""


def promises_and_targets(
    *, programme: str, tier: str, impact: str, country: str, at: datetime
) -> tuple[list[Promise], list[InternalTarget]]:
    """Return what such a case runs by, each at most one of a kind: the vendor's promises, then its own targets.

    The promise that names the impact goes before one that names the country, and that before one for all; of equals the
    shortest holds. Never show targets to a customer (NP.1). Read in one trip, for every case that opens asks it.
    """
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected(Promise.__name__)
    promise_rows, target_rows = read_together(
        Query(_PROMISES, {"customer": customer_id, "impact": impact, "country": country, "at": at}),
        Query(_TARGETS, {"programme": programme, "tier": tier, "impact": impact}),
    )
    promises = _most_specific(from_row(Promise, row) for row in promise_rows)
    targets = _best(from_row(InternalTarget, row) for row in target_rows)
    return list(promises.values()), targets


def _best(fitting: Iterable[InternalTarget]) -> list[InternalTarget]:
    best: dict[str, InternalTarget] = {}
    for target in sorted(fitting, key=lambda one: (one.kind, not one.tier, not one.impact, one.seconds)):
        best.setdefault(target.kind, target)
    return list(best.values())


def _most_specific(promises: Iterable[Promise]) -> dict[str, Promise]:
    best: dict[str, Promise] = {}
    for promise in sorted(promises, key=lambda one: (one.kind, not one.impact, not one.country, one.seconds)):
        best.setdefault(promise.kind, promise)
    return best
