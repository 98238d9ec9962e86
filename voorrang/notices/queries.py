"""Reading comparisons and notices. A customer reads its own notices, the vendor's people all that they may open."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from voorrang.accounts.queries import selected_id
from voorrang.notices.models import Comparison, Notice, Touch


def comparison_of(comparison_id: UUID) -> Comparison:
    """Return a comparison. Raises `Comparison.DoesNotExist`."""
    return Comparison.objects.get(id=comparison_id)


def newest_like(
    programme: str, before: dict[str, Any], after: dict[str, Any], choices: dict[str, str], since: datetime
) -> Comparison | None:
    """Return the newest comparison of the same two editions that was asked for since a moment."""
    same = Comparison.objects.filter(programme=programme, before=before, after=after, choices=choices)
    return same.filter(asked_at__gte=since).order_by("-asked_at", "-id").first()


def touched(comparison: Comparison, customers: frozenset[UUID] | None, kind: str = "") -> QuerySet[Touch]:
    """Return whom a comparison touches; `customers` None means all."""
    found = Touch.objects.filter(comparison=comparison).exclude(kinds=[]).select_related("customer")
    if customers is not None:
        found = found.filter(customer_id__in=customers)
    return found.filter(kinds__contains=[kind]) if kind else found


def looked_at(comparison: Comparison) -> int:
    """Return how many customers were looked at so far."""
    return Touch.objects.filter(comparison=comparison).count()


def notices(customers: frozenset[UUID] | None, state: str = "") -> QuerySet[Notice]:
    """Return notices: `waiting`, `sent`, `dropped`, or all; `customers` None means everybody's."""
    found = Notice.objects.select_related("customer")
    if customers is not None:
        found = found.filter(customer_id__in=customers)
    match state:
        case "waiting":
            return found.filter(approved_at=None, dropped_at=None)
        case "sent":
            return found.exclude(approved_at=None)
        case "dropped":
            return found.exclude(dropped_at=None)
        case _:
            return found


def notices_told(at: datetime) -> QuerySet[Notice]:
    """Return what the selected customer was told by `at`, the newest change first."""
    return Notice.objects.filter(customer_id=selected_id(), approved_at__lte=at).order_by("-effective_at", "-id")
