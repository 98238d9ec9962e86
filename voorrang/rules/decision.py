"""May support be claimed? One pure function from facts and a programme to an outcome with reasons.

In short: who calls decides whether we talk at all (E.2); the contract, the unit and its cover decide what the unit gets; an
unmet duty makes it conditional (D.2-D.4); a named person may charge, decline or make an exception (D.5). A unit that the
programme does not serve falls back on its own warranty.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from voorrang.rules.callers import judge_caller
from voorrang.rules.covers import cover_at, own_cover
from voorrang.rules.facts import Device, Facts
from voorrang.rules.index import Index, index_of
from voorrang.rules.outcomes import OUTCOMES, REFUSED, Outcome
from voorrang.rules.overrides import override_flaw
from voorrang.rules.programme import Programme, Standing
from voorrang.rules.reasons import Reason
from voorrang.rules.request import Request
from voorrang.rules.spoken import LanguageService, judge_language

__all__ = ["OUTCOMES", "Decision", "DeviceDecision", "LanguageService", "Outcome", "decide", "features_of"]


class DeviceDecision(NamedTuple):
    """The outcome for one device; `tier` is the one it is served at, None where the programme does not serve it."""

    ref: str
    outcome: Outcome
    tier: str | None


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
    index = index_of(programme)
    reasons: list[Reason] = []
    devices = facts.devices
    if len(devices) > 1:
        devices = _in_order(devices)
    cap = judge_caller(facts.caller, facts.at, reasons)
    if cap == REFUSED:
        return _turn_away(facts, devices, index, reasons)
    request = Request(facts, index, reasons)
    results = [request.judge(device) for device in devices] if devices else [request.judge_question()]
    results = request.settle(results, cap)
    outcomes = [outcome for _, outcome, _ in results]
    best = max(outcomes)
    if worse := len(outcomes) - outcomes.count(best):
        reasons.append(Reason("some_devices_not_covered", {"count": worse, "of": len(results)}))
    rank = index.rank
    tiers = [tier for _, _, tier in results if tier is not None]
    language = judge_language(facts, index, reasons)
    return Decision(
        OUTCOMES[best],
        tuple(reasons),
        tuple([DeviceDecision(ref, OUTCOMES[outcome], tier) for ref, outcome, tier in results]) if devices else (),
        language,
        max(tiers, key=lambda tier: (rank.get(tier, 0), tier)) if len(tiers) > 1 else tiers[0] if tiers else None,
    )


def _turn_away(facts: Facts, devices: Iterable[Device], index: Index, reasons: list[Reason]) -> Decision:
    """Refuse because of who calls; each unit keeps its own warranty, and an exception waits for the right caller."""
    at = facts.at
    decided = []
    for device in devices:
        decided.append(DeviceDecision(device.ref, "refused", None))
        cover = cover_at(device.covers, at) if device.known else None
        if cover is not None:
            reasons.append(own_cover("base_warranty_stands", device.ref, cover))
    override = facts.override
    if override is not None and override_flaw(override, at, index.programme) is None:
        reasons.append(Reason("override_waits_for_helpdesk", {"override": override.kind}))
    language = judge_language(facts, index, reasons)
    return Decision("refused", tuple(reasons), tuple(decided), language, None)


def _in_order(devices: tuple[Device, ...]) -> tuple[Device, ...]:
    """Sort devices by ref; doubles, which a payload cannot hold, by everything else."""
    doubles = len({device.ref for device in devices}) < len(devices)
    return tuple(sorted(devices, key=repr if doubles else attrgetter("ref")))
