"""Promises that were signed, and targets that the vendor sets itself: never mix them up (decision 10)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from voorrang.contracts.models import Agreement, InternalTarget, Promise


def agreements(at: datetime) -> QuerySet[Agreement]:
    """Return the agreements in force."""
    found: QuerySet[Agreement] = Agreement.objects.filter(starts_at__lte=at).exclude(ends_at__lte=at)
    return found.order_by("number", "-version")


def promises_in_force(at: datetime) -> QuerySet[Promise]:
    """Return every promise in force, for the customer's eyes too."""
    found: QuerySet[Promise] = Promise.objects.filter(agreement__starts_at__lte=at).exclude(agreement__ends_at__lte=at)
    return found.select_related("agreement").order_by("kind", "impact", "country", "seconds", "id")


def promises_for(*, impact: str, country: str, at: datetime, kind: str = "") -> list[Promise]:
    """Return what the vendor has signed for such a case: at most one promise of each kind (or of `kind`), by kind.

    The one that names the impact goes before one that names the country, and that before one for all; of equals the
    shortest holds.
    """
    fitting = promises_in_force(at).filter(
        Q(impact=impact) | Q(impact=""), Q(country=country) | Q(country=""), **({"kind": kind} if kind else {})
    )
    return list(_most_specific(fitting).values())


def targets_for(*, programme: str, tier: str, impact: str) -> list[InternalTarget]:
    """Return the vendor's own targets for such a case, at most one of each kind. Never show them to a customer (NP.1)."""
    fitting = InternalTarget.objects.filter(
        Q(tier=tier) | Q(tier=""), Q(impact=impact) | Q(impact=""), programme=programme
    )
    best: dict[str, InternalTarget] = {}
    for target in sorted(fitting, key=lambda one: (one.kind, not one.tier, not one.impact, one.seconds)):
        best.setdefault(target.kind, target)
    return list(best.values())


def _most_specific(promises: Iterable[Promise]) -> dict[str, Promise]:
    best: dict[str, Promise] = {}
    for promise in sorted(promises, key=lambda one: (one.kind, not one.impact, not one.country, one.seconds)):
        best.setdefault(promise.kind, promise)
    return best
