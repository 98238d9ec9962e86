"""What an onboarding pack consists of (T1.5), in the words of one language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from voorrang.rules.activation import StepState


@dataclass(frozen=True, slots=True)
class BoughtScope:
    """One scope with its tier; `features` are the names of what the tier includes, in the programme's order."""

    scope: str
    tier: str
    rank: int
    article: str
    quantity: int
    starts_at: datetime
    ends_at: datetime
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccessNumber:
    """The toll-free number of one country (T1.3)."""

    country: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """When a language is spoken (C.5, R.7). `is_usual`: it is usual in one of the customer's countries."""

    code: str
    name: str
    hours: str
    around_the_clock: bool
    is_usual: bool
    source: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A country of the customer where a usual language is not spoken by the programme (Q.18), and what is instead."""

    country: str
    languages: tuple[str, ...]
    instead: str


@dataclass(frozen=True, slots=True)
class Point:
    """A duty, an exclusion, or a vendor's setting with its reason. `clauses` are what it rests on."""

    text: str
    clauses: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class MarketLevel:
    """How far one feature is available in a country (R.5)."""

    feature: str
    level: Literal["full", "limited", "none"]
    word: str


@dataclass(frozen=True, slots=True)
class MarketLine:
    """What priority means in one of the customer's countries (R.5). `is_setting`: the vendor's own setting, not a clause."""

    country: str
    name: str
    levels: tuple[MarketLevel, ...]
    note: str
    source: str
    is_setting: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the activation with its deadline (G.7)."""

    name: str
    owner: str
    due_at: datetime
    state: StepState
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody of the vendor who is assigned to the customer (T2.1, T3.1, T4.1)."""

    name: str
    role: str
    is_deputy: bool


@dataclass(frozen=True, slots=True)
class OnboardingPack:
    """All of it, in one language. Texts of the programme are in `language`, instants in UTC."""

    language: str
    issued_at: datetime
    programme: str
    vendor: str
    customer: str
    contract: str
    scopes: tuple[BoughtScope, ...]
    deadline_at: datetime
    activated_at: datetime | None
    portal: str
    people: tuple[NamedPerson, ...]
    numbers: tuple[AccessNumber, ...]
    """Of the customer's own countries, by name."""
    other_numbers: tuple[AccessNumber, ...]
    uncovered: tuple[str, ...]
    """Countries of the customer where the programme is not given (C.2-C.4)."""
    languages: tuple[SpokenLanguage, ...]
    gaps: tuple[Gap, ...]
    pin: tuple[str, ...]
    duties: tuple[Point, ...]
    exclusions: tuple[Point, ...]
    exclusions_open: bool
    markets: tuple[MarketLine, ...]
    """Empty when no tier bought has priority parts or repairs."""
    settings: tuple[Point, ...]
    """Values that no clause gives: the vendor's own, shown as such."""
    steps: tuple[Step, ...]
