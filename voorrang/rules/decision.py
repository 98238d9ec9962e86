"""May support be claimed? One pure function from facts and a programme to an outcome with reasons."""

from datetime import datetime
from typing import Literal, NamedTuple

from voorrang.rules.facts import Facts
from voorrang.rules.programme import Programme, Standing
from voorrang.rules.reasons import Reason

type Outcome = Literal["refused", "base_warranty", "chargeable", "conditional", "entitled"]

OUTCOMES: tuple[Outcome, ...] = ("refused", "base_warranty", "chargeable", "conditional", "entitled")
"""From worst to best (decision 3)."""


class DeviceDecision(NamedTuple):
    """The outcome for one device; `tier` is the one it is served at, None where no contract holds for it."""

    ref: str
    outcome: Outcome
    tier: str | None


class LanguageService(NamedTuple):
    """The language asked for, the one spoken now, and when the asked one is next spoken (None: now, or never)."""

    asked: str
    spoken: str
    open_now: bool
    opens_at: datetime | None


class Decision(NamedTuple):
    """The outcome, its reasons, and the parts: devices by ref, the language, the best tier that holds."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    devices: tuple[DeviceDecision, ...]
    language: LanguageService | None
    tier: str | None


def features_of(tier: str, programme: Programme) -> dict[str, Standing]:
    """The features of a tier by key, in the programme's order. Unknown tier: KeyError."""
    row = programme.matrix[tier]
    return {key: row[key] for key in programme.features if key in row}


def decide(facts: Facts, programme: Programme) -> Decision:
    """Decide on facts. Never raises for facts that `wire.facts_from_json` accepts; the order of the facts plays no part."""
    raise NotImplementedError
