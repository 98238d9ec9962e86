"""The book of one customer: every feature that a scope in force brings, with what shows that it was delivered."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from voorrang.accounts.models import Customer
from voorrang.contracts.models import ContractScope
from voorrang.contracts.queries import programme_of_contract, scopes_in_force
from voorrang.promise_book import evidence
from voorrang.promise_book.registry import REGISTRY, Asked
from voorrang.rules.decision import features_of
from voorrang.rules.programme import Feature, Programme, Rhythm
from voorrang.rules.promises import Evidence, State, judge, next_due, period_end

LOOKED_BACK = timedelta(days=365)

__all__ = ["LOOKED_BACK", "Book", "BookLine", "book_of", "evidence"]


@dataclass(frozen=True, slots=True)
class BookLine:
    """One feature. `scopes` are (scope, tier) that bring it; `replaced_by` is set where every one replaces it by another.

    `evidence` is None where none is kept. `due_at` is the next thing owed; without evidence it is only when it would be.
    """

    feature: Feature
    programme: Programme
    scopes: tuple[tuple[str, str], ...]
    since: datetime
    replaced_by: Feature | None
    evidence: Evidence | None
    due_at: datetime | None
    state: State

    @property
    def every(self) -> Rhythm | None:
        """How often it is owed."""
        return self.feature.every


@dataclass(frozen=True, slots=True)
class Book:
    """What a customer has bought at `at`, in the programme's order. Empty while no contract is in force."""

    customer: Customer
    at: datetime
    starts_at: datetime
    """Evidence is counted from here on."""
    lines: tuple[BookLine, ...]

    def count(self, *states: State) -> int:
        """Count the features in these states."""
        found = Counter(line.state for line in self.lines)
        return sum(found[state] for state in states)

    @property
    def total(self) -> int:
        """How many features were bought; a replaced one stands under its better."""
        return len(self.lines) - self.count("replaced")


def book_of(customer: Customer, at: datetime) -> Book:
    """Return the promise book of the selected customer. A few queries for each feature whose evidence is kept."""
    starts_at = at - LOOKED_BACK
    brought: dict[str, list[tuple[ContractScope, Programme, bool]]] = {}
    order: dict[str, int] = {}
    for scope in scopes_in_force(at):
        programme = programme_of_contract(scope.contract, at)
        for place, (key, standing) in enumerate(features_of(scope.tier, programme).items()):
            order.setdefault(key, place)
            brought.setdefault(key, []).append((scope, programme, standing == "replaced"))
    keys = sorted(brought, key=lambda key: (_place(key, brought[key][0][1]), order[key]))
    return Book(customer, at, starts_at, tuple(_line(customer, key, brought[key], starts_at, at) for key in keys))


def _place(key: str, programme: Programme) -> int:
    return list(programme.features).index(key)


def _line(
    customer: Customer,
    key: str,
    brought: list[tuple[ContractScope, Programme, bool]],
    starts_at: datetime,
    at: datetime,
) -> BookLine:
    whole = [one for one in brought if not one[2]] or brought
    is_replaced = whole[0][2]
    programme = whole[0][1]
    feature = programme.features[key]
    since = min(scope.starts_at for scope, _, _ in whole)
    found = None
    provider = REGISTRY.providers.get(key)
    if provider is not None and not is_replaced:
        asked = Asked(customer.id, feature, programme, since, max(starts_at, since), at)
        found = _with_rhythm(provider(asked), feature, since)
    due_at = found.due_at if found else None
    if found is None and feature.every is not None and not is_replaced:
        due_at = period_end(feature.every, since=since, at=at)
    return BookLine(
        feature=feature,
        programme=programme,
        scopes=tuple((scope.scope, scope.tier) for scope, _, _ in whole),
        since=since,
        replaced_by=programme.features.get(feature.replaced_by or "") if is_replaced else None,
        evidence=found,
        due_at=due_at,
        state=judge(found, is_replaced=is_replaced, at=at),
    )


def _with_rhythm(found: Evidence, feature: Feature, since: datetime) -> Evidence:
    """A feature that is owed again and again is due by its rhythm, unless its provider knows better."""
    if feature.every is None or found.due_at is not None:
        return found
    return found._replace(due_at=next_due(feature.every, since=since, last_at=found.last_at))
