"""What is known later: would a decision come out differently, for whom is that better, and what is owed for it.

Two answers to one claim are compared: the one that was given, and the one on today's knowledge of that moment. Whoever was
wronged is told so by a person; what was too generous stays with the customer.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from voorrang.rules.decision import Decision
from voorrang.rules.facts import ContractScope, Cover, Device, Facts
from voorrang.rules.outcomes import OUTCOMES
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import JSON
from voorrang.rules.shape import shown_instant

type Verdict = Literal["same", "wronged", "generous"]

CREDIT = "redress_credit"
"""The vendor's setting that says what a wrong answer is worth, by the outcome that was wrong."""


class Change(NamedTuple):
    """One fact that is known better now. `what` is a key for doors to word; None stands for "nothing was known"."""

    what: str
    device: str | None
    was: JSON
    now: JSON


class Credit(NamedTuple):
    """An amount to propose, and the id of the setting that gives it."""

    amount: Decimal
    currency: str
    source: str


def compare(was: Decision, now: Decision) -> Verdict:
    """Say whether the claim was wronged, served too generously, or answered alike.

    Better for any device, or as a whole, is wronged: what another device got too much does not make up for it. The order is
    that of `OUTCOMES`; reasons alone make no difference.
    """
    before, after = _ranks(was), _ranks(now)
    steps = [after[key] - before[key] for key in before.keys() & after.keys()]
    if any(step > 0 for step in steps):
        return "wronged"
    return "generous" if any(step < 0 for step in steps) else "same"


def changes_between(was: Facts, now: Facts) -> tuple[Change, ...]:
    """Name every fact that differs and could matter at the moment of the claim, the same each time."""
    return tuple(_changes(was, now))


def credit_for(was: Decision, now: Decision, programme: Programme) -> Credit | None:
    """Return what the vendor's setting proposes for a wrong answer; None where it names no amount, or none was wrong."""
    if compare(was, now) != "wronged" or was.outcome == now.outcome:
        return None
    try:
        setting = programme.assumption(CREDIT)
    except KeyError:
        return None
    amount = Decimal(str(setting.value.get(was.outcome, "0")))
    return Credit(amount, str(setting.value["currency"]), setting.id) if amount else None


def _ranks(decision: Decision) -> dict[str, int]:
    """Places of the outcomes: the whole under "", each device under its serial."""
    return {"": OUTCOMES.index(decision.outcome)} | {one.ref: OUTCOMES.index(one.outcome) for one in decision.devices}


def _changes(was: Facts, now: Facts) -> Iterator[Change]:
    if was.caller.standing != now.caller.standing:
        yield Change("caller", None, was.caller.standing, now.caller.standing)
    elif was.caller.authority_ends_at != now.caller.authority_ends_at:
        ends = (was.caller.authority_ends_at, now.caller.authority_ends_at)
        yield Change("authority", None, *(None if one is None else shown_instant(one) for one in ends))
    yield from _contracts(was.contracts, now.contracts)
    devices = {device.ref: device for device in now.devices}
    for device in was.devices:
        if device.ref in devices:
            yield from _device(device, devices[device.ref], was)
    if was.override != now.override:
        kinds = (was.override.kind if was.override else None, now.override.kind if now.override else None)
        if kinds[0] != kinds[1]:
            yield Change("exception", None, *kinds)


def _contracts(was: tuple[ContractScope, ...], now: tuple[ContractScope, ...]) -> Iterator[Change]:
    before, after = _by_scope(was), _by_scope(now)
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield Change("contract", None, before.get(key), after.get(key))


def _by_scope(contracts: tuple[ContractScope, ...]) -> Mapping[tuple[str, str], JSON]:
    return {
        (one.scope, shown_instant(one.starts_at)): {
            "scope": one.scope,
            "tier": one.tier,
            "starts_at": shown_instant(one.starts_at),
            "ends_at": shown_instant(one.ends_at),
            "activated_at": None if one.activated_at is None else shown_instant(one.activated_at),
            "eligibility": one.eligibility,
        }
        for one in contracts
    }


def _device(was: Device, now: Device, facts: Facts) -> Iterator[Change]:
    if was.known != now.known:
        yield Change("device", was.ref, was.known, now.known)
    elif was.known:
        for name in ("kind", "maker", "country", "commercial", "sold_by_vendor"):
            if getattr(was, name) != getattr(now, name):
                yield Change(name, was.ref, getattr(was, name), getattr(now, name))
    yield from _covers(was.ref, was.covers, now.covers, facts)
    hosts = (was.attached_to, now.attached_to)
    refs = tuple(host.ref if host else None for host in hosts)
    if refs[0] != refs[1]:
        yield Change("host", was.ref, *refs)
    elif hosts[0] and hosts[1]:
        yield from _covers(hosts[0].ref, hosts[0].covers, hosts[1].covers, facts)


def _covers(ref: str, was: tuple[Cover, ...], now: tuple[Cover, ...], facts: Facts) -> Iterator[Change]:
    """Cover that held at the moment of the claim; other periods could not matter."""
    before = {one for one in was if one.starts_at <= facts.at < one.ends_at}
    after = {one for one in now if one.starts_at <= facts.at < one.ends_at}
    for cover in sorted(before - after):
        yield Change("cover", ref, _cover(cover), None)
    for cover in sorted(after - before):
        yield Change("cover", ref, None, _cover(cover))


def _cover(cover: Cover) -> JSON:
    return {
        "kind": cover.kind,
        "level": cover.level,
        "starts_at": shown_instant(cover.starts_at),
        "ends_at": shown_instant(cover.ends_at),
    }
