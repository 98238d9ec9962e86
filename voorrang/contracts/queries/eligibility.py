"""What is known of the size of the fleet, and which contracts fall short."""

from datetime import datetime

from django.db.models import QuerySet

from voorrang.contracts.models import Assessment, Contract, ContractScope, Estimate
from voorrang.rules.eligibility import FleetCount


def current_estimate(at: datetime) -> list[Estimate]:
    """Return the customer's newest estimate (D.1), row by row; empty when it has stated none."""
    stated = Estimate.objects.filter(stated_at__lte=at)
    newest = stated.order_by("-stated_at", "-id").first()
    if newest is None:
        return []
    return list(stated.filter(stated_at=newest.stated_at).order_by("kind", "-commercial", "id"))


def estimate_counts(at: datetime) -> tuple[FleetCount, ...]:
    """Return the newest estimate as the rules count: all under cover (D.1), in covered countries."""
    return tuple(
        FleetCount(row.kind, row.commercial, under_cover=True, count=row.count) for row in current_estimate(at)
    )


def newest_assessments(at: datetime) -> dict[ContractScope, Assessment]:
    """Return the verdict that stands for each scope, with the scope and its contract loaded: one query."""
    rows = (
        Assessment.objects.filter(assessed_at__lte=at)
        .select_related("contract_scope__contract")
        .order_by("contract_scope_id", "-assessed_at", "-id")
        .distinct("contract_scope_id")
    )
    return {row.contract_scope: row for row in rows}


def below_minimum(at: datetime) -> list[Assessment]:
    """Return the verdicts that stand against a scope in force: its fleet falls below the tier's minimum (E.3-E.6)."""
    return [
        assessment
        for scope, assessment in newest_assessments(at).items()
        if not assessment.qualifies and scope.starts_at <= at < scope.ends_at
    ]


def assessments_of(contract: Contract) -> QuerySet[Assessment]:
    """Return every verdict on a contract, newest first."""
    found: QuerySet[Assessment] = Assessment.objects.filter(contract_scope__contract=contract)
    return found.select_related("contract_scope").order_by("-assessed_at", "-id")
