"""Reading recorded decisions and exceptions of the selected customer."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from voorrang.entitlements.models import Decision, Discretion, Override


def decisions() -> QuerySet[Decision]:
    """Return the decisions, newest first."""
    found: QuerySet[Decision] = Decision.objects.order_by("-decided_at", "-id")
    return found


def decision_by_id(decision_id: UUID) -> Decision:
    """Return one decision. Raises `Decision.DoesNotExist`."""
    decision: Decision = Decision.objects.get(id=decision_id)
    return decision


def standing_decision(decision: Decision) -> Decision:
    """Return the decision that stands in place of this one: itself, or the last that superseded it."""
    while successor := Decision.objects.filter(supersedes=decision).first():
        decision = successor
    return decision


def choices_on(decision: Decision) -> QuerySet[Discretion]:
    """Return what named people chose on this decision (D.5), oldest first."""
    found: QuerySet[Discretion] = Discretion.objects.filter(decision=decision)
    return found.order_by("chosen_at", "id")


def overrides_in_force(at: datetime) -> QuerySet[Override]:
    """Return the exceptions that hold at `at`, newest first, with their device."""
    found: QuerySet[Override] = Override.objects.filter(granted_at__lte=at, expires_at__gt=at)
    return (
        found.filter(Q(revoked_at=None) | Q(revoked_at__gt=at)).select_related("device").order_by("-granted_at", "-id")
    )
