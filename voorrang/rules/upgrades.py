"""Upgrading to a higher tier in the middle of a term: the running scope ends in the instant in which the new one begins."""

from datetime import datetime
from typing import NamedTuple

from voorrang.rules.orders import HeldScope, Order, OrderedScope, OrderVerdict, judge_order
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import Reason


class UpgradeVerdict(NamedTuple):
    """The verdict on the order, and the running scopes that would end where it begins."""

    order: OrderVerdict
    replaced: tuple[HeldScope, ...]


def judge_upgrade(order: Order, programme: Programme, at: datetime) -> UpgradeVerdict:
    """Judge an order that replaces what runs on its first day by a higher tier; every flaw is named.

    The order's own rules hold as ever: region, overlap, no scope left out. A scope that an article buys along with the
    one upgraded, and that the customer does not have yet, is simply bought.
    """
    wanted = judge_order(order._replace(held=()), programme).scopes
    pairs = [(new, _running(new, order.held)) for new in wanted]
    replaced = tuple(sorted({old for _, old in pairs if old is not None}))
    flaws = [] if order.starts_at.date() >= at.date() else [day_passed(order.starts_at)]
    for new, old in pairs:
        if old is None and not replaced:
            flaws.append(scope_not_running(new.scope, order.starts_at))
        elif old is not None:
            flaws += _flaws(new, old, order, programme)
    following = {held for new, old in pairs if old is not None for held in _following(new, old, order.held)}
    cut = tuple(
        held._replace(ends_at=order.starts_at) if held in replaced else held
        for held in order.held
        if held not in following
    )
    verdict = judge_order(order._replace(held=cut), programme)
    if flaws:
        verdict = verdict._replace(accepted=False, reasons=(*flaws, *_without_assent(verdict)))
    return UpgradeVerdict(verdict, replaced)


def day_passed(day: datetime) -> Reason:
    """A change begins today at the earliest."""
    return Reason("day_passed", {"starts_on": day.date().isoformat()})


def scope_not_running(scope: str, at: datetime) -> Reason:
    """Nothing runs for the scope on that day."""
    return Reason("scope_not_running", {"scope": scope, "starts_on": at.date().isoformat()})


def _running(new: OrderedScope, held: tuple[HeldScope, ...]) -> HeldScope | None:
    """Return what runs for the scope when the new one begins, and began before it: an upgrade leaves no empty period."""
    return next((one for one in held if one.scope == new.scope and one.starts_at < new.starts_at < one.ends_at), None)


def _following(new: OrderedScope, old: HeldScope, held: tuple[HeldScope, ...]) -> list[HeldScope]:
    return [
        one for one in held if one.scope == new.scope and one != old and new.starts_at <= one.starts_at < new.ends_at
    ]


def _flaws(new: OrderedScope, old: HeldScope, order: Order, programme: Programme) -> list[Reason]:
    flaws = []
    if not old.is_active:
        flaws.append(Reason("contract_not_activated", {"scope": old.scope}))
    if programme.tiers[new.tier].rank <= _rank(old.tier, programme):
        flaws.append(Reason("upgrade_not_higher", {"scope": old.scope, "tier": old.tier}))
    for later in _following(new, old, order.held):
        starts_on = later.starts_at.date().isoformat()
        flaws.append(Reason("upgrade_meets_renewal", {"scope": old.scope, "starts_on": starts_on}))
    return flaws


def _rank(tier: str, programme: Programme) -> int:
    return programme.tiers[tier].rank if tier in programme.tiers else 0


def _without_assent(verdict: OrderVerdict) -> tuple[Reason, ...]:
    return tuple(reason for reason in verdict.reasons if reason.code != "order_accepted")
