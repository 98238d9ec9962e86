"""A contract as pages show it: its scopes with tier, state and the verdict on the size of the fleet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from voorrang.contracts.models import Assessment, Contract, ContractScope
from voorrang.contracts.queries import activation_of, contracts, newest_assessments, programme_of_contract, scopes_of
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.ui.case_page import tier_view
from voorrang.ui.explain import reason_views
from voorrang.ui.reader import in_language, language_of
from voorrang.ui.shapes import ReasonView, TierView


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One scope of a contract with its verdict on the size of the fleet."""

    scope: ContractScope
    name: str
    tier: TierView | None
    state: str
    """`running`, `coming`, `ended` or `waiting` (for its activation)."""
    verdict: Assessment | None
    reasons: tuple[ReasonView, ...]
    shortfall: int
    """How many devices are missing on the nearest way; 0 when the minimum is reached."""


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract of the customer."""

    contract: Contract
    edition: str
    activated_at: datetime | None
    scopes: tuple[ScopeLine, ...]


def contract_lines(request: Any, at: datetime) -> list[ContractLine]:
    """Return the contracts of the opened customer, the newest first."""
    verdicts = newest_assessments(at)
    return [contract_line(request, contract, verdicts, at) for contract in contracts(at)]


def contract_line(
    request: Any, contract: Contract, verdicts: dict[ContractScope, Assessment], at: datetime
) -> ContractLine:
    """Return one contract with its scopes, told by the terms that it bought (Q.19)."""
    language = language_of(request)
    programme = programme_of_contract(contract, at)
    activation = activation_of(contract)
    lines = []
    for scope in scopes_of(contract):
        verdict = verdicts.get(scope)
        name = programme.scopes[scope.scope].name if scope.scope in programme.scopes else {"en": scope.scope}
        reasons = (
            reason_views(stored_reasons(verdict.reasons), programme, language, timezone.get_current_timezone())
            if verdict
            else ()
        )
        lines.append(
            ScopeLine(
                scope=scope,
                name=in_language(name, language),
                tier=tier_view(programme, scope.tier),
                state=_state(scope, activation is not None or programme.contract_starts == "purchase", at),
                verdict=verdict,
                reasons=reasons,
                shortfall=_shortfall(verdict),
            )
        )
    return ContractLine(contract, programme.edition, activation.activated_at if activation else None, tuple(lines))


def _state(scope: ContractScope, may_run: bool, at: datetime) -> str:  # noqa: FBT001 -- read beside its only caller
    if scope.ends_at <= at:
        return "ended"
    if not may_run:
        return "waiting"
    return "running" if scope.starts_at <= at else "coming"


def _shortfall(verdict: Assessment | None) -> int:
    if verdict is None or verdict.qualifies:
        return 0
    return min((int(way["shortfall"]) for way in verdict.ways), default=0)
