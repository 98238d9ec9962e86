"""What is under contract now: by scope, from when (Q.14), at which tier (Q.20)."""

from datetime import datetime

from voorrang.rules.facts import ContractScope
from voorrang.rules.index import Index
from voorrang.rules.outcomes import ENDS_SOON
from voorrang.rules.periods import ended, last_day, starting
from voorrang.rules.reasons import NO_FACTS, Reason


class Holdings:
    """The contracts of one request. Tells of each scope once, into the request's reasons."""

    __slots__ = ("at", "contracts", "index", "mentioned", "reasons", "running", "top")

    def __init__(self, contracts: tuple[ContractScope, ...], at: datetime, index: Index, reasons: list[Reason]) -> None:
        """Find for each scope the contract in force, at the highest tier where (against the rules of writing) two are."""
        self.contracts = contracts
        self.at = at
        self.index = index
        self.reasons = reasons
        self.running: dict[str, ContractScope] = {}
        self.mentioned: dict[str | None, ContractScope | None] = {}
        self.top: ContractScope | None = None
        for contract in contracts:
            starts_at = _starts_at(contract, index)
            if starts_at is not None and starts_at <= at < contract.ends_at:
                held = self.running.get(contract.scope)
                if held is None or self._weight(contract) > self._weight(held):
                    self.running[contract.scope] = contract
        if self.running:
            self.top = (
                max(self.running.values(), key=self._weight)
                if len(self.running) > 1
                else next(iter(self.running.values()))
            )

    def _weight(self, contract: ContractScope) -> tuple[int, datetime, str, str]:
        return (self.index.rank.get(contract.tier, 0), contract.ends_at, contract.scope, contract.eligibility)

    def held_for(self, scope: str | None) -> ContractScope | None:
        """Return the contract in force for a scope (None: for any), with its reasons the first time that it is asked for."""
        if scope in self.mentioned:
            return self.mentioned[scope]
        contract = self.top if scope is None else self.running.get(scope)
        if contract is None:
            reason = self._why_no_contract(scope)
            if reason not in self.reasons:
                self.reasons.append(reason)
        else:
            self._mention(contract)
            if scope is None:
                self.mentioned[contract.scope] = contract
        self.mentioned[scope] = contract
        return contract

    def tier_of(self, contract: ContractScope) -> str:
        """The tier that this contract is served at (Q.20)."""
        top = self.top
        return top.tier if self.index.tier_of_customer and top is not None else contract.tier

    def _mention(self, contract: ContractScope) -> None:
        if contract.scope in self.mentioned:
            return
        reasons, scope, at = self.reasons, contract.scope, self.at
        ends_at = contract.ends_at
        last = last_day(ends_at)
        reasons.append(Reason("contract_in_force", {"scope": scope, "tier": contract.tier, "until_on": last}))
        tier = self.tier_of(contract)
        if tier != contract.tier:
            reasons.append(Reason("tier_follows_customer", {"scope": scope, "tier": tier}))
        if contract.eligibility == "below":
            reasons.append(Reason("eligibility_below", {"scope": scope, "tier": contract.tier}))
        elif contract.eligibility == "provisional":
            reasons.append(Reason("eligibility_provisional", {"scope": scope, "tier": contract.tier}))
        if ends_at - at <= ENDS_SOON and not any(
            other.scope == scope and other.starts_at <= ends_at < other.ends_at for other in self.contracts
        ):
            days = (ends_at.date() - at.date()).days
            reasons.append(Reason("contract_ends_soon", {"days": days, "ends_on": last, "scope": scope}))

    def _why_no_contract(self, scope: str | None) -> Reason:
        """Name the contract that comes nearest, with the nearest cure: activate, wait, renew, buy."""
        bought = [contract for contract in self.contracts if scope is None or contract.scope == scope]
        if not bought:
            if scope is None or not self.contracts:
                return Reason("contract_absent", NO_FACTS)
            return Reason("contract_none_for_scope", {"scope": scope})
        at, index = self.at, self.index
        alive = [contract for contract in bought if at < contract.ends_at]
        dormant = sorted(
            contract.scope for contract in alive if _starts_at(contract, index) is None and contract.starts_at <= at
        )
        if dormant:
            return Reason("contract_not_activated", {"scope": dormant[0]})
        if alive:
            first = min(alive, key=lambda contract: (_starts_at(contract, index) or contract.starts_at, contract.scope))
            starts_at = _starts_at(first, index) or first.starts_at
            return Reason("contract_not_started", {**starting(starts_at, at), "scope": first.scope})
        latest = max(bought, key=lambda contract: (contract.ends_at, contract.scope))
        return Reason("contract_ended", {**ended(latest.ends_at, at), "scope": latest.scope})


def _starts_at(contract: ContractScope, index: Index) -> datetime | None:
    """When a contract begins to count (Q.14); None while it waits for its activation."""
    if not index.from_activation:
        return contract.starts_at
    if contract.activated_at is None:
        return None
    return max(contract.starts_at, contract.activated_at)
