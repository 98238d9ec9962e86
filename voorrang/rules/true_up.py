"""True-up: the fleet has grown beyond the quantity ordered. The contract covers every unit meanwhile (E.1)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from voorrang.rules.eligibility import FleetCount, scope_sizes
from voorrang.rules.orders import quantity_tolerance
from voorrang.rules.periods import months_begun
from voorrang.rules.programme import Programme


class Ordered(NamedTuple):
    """What one article of a contract bought: its scopes together, and until when."""

    article: str
    scopes: tuple[str, ...]
    quantity: int
    starts_at: datetime
    ends_at: datetime


class TrueUp(NamedTuple):
    """A line that would bring the quantity up to the fleet: so many units more, for the months that are left."""

    article: str
    scopes: tuple[str, ...]
    ordered: int
    counted: int
    quantity: int
    months: int
    starts_at: datetime
    ends_at: datetime
    is_large: bool
    """The difference is beyond the programme's tolerance, so it is worth a flag."""


def true_ups(
    ordered: Iterable[Ordered], fleet: Iterable[FleetCount], at: datetime, programme: Programme
) -> tuple[TrueUp, ...]:
    """Propose a line for every article that runs at `at` and of which the fleet counts more than was ordered."""
    sizes = scope_sizes(fleet, programme)
    percent = quantity_tolerance(programme)
    found = []
    for one in sorted(ordered):
        counted = sum(sizes.get(scope, 0) for scope in one.scopes)
        more = counted - one.quantity
        if more > 0 and one.starts_at <= at < one.ends_at:
            months = months_begun(at, one.ends_at)
            is_large = more * 100 > percent * one.quantity
            found.append(
                TrueUp(one.article, one.scopes, one.quantity, counted, more, months, at, one.ends_at, is_large)
            )
    return tuple(found)
