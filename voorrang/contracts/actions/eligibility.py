"""How big the fleet is said to be, and whether that reaches the tier's minimum (E.3-E.6). A shortfall stops nothing."""

from collections.abc import Sequence
from datetime import datetime

from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.models import Assessment, Contract, ContractScope, Estimate
from voorrang.contracts.queries import programme_of_contract
from voorrang.contracts.stored_reasons import reasons_json
from voorrang.rules import eligibility as rules
from voorrang.rules.eligibility import Basis, Eligibility, FleetCount


def state_estimate(*, counts: Sequence[tuple[str, bool, int]], by: Actor, at: datetime) -> list[Estimate]:
    """Keep the customer's estimate of its units under cover as (kind, commercial, count) rows (D.1), in place of the last."""
    customer_id = selected_id()
    # Of two statements at one instant the second stands: the application's clock may be frozen.
    Estimate.objects.filter(stated_at=at).delete()
    rows = Estimate.objects.bulk_create(
        Estimate(customer_id=customer_id, kind=kind, commercial=commercial, count=count, stated_at=at, stated_by=by.id)
        for kind, commercial, count in counts
    )
    record("estimate.stated", subject_kind="customer", subject_id=customer_id, by=by, at=at)
    return rows


def assess(
    *, contract: Contract, basis: Basis, counts: Sequence[FleetCount], by: Actor, at: datetime
) -> list[Assessment]:
    """Judge each scope of a contract on these counts, by its frozen terms, and return the verdicts, by scope.

    `basis` says what the counts rest on: `provisional` (an estimate), `confirmed` (an import), `audited` (E.7). A verdict
    that turns from enough to too little is told as `contract.fell_below`.
    """
    programme = programme_of_contract(contract, at)
    return [
        store_assessment(scope, rules.assess(counts, scope.tier, programme, basis), counts, basis, by=by, at=at)
        for scope in ContractScope.objects.filter(contract=contract).order_by("scope", "id")
    ]


def store_assessment(
    scope: ContractScope,
    verdict: Eligibility,
    counts: Sequence[FleetCount],
    basis: Basis,
    *,
    by: Actor,
    at: datetime,
) -> Assessment:
    """Store one verdict with what it was counted from, and tell when it turned."""
    before = Assessment.objects.filter(contract_scope=scope).order_by("-assessed_at", "-id").first()
    assessment: Assessment = Assessment.objects.create(
        customer_id=scope.customer_id,
        contract_scope=scope,
        basis=basis,
        qualifies=verdict.qualifies,
        assessed_at=at,
        counts=[
            {
                "kind": count.kind,
                "commercial": count.commercial,
                "under_cover": count.under_cover,
                "count": count.count,
                "country": count.country,
                "from_vendor": count.from_vendor,
            }
            for count in counts
        ],
        ways=[
            {
                "kinds": sorted(way.minimum.kinds),
                "at_least": way.minimum.at_least,
                "commercial_only": way.minimum.commercial_only,
                "under_cover": way.minimum.under_cover,
                "count": way.count,
                "shortfall": way.shortfall,
                "clauses": list(way.minimum.clauses),
                "readings": list(way.minimum.readings),
            }
            for way in sorted(verdict.ways, key=lambda way: way.shortfall)
        ],
        reasons=reasons_json(verdict.reasons),
    )
    data = {"scope": scope.scope, "basis": basis, "qualifies": verdict.qualifies}
    record("contract.assessed", subject_kind="contract", subject_id=scope.contract_id, by=by, at=at, data=data)
    turned = before is None or before.qualifies != verdict.qualifies
    if turned and not verdict.qualifies:
        record("contract.fell_below", subject_kind="contract", subject_id=scope.contract_id, by=by, at=at, data=data)
    elif turned and before is not None:
        record("contract.reached", subject_kind="contract", subject_id=scope.contract_id, by=by, at=at, data=data)
    return assessment
