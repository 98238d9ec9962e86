"""A programme as typed, frozen objects: what the rules read. Built by `voorrang.editions.loader`, never by hand outside tests.

Nothing here knows a particular vendor: tiers, features, countries and clauses are keys that the programme's data defines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Literal

type Text = Mapping[str, str]
"""One text in several languages, by language code; `en` is always there."""

type Standing = Literal["included", "replaced"]
"""How a tier has a feature (M.1-M.22): included, or replaced by a better one (M.5)."""


type Rhythm = Literal["month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One fact of the programme's document, under the id that explanations cite."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Assumption:
    """A value that no clause gives: the vendor's own setting, shown as such."""

    id: str
    name: Text
    value: Any
    why: Text
    key: str = ""
    """By which code may ask for it (`Programme.assumption`). `value["stands_in"]` names the place of a value kept elsewhere."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One level of the programme. `rank` counts from 1, higher is more; it is also the number of diamonds shown."""

    code: str
    name: Text
    rank: int
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a tier includes, by a key that code may name (`priority_parts`) and the clauses that describe it."""

    key: str
    name: Text
    clauses: tuple[str, ...]
    replaced_by: str | None = None
    every: Rhythm | None = None
    """How often it is owed; None: whenever it is asked for, or all the time."""
    at_most_a_year: int | None = None


@dataclass(frozen=True, slots=True)
class Minimum:
    """One way to qualify for a tier: at least `at_least` devices of `kinds`, counted only if `under_cover` / `commercial_only`."""

    kinds: frozenset[str]
    at_least: int
    commercial_only: bool
    under_cover: bool
    clauses: tuple[str, ...]
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a contract may be bought for (PC, print): the kinds of device in it, and the kinds that come along with another."""

    key: str
    name: Text
    kinds: frozenset[str]
    along_with: Mapping[str, frozenset[str]]
    clauses: tuple[str, ...]
    """`along_with` maps a kind without a right of its own (monitor) to the kinds that it may come along with (E.8)."""
    commercial_kinds: frozenset[str] = frozenset()
    """Of these kinds only commercial models are eligible (E.8: commercial printers)."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article number: what an order buys."""

    number: str
    tier: str
    scopes: frozenset[str]
    term_years: int
    label: str
    clause: str


@dataclass(frozen=True, slots=True)
class Region:
    """A group of covered countries, ISO 3166-1 alpha-2."""

    code: str
    name: Text
    countries: frozenset[str]
    clause: str


@dataclass(frozen=True, slots=True)
class Hours:
    """When a language is spoken: weekdays (0 = Monday) and local times, end exclusive; `around_the_clock` overrides both.

    `zone` is an IANA name, or None for the zone of the caller's country (`Coverage.zones`).
    """

    around_the_clock: bool
    weekdays: frozenset[int]
    opens: time
    closes: time
    zone: str | None
    source: str
    """Clause or assumption that says so."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of remote support (C.5), with its hours (R.7)."""

    code: str
    name: Text
    autonym: str
    hours: Hours


@dataclass(frozen=True, slots=True)
class Market:
    """What priority parts and repairs mean in one country (R.5): `full`, `limited` or `none`, with a text for the customer."""

    country: str
    features: Mapping[str, Literal["full", "limited", "none"]]
    note: Text
    source: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The effective-dated half of an edition (C.7, Q.19): countries, languages, hours, markets, access numbers."""

    starts_on: date
    regions: Mapping[str, Region]
    languages: Mapping[str, Language]
    fallback_language: str
    country_languages: Mapping[str, tuple[str, ...]]
    """Languages usual in a country, best first; may hold languages that the programme does not speak (Q.18)."""
    zones: Mapping[str, str]
    toll_free: Mapping[str, str]
    markets: Mapping[str, Market]
    region_of: Mapping[str, str]
    """Country to region code, for every covered country."""


@dataclass(frozen=True, slots=True)
class SaleRule:
    """Where a tier is sold: the regions, and whether the head office or the devices must lie there (R.8, Q.12)."""

    tier: str
    regions: frozenset[str]
    measured_by: Literal["head_office", "devices"]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the customer owes (D.1-D.4)."""

    key: str
    name: Text
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that is not included (X.1-X.6). The list is open."""

    key: str
    name: Text
    clauses: tuple[str, ...]
    unless_covered: bool = False
    """The exclusion falls away for a device with valid cover (X.2)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read a contradiction, with the changes to the terms that it stands for."""

    key: str
    text: Text
    changes: tuple[tuple[str, Any], ...]
    """Pairs of a path into the canonical terms ("matrix/PM/monthly_reports") and the value set there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A contradiction of the document (Q.1-Q.20), what we read, and whether an operator may switch it."""

    id: str
    question: Text
    chosen: str
    choices: Mapping[str, Choice]
    switchable: bool
    why_fixed: Text | None


@dataclass(frozen=True, slots=True)
class ReasonText:
    """How a reason code is shown: its clauses, a sentence, what to do about it. Both have {placeholders} for the reason's facts."""

    code: str
    clauses: tuple[str, ...]
    text: Text
    cure: Text | None
    tone: Literal["good", "warn", "bad", "info"]


@dataclass(frozen=True, slots=True)
class ActivationStep:
    """One item of the onboarding checklist: owner role and days after purchase (G.7)."""

    key: str
    name: Text
    owner: str
    due_days: int
    remind_days_before: tuple[int, ...]
    clauses: tuple[str, ...]
    feature: str | None = None
    """The step is only for tiers that include this feature."""


@dataclass(frozen=True, slots=True)
class InternalTarget:
    """What the vendor aims for on one tier: impact to milestone to minutes. Never shown to a customer as a promise.

    Minutes count at all hours (`always`) or in the assumption `working_hours`, in the zone of the caller's country.
    """

    tier: str
    minutes: Mapping[str, Mapping[str, int]]
    calendar: Literal["always", "working_hours"]
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """The published document that an edition follows."""

    number: str
    issued: str
    language: str


@dataclass(frozen=True, slots=True)
class Programme:
    """One edition of a programme, readings applied. Immutable; `identity` names what a decision must store to be replayed."""

    code: str
    vendor: str
    name: Text
    edition: str
    terms_hash: str
    coverage_hash: str
    readings_hash: str
    makers: frozenset[str]
    """Makers whose devices are the vendor's own, lower case; others need `sold_by_vendor` (E.8)."""
    tiers: Mapping[str, Tier]
    features: Mapping[str, Feature]
    matrix: Mapping[str, Mapping[str, Standing]]
    minimums: Mapping[str, tuple[Minimum, ...]]
    scopes: Mapping[str, Scope]
    scope_of_kind: Mapping[str, str]
    articles: Mapping[str, Article]
    sale_rules: Mapping[str, SaleRule]
    coverage: Coverage
    duties: Mapping[str, Duty]
    exclusions: Mapping[str, Exclusion]
    readings: Mapping[str, Reading]
    clauses: Mapping[str, Clause]
    assumptions: Mapping[str, Assumption]
    reasons: Mapping[str, ReasonText]
    activation: tuple[ActivationStep, ...]
    activation_days: int
    visits_a_year: int
    contract_starts: Literal["activation", "purchase"]
    tier_follows: Literal["scope", "customer"]
    discretion_roles: frozenset[str]
    """Roles that may decide to charge or decline when a duty is not met (D.5)."""
    override_roles: Mapping[str, frozenset[str]]
    """Kind of override (goodwill, safety_recall) to the roles that may grant it."""

    starts_on: date | None = None
    """First day on which this edition is sold."""
    document: Document | None = None
    text_languages: tuple[str, ...] = ("en",)
    """Languages that every text of the programme has; `en` is always there."""
    exclusions_open: bool = True
    """The list of exclusions says "among others"."""
    internal_targets: tuple[InternalTarget, ...] = ()

    def __hash__(self) -> int:
        """Equal editions hash alike, so that a programme can key a cache."""
        return hash(self.identity)

    def assumption(self, key: str) -> Assumption:
        """The vendor's setting with this key; KeyError when the programme has none."""
        for assumption in self.assumptions.values():
            if assumption.key == key:
                return assumption
        raise KeyError(key)

    def cites(self, reference: str) -> Text:
        """The text behind a reference: of a clause, or the name of an assumption; KeyError when neither exists."""
        if reference in self.clauses:
            return self.clauses[reference].text
        return self.assumptions[reference].name

    @property
    def identity(self) -> tuple[str, str, str]:
        """Hashes of terms, coverage and readings, in this order (decision 9)."""
        return (self.terms_hash, self.coverage_hash, self.readings_hash)
