"""How a change of the programme touches one customer. Reads the selected customer's records; writes nothing.

| kind          | facts                                                                                          |
|---------------|------------------------------------------------------------------------------------------------|
| `terms`       | a list of {contract, tiers, ends_at}: keeps what it bought, and meets the new terms after that  |
| `countries`   | country to {sites, devices}                                                                    |
| `languages`   | language to {cases, contacts}; cases of the last year                                          |
| `hours`       | the same                                                                                       |
| `markets`     | country to devices                                                                             |
| `features`    | a list of {contract, tier, gains, loses}: by what was bought, as it is read from then on       |
| `eligibility` | a list of {contract, scope, tier, was, now}: by the newest count of the fleet                  |
| `decisions`   | {checked, differ, exact, changes}: decisions that stand, of the last 90 days                   |
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from voorrang.accounts.models import Site
from voorrang.accounts.queries import contacts
from voorrang.cases.models import Case
from voorrang.contracts.models import Assessment, ContractScope
from voorrang.contracts.queries import newest_assessments
from voorrang.editions.sides import Side
from voorrang.editions.store import EditionMissing
from voorrang.editions.told_changes import told_changes
from voorrang.entitlements.finding import standing_decisions
from voorrang.installed_base.models import DeviceVersion
from voorrang.rules import wire
from voorrang.rules.decision import decide, features_of
from voorrang.rules.eligibility import FleetCount, assess
from voorrang.rules.programme import Programme

DECISIONS_OF = timedelta(days=90)
CASES_OF = timedelta(days=365)
MOST_DECISIONS = 2_000
"""Of one customer; of more, the newest are decided again, and the count is "about"."""


def touches(before: Side, after: Side, at: datetime) -> dict[str, Any]:
    """Return how the change touches the selected customer, by kind; empty when it does not."""
    old, new = before.programme, after.programme
    scopes = list(
        ContractScope.objects.filter(ends_at__gt=at).select_related("contract").order_by("contract__number", "scope")
    )
    found = {
        "terms": _terms(old, new, scopes),
        "countries": _countries(old, new),
        **_languages(old, new, at),
        "markets": _markets(old, new),
        "features": _features(before, after, scopes),
        "eligibility": _eligibility(before, after, at),
        "decisions": _decisions(before, after, at) if scopes and _decides_otherwise(old, new) else {},
    }
    return {kind: facts for kind, facts in found.items() if facts}


def _terms(old: Programme, new: Programme, scopes: Iterable[ContractScope]) -> list[dict[str, Any]]:
    """Contracts that were bought under the older terms, and whose tiers the newer ones change: frozen till they end."""
    if old.terms_hash == new.terms_hash:
        return []
    frozen: dict[str, dict[str, Any]] = {}
    changed = {one.tier for one in told_changes(old, new) if one.tier is not None}
    for scope in scopes:
        if scope.tier in changed and scope.contract.terms_hash != new.terms_hash:
            known = frozen.setdefault(scope.contract.number, {"tiers": [], "ends_at": scope.ends_at})
            known["tiers"] = sorted({*known["tiers"], scope.tier})
            known["ends_at"] = min(known["ends_at"], scope.ends_at)
    return [
        {"contract": number, "tiers": one["tiers"], "ends_at": one["ends_at"].isoformat()}
        for number, one in frozen.items()
    ]


def _features(before: Side, after: Side, scopes: Iterable[ContractScope]) -> list[dict[str, Any]]:
    """What a contract includes otherwise though its terms are frozen: a reading was switched."""
    found = {}
    for scope in scopes:
        was, now = (_included(scope, side) for side in (before, after))
        if was != now:
            found[scope.contract.number, scope.tier] = {
                "contract": scope.contract.number,
                "tier": scope.tier,
                "gains": sorted(now - was),
                "loses": sorted(was - now),
            }
    return list(found.values())


def _included(scope: ContractScope, side: Side) -> set[str]:
    standings = features_of(scope.tier, side.frozen(scope.contract.terms_hash))
    return {key for key, standing in standings.items() if standing == "included"}


def _countries(old: Programme, new: Programme) -> dict[str, dict[str, int]]:
    gone = sorted(old.coverage.region_of.keys() - new.coverage.region_of.keys())
    if not gone:
        return {}
    sites = Counter(Site.objects.filter(country__in=gone).values_list("country", flat=True))
    devices = _devices_by_country(gone)
    return {
        country: {"sites": sites[country], "devices": devices.get(country, 0)}
        for country in gone
        if sites[country] or devices.get(country)
    }


def _languages(old: Programme, new: Programme, at: datetime) -> dict[str, dict[str, dict[str, int]]]:
    before, after = old.coverage.languages, new.coverage.languages
    gone = before.keys() - after.keys()
    other = {code for code in before.keys() & after.keys() if before[code].hours != after[code].hours}
    if not gone | other:
        return {}
    asked = sorted(gone | other)
    cases = Case.objects.filter(opened_at__gt=at - CASES_OF, opened_at__lte=at, language__in=asked)
    by_cases = dict(cases.values_list("language").annotate(count=Count("id")))
    by_people = Counter(contacts(at).filter(language__in=asked).values_list("language", flat=True))
    used = {
        code: {"cases": by_cases.get(code, 0), "contacts": by_people[code]}
        for code in asked
        if by_cases.get(code) or by_people[code]
    }
    return {
        "languages": {code: facts for code, facts in used.items() if code in gone},
        "hours": {code: facts for code, facts in used.items() if code in other},
    }


def _markets(old: Programme, new: Programme) -> dict[str, int]:
    before, after = old.coverage.markets, new.coverage.markets
    other = sorted(
        code
        for code in before.keys() | after.keys()
        if (before[code].features if code in before else None) != (after[code].features if code in after else None)
    )
    return {country: count for country, count in _devices_by_country(other).items() if count} if other else {}


def _devices_by_country(countries: Iterable[str]) -> dict[str, int]:
    rows = DeviceVersion.objects.filter(valid_until=None, superseded_at=None, country__in=list(countries))
    return dict(rows.values_list("country").annotate(count=Count("id")).order_by("country"))


def _eligibility(before: Side, after: Side, at: datetime) -> list[dict[str, Any]]:
    """Scopes whose verdict turns when their newest count is judged again, each by its own frozen terms."""
    found = []
    for scope, assessment in newest_assessments(at).items():
        if scope.ends_at <= at:
            continue
        was, now = (_qualifies(assessment, scope, side) for side in (before, after))
        if was != now:
            found.append(
                {
                    "contract": scope.contract.number,
                    "scope": scope.scope,
                    "tier": scope.tier,
                    "was": was,
                    "now": now,
                }
            )
    return sorted(found, key=lambda one: (str(one["contract"]), str(one["scope"])))


def _qualifies(assessment: Assessment, scope: ContractScope, side: Side) -> bool:
    counts = [FleetCount(**row) for row in assessment.counts]
    basis: Any = assessment.basis
    return assess(counts, scope.tier, side.frozen(scope.contract.terms_hash), basis).qualifies


def _decides_otherwise(old: Programme, new: Programme) -> bool:
    """Whether anything differs that decisions on frozen terms read: coverage or readings."""
    return (old.coverage_hash, old.readings_hash) != (new.coverage_hash, new.readings_hash)


def _decisions(before: Side, after: Side, at: datetime) -> dict[str, Any]:
    """Decide again, by both editions, what stands of the last 90 days; stored answers play no part."""
    standing = standing_decisions(at - DECISIONS_OF)
    some = list(standing.order_by("-decided_at", "-id").values_list("facts", "terms_hash")[: MOST_DECISIONS + 1])
    changes: Counter[str] = Counter()
    for text, terms_hash in some[:MOST_DECISIONS]:
        try:
            facts = wire.facts_from_json(json.loads(text))
            was, now = (decide(facts, side.frozen(terms_hash)).outcome for side in (before, after))
        except (ValueError, EditionMissing):
            continue
        if was != now:
            changes[f"{was}>{now}"] += 1
    differ, exact = changes.total(), len(some) <= MOST_DECISIONS
    if not differ:
        return {}
    total = len(some) if exact else standing.count()
    return {
        "checked": min(len(some), MOST_DECISIONS),
        "differ": differ if exact else round(differ * total / MOST_DECISIONS),
        "exact": exact,
        "changes": dict(sorted(changes.items())),
    }
