"""What a contract looks like."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import moment
from voorrang.api.described import told
from voorrang.contracts.models import Assessment, Contract, ContractScope
from voorrang.rules.decision import features_of
from voorrang.rules.programme import Programme


class FeatureBody(Schema):
    """Something that the tier includes. `replaced`: by a better one."""

    key: str = Field(description="For programs; stays the same in every language.", examples=["spare_pool"])
    name: str
    standing: Literal["included", "replaced"]
    clauses: list[str]


class ContractTierBody(Schema):
    """The tier of a scope."""

    code: str
    name: str
    rank: int = Field(description="From 1; higher includes more.")


class EligibilityBody(Schema):
    """Whether the fleet reaches the tier's minimum; a shortfall is flagged and stops nothing."""

    qualifies: bool
    basis: Literal["provisional", "confirmed", "audited"]
    assessed_at: AwareDatetime


class ContractScopeBody(Schema):
    """One scope of a contract; `ends_at` is exclusive."""

    scope: str = Field(examples=["pc"])
    name: str
    tier: ContractTierBody
    article: str
    quantity: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    in_force: bool
    eligibility: EligibilityBody | None
    features: list[FeatureBody]


class ContractBody(Schema):
    """What was bought, frozen with its edition."""

    id: UUID
    number: str
    order_number: str
    purchased_at: AwareDatetime
    activated_at: AwareDatetime | None = Field(description="null: not activated yet.")
    edition: str
    scopes: list[ContractScopeBody]


class ContractPage(Schema):
    """A page of contracts."""

    items: list[ContractBody]
    next: str | None


class ContractView:
    """A contract with everything that is shown of it, read beforehand."""

    def __init__(
        self,
        contract: Contract,
        programme: Programme,
        activated_at: datetime | None,
        scopes: Sequence[ContractScope],
        verdicts: Mapping[UUID, Assessment],
    ) -> None:
        self.contract = contract
        self.programme = programme
        self.activated_at = activated_at
        self.scopes = scopes
        self.verdicts = verdicts

    def body(self, at: datetime) -> dict[str, Any]:
        """Return the contract as JSON."""
        return {
            "id": str(self.contract.id),
            "number": self.contract.number,
            "order_number": self.contract.order.number,
            "purchased_at": moment(self.contract.purchased_at),
            "activated_at": moment(self.activated_at),
            "edition": self.programme.edition,
            "scopes": [self._scope(scope, at) for scope in self.scopes],
        }

    def _scope(self, scope: ContractScope, at: datetime) -> dict[str, Any]:
        programme = self.programme
        tier = programme.tiers[scope.tier]
        awaits = programme.contract_starts == "activation" and self.activated_at is None
        return {
            "scope": scope.scope,
            "name": told(programme.scopes[scope.scope].name),
            "tier": {"code": tier.code, "name": told(tier.name), "rank": tier.rank},
            "article": scope.article,
            "quantity": scope.quantity,
            "starts_at": moment(scope.starts_at),
            "ends_at": moment(scope.ends_at),
            "in_force": scope.starts_at <= at < scope.ends_at and not awaits,
            "eligibility": _eligibility(self.verdicts.get(scope.id)),
            "features": _features(tier.code, programme),
        }


def _eligibility(verdict: Assessment | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {"qualifies": verdict.qualifies, "basis": verdict.basis, "assessed_at": moment(verdict.assessed_at)}


def _features(tier: str, programme: Programme) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "name": told(programme.features[key].name),
            "standing": standing,
            "clauses": list(programme.features[key].clauses),
        }
        for key, standing in features_of(tier, programme).items()
    ]
