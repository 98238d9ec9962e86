"""From canonical content (checked, see `validation`) to the frozen objects that rules read."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Any

from voorrang.editions.canonical import content_hash, plain
from voorrang.editions.readings import read_with
from voorrang.rules.programme import (
    ActivationStep,
    Article,
    Assumption,
    Choice,
    Clause,
    Coverage,
    Document,
    Duty,
    Exclusion,
    Feature,
    Hours,
    InternalTarget,
    Language,
    Market,
    Minimum,
    Programme,
    Reading,
    ReasonText,
    Region,
    SaleRule,
    Scope,
    Text,
    Tier,
)

type Row = dict[str, Any]


def build_programme(terms: Row, coverage: Row, readings: Row) -> Programme:
    """Build one edition from its three parts, readings applied.

    The parts are what `read_folder` gives or what was stored as canonical JSON; equal parts give equal programmes with
    equal hashes. They must have passed `validation.findings`.
    """
    terms, coverage, readings = plain(terms), plain(coverage), plain(readings)
    read = read_with(terms, readings)
    document = read.get("document")
    return Programme(
        code=read["code"],
        vendor=read["vendor"],
        name=_text(read["name"]),
        edition=read["edition"],
        terms_hash=content_hash(terms),
        coverage_hash=content_hash(coverage),
        readings_hash=content_hash(readings),
        makers=frozenset(read["makers"]),
        tiers=_keyed("code", sorted((_tier(row) for row in read["tier"]), key=lambda tier: tier.rank)),
        features=_keyed("key", (_feature(row, read) for row in read["feature"])),
        matrix=_matrix(read),
        minimums=_frozen({tier: tuple(map(_minimum, rows)) for tier, rows in read["minimum"].items()}),
        scopes=_keyed("key", (_scope(row) for row in read["scope"])),
        scope_of_kind=_frozen({kind: row["key"] for row in read["scope"] for kind in row["kinds"]}),
        articles=_keyed("number", (article for row in read["article"] for article in _articles(row))),
        sale_rules=_frozen({tier: _sale_rule(tier, row) for tier, row in read.get("sale_rule", {}).items()}),
        coverage=_coverage(coverage),
        duties=_keyed("key", (Duty(row["key"], _text(row["name"]), tuple(row["clauses"])) for row in read["duty"])),
        exclusions=_keyed("key", (_exclusion(row) for row in read["exclusion"])),
        readings=_keyed("id", (_reading(row) for row in readings["reading"])),
        clauses=_keyed("id", (Clause(row["id"], _text(row["text"])) for row in read["clause"])),
        assumptions=_keyed("id", (_assumption(row) for row in read["assumption"])),
        reasons=_frozen({code: _reason(code, row) for code, row in read["reason"].items()}),
        activation=tuple(sorted(map(_step, read["activation"]), key=lambda step: step.due_days)),
        activation_days=read["activation_days"],
        visits_a_year=read["visits_a_year"],
        contract_starts=read["contract_starts"],
        tier_follows=read["tier_follows"],
        discretion_roles=frozenset(read["discretion_roles"]),
        override_roles=_frozen({kind: frozenset(roles) for kind, roles in read["override_role"].items()}),
        starts_on=date.fromisoformat(read["starts_on"]),
        document=Document(document["number"], document["issued"], document["language"]) if document else None,
        text_languages=tuple(read["text_languages"]),
        exclusions_open=read["exclusions_open"],
        internal_targets=tuple(map(_target, read.get("internal_target", ()))),
    )


def natural(name: str) -> tuple[str | int, ...]:
    """A sort key that puts `M.2` before `M.10`."""
    return tuple(int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", name))


def _frozen[K, V](content: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType(dict(content))


def _keyed[T](attribute: str, items: Iterable[T]) -> Mapping[str, T]:
    return MappingProxyType({getattr(item, attribute): item for item in items})


def _deep(value: Any) -> Any:
    """Freeze JSON content: tables read-only, lists as tuples."""
    if isinstance(value, dict):
        return MappingProxyType({key: _deep(each) for key, each in value.items()})
    if isinstance(value, list):
        return tuple(_deep(each) for each in value)
    return value


def _text(row: Mapping[str, str]) -> Text:
    return _frozen(row)


def _tier(row: Row) -> Tier:
    return Tier(row["code"], _text(row["name"]), row["rank"], tuple(row["clauses"]))


def _feature(row: Row, terms: Row) -> Feature:
    return Feature(
        key=row["key"],
        name=_text(row["name"]),
        clauses=tuple(row["clauses"]),
        replaced_by=row.get("replaced_by"),
        every=row.get("every"),
        at_most_a_year=terms[row["at_most"]] if "at_most" in row else None,
    )


def _matrix(terms: Row) -> Mapping[str, Mapping[str, Any]]:
    order = [row["key"] for row in terms["feature"]]
    standings = terms["matrix"]
    return _frozen(
        {
            row["code"]: _frozen(
                {
                    key: standings[row["code"]][key]
                    for key in order
                    if standings.get(row["code"], {}).get(key, "none") != "none"
                }
            )
            for row in sorted(terms["tier"], key=lambda row: row["rank"])
        }
    )


def _minimum(row: Row) -> Minimum:
    return Minimum(
        kinds=frozenset(row["kinds"]),
        at_least=row["at_least"],
        commercial_only=row["commercial_only"],
        under_cover=row["under_cover"],
        clauses=tuple(row["clauses"]),
        readings=tuple(row.get("readings", ())),
    )


def _scope(row: Row) -> Scope:
    return Scope(
        key=row["key"],
        name=_text(row["name"]),
        kinds=frozenset(row["kinds"]),
        along_with=_frozen({kind: frozenset(hosts) for kind, hosts in row.get("along_with", {}).items()}),
        clauses=tuple(row["clauses"]),
        commercial_kinds=frozenset(row.get("commercial_kinds", ())),
    )


def _articles(row: Row) -> Iterable[Article]:
    for years, number in sorted(row["articles"].items(), key=lambda pair: int(pair[0])):
        yield Article(
            number=number,
            tier=row["tier"],
            scopes=frozenset(row["scopes"]),
            term_years=int(years),
            label=row.get("label", ""),
            clause=row["clause"],
        )


def _sale_rule(tier: str, row: Row) -> SaleRule:
    return SaleRule(tier, frozenset(row["regions"]), row["measured_by"], tuple(row["clauses"]))


def _exclusion(row: Row) -> Exclusion:
    return Exclusion(row["key"], _text(row["name"]), tuple(row["clauses"]), row.get("unless_covered", False))


def _assumption(row: Row) -> Assumption:
    return Assumption(row["id"], _text(row["name"]), _deep(row["value"]), _text(row["why"]), row["key"])


def _reason(code: str, row: Row) -> ReasonText:
    cure = row.get("cure")
    return ReasonText(code, tuple(row["clauses"]), _text(row["text"]), _text(cure) if cure else None, row["tone"])


def _step(row: Row) -> ActivationStep:
    return ActivationStep(
        key=row["key"],
        name=_text(row["name"]),
        owner=row["owner"],
        due_days=row["due_days"],
        remind_days_before=tuple(row["remind_days_before"]),
        clauses=tuple(row["clauses"]),
        feature=row.get("feature"),
    )


def _target(row: Row) -> InternalTarget:
    return InternalTarget(row["tier"], _deep(row["minutes"]), row["calendar"], row["source"])


def _reading(row: Row) -> Reading:
    why = row.get("why_fixed")
    chosen_first = sorted(row["choice"], key=lambda key: (key != row["chosen"], key))
    return Reading(
        id=row["id"],
        question=_text(row["question"]),
        chosen=row["chosen"],
        choices=_keyed("key", (_choice(key, row["choice"][key]) for key in chosen_first)),
        switchable=why is None,
        why_fixed=_text(why) if why else None,
    )


def _choice(key: str, row: Row) -> Choice:
    changes = tuple((change["path"], _deep(change["value"])) for change in row.get("changes", ()))
    return Choice(key, _text(row["text"]), changes)


def _coverage(row: Row) -> Coverage:
    regions = _keyed("code", (_region(each) for each in row["region"]))
    return Coverage(
        starts_on=date.fromisoformat(row["starts_on"]),
        regions=regions,
        languages=_keyed("code", (_language(each, row["hours"]) for each in row["language"])),
        fallback_language=row["fallback_language"],
        country_languages=_frozen({code: tuple(each["languages"]) for code, each in row["country"].items()}),
        zones=_frozen({code: each["zone"] for code, each in row["country"].items()}),
        toll_free=_frozen({code: each["toll_free"] for code, each in row["country"].items()}),
        markets=_keyed("country", (market for each in row.get("market", ()) for market in _markets(each))),
        region_of=_frozen(
            {country: region.code for region in regions.values() for country in sorted(region.countries)}
        ),
    )


def _region(row: Row) -> Region:
    return Region(row["code"], _text(row["name"]), frozenset(row["countries"]), row["clause"])


def _language(row: Row, hours: Row) -> Language:
    return Language(row["code"], _text(row["name"]), row["autonym"], _hours(hours[row["hours"]], row.get("zone")))


def _hours(row: Row, zone: str | None) -> Hours:
    return Hours(
        around_the_clock=row["around_the_clock"],
        weekdays=frozenset(row.get("weekdays", range(7))),
        opens=time.fromisoformat(row.get("opens", "00:00")),
        closes=time.fromisoformat(row.get("closes", "00:00")),
        zone=zone,
        source=row["source"],
    )


def _markets(row: Row) -> Iterable[Market]:
    features, note = _frozen(row["features"]), _text(row["note"])
    for country in row["countries"]:
        yield Market(country, features, note, row["source"])
