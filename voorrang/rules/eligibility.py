"""Eligibility: whether a fleet is big enough for a tier (E.3-E.6, R.1-R.4), and whether a contract leaves some of it out (E.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from voorrang.rules.index import index_of
from voorrang.rules.programme import Minimum, Programme
from voorrang.rules.reasons import JSON, Reason

type Basis = Literal["provisional", "confirmed", "audited"]
"""What the counts rest on: the customer's estimate (D.1), an import, or an audit (E.7)."""


@dataclass(frozen=True, slots=True)
class FleetCount:
    """So many devices that are alike. `country` None means: in covered countries, nothing more is known.

    `from_vendor`: the vendor made them, or it or an authorised reseller sold them (E.8).
    """

    kind: str
    commercial: bool
    under_cover: bool
    count: int
    country: str | None = None
    from_vendor: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """One way to qualify: the minimum, what was counted for it, and how many are missing (0: met)."""

    minimum: Minimum
    count: int
    shortfall: int


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a fleet qualifies for a tier; `ways` in the programme's order, `reasons` with the nearest cure first."""

    qualifies: bool
    ways: tuple[Way, ...]
    reasons: tuple[Reason, ...]


def assess(counts: Iterable[FleetCount], tier: str, programme: Programme, basis: Basis) -> Eligibility:
    """Count a fleet against the minimums of a tier; one of them is enough. Devices outside coverage do not count."""
    counted = tuple(counts)
    ways = tuple(_way(counted, minimum, programme) for minimum in programme.minimums.get(tier, ()))
    qualifies = not ways or any(not way.shortfall for way in ways)
    told: list[tuple[int, Reason]] = []
    for place, way in enumerate(ways):
        facts: dict[str, JSON] = {
            "at_least": way.minimum.at_least,
            "count": way.count,
            "kinds": sorted(way.minimum.kinds),
            "tier": tier,
            "way": place,
        }
        if not way.shortfall:
            told.append((0, Reason("minimum_met", facts)))
        elif not qualifies:
            told.append((way.shortfall, Reason("minimum_missed", facts | {"shortfall": way.shortfall})))
    reasons = [reason for _, reason in sorted(told, key=lambda item: item[0])]
    if not ways:
        reasons.append(Reason("minimum_none", {"tier": tier}))
    reasons.append(Reason(_BASES[basis], {}))
    reasons += [
        Reason("reading_used", {"choice": programme.readings[reading].chosen, "reading": reading})
        for reading in dict.fromkeys(key for way in ways for key in way.minimum.readings)
    ]
    reasons += _left_out(counted, programme)
    return Eligibility(qualifies, ways, tuple(reasons))


def coverage_gaps(counts: Iterable[FleetCount], bought: Iterable[str], programme: Programme) -> tuple[Reason, ...]:
    """Name each scope of which the fleet has devices under cover, and that is not among the scopes bought (E.1)."""
    sizes = scope_sizes(counts, programme)
    missing = [scope for scope in programme.scopes if sizes.get(scope, 0) and scope not in set(bought)]
    return tuple(Reason("fleet_scope_not_bought", {"count": sizes[scope], "scope": scope}) for scope in missing)


def scope_sizes(counts: Iterable[FleetCount], programme: Programme) -> dict[str, int]:
    """Count the eligible devices under cover in covered countries, by scope."""
    index = index_of(programme)
    sizes: dict[str, int] = {}
    for group in counts:
        scope = index.scope_of.get(group.kind)
        if scope is not None and group.under_cover and _counts(group, programme):
            sizes[scope] = sizes.get(scope, 0) + group.count
    return sizes


_BASES: dict[Basis, str] = {
    "provisional": "basis_provisional",
    "confirmed": "basis_confirmed",
    "audited": "basis_audited",
}


def _way(counts: Iterable[FleetCount], minimum: Minimum, programme: Programme) -> Way:
    count = sum(
        group.count
        for group in counts
        if group.kind in minimum.kinds
        and (group.commercial or not minimum.commercial_only)
        and (group.under_cover or not minimum.under_cover)
        and _counts(group, programme)
    )
    return Way(minimum, count, max(minimum.at_least - count, 0))


def _counts(group: FleetCount, programme: Programme) -> bool:
    """Whether a group is eligible (E.8) and lies in a covered country."""
    if not group.from_vendor or (group.kind in index_of(programme).commercial_kinds and not group.commercial):
        return False
    return group.country is None or group.country in programme.coverage.region_of


def _left_out(counts: Iterable[FleetCount], programme: Programme) -> list[Reason]:
    """Tell of devices that are not counted because of where they are or who made them."""
    index = index_of(programme)
    strange = sum(group.count for group in counts if not group.from_vendor and group.kind in index.scope_of)
    covered = programme.coverage.region_of
    groups = [
        group
        for group in counts
        if group.from_vendor and group.country is not None and group.country not in covered and group.count
    ]
    reasons: list[Reason] = []
    if groups:
        countries = sorted({str(group.country) for group in groups})
        facts = {"count": sum(group.count for group in groups), "countries": countries}
        reasons.append(Reason("fleet_outside_coverage", facts))
    if strange:
        reasons.append(Reason("fleet_of_other_makers", {"count": strange}))
    return reasons
