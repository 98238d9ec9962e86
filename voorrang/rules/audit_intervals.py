"""How large the installed base is, by an audit's sample: an exact interval for a finite population, and the verdict (E.7).

For one stratum the hypergeometric tails are inverted, as Clopper and Pearson did for the binomial: the interval holds the true
number in at least `confidence` of all samples, whatever that number is. A sample divided in proportion to its strata spreads
no more than one drawn from all together (Hoeffding 1956), so it is judged as one; any other division is judged stratum by
stratum, each with its part of the error, and the bounds are added. Which of the two is a matter of the design, never of what
was found. A unit without evidence is not there for the lower bound and there for the upper one.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, lgamma
from typing import Literal, NamedTuple

type Verdict = Literal["meets", "below", "undecided"]

TOLERANCE = 1.0
"""By how many units the part of a stratum may differ from its proportion: the rounding of an allocation."""


class Found(NamedTuple):
    """What was found in one stratum of `size` units: looked at and there, looked at and not there, looked at in vain."""

    size: int
    confirmed: int
    refuted: int
    missing: int = 0

    @property
    def looked_at(self) -> int:
        """The sample of the stratum."""
        return self.confirmed + self.refuted + self.missing


class Interval(NamedTuple):
    """Units that are really there: at least, at best guess, at most."""

    low: int
    estimate: int
    high: int


def interval_of(strata: Sequence[Found], confidence: float = 0.95) -> Interval:
    """Return the size of the base with its interval.

    Raises `ValueError` when a stratum has units of which none was looked at, more were looked at than there are, or the
    confidence is not between 0 and 1.
    """
    _check(strata, confidence)
    strata = [one for one in strata if one.size]
    estimate = round(sum(_estimate(one) for one in strata))
    judged = [_pooled(strata)] if strata and is_proportional(strata) else list(strata)
    alpha = (1 - confidence) / max(len(judged), 1)
    low = sum(_lowest(one.size, one.looked_at, one.confirmed, alpha / 2) for one in judged)
    high = sum(_highest(one.size, one.looked_at, one.confirmed + one.missing, alpha / 2) for one in judged)
    return Interval(low, min(max(estimate, low), high), high)


def verdict_of(interval: Interval, minimum: int) -> Verdict:
    """Say whether the base meets a minimum: surely, surely not, or not known yet."""
    if interval.low >= minimum:
        return "meets"
    return "below" if interval.high < minimum else "undecided"


def more_to_look_at(strata: Sequence[Found], minimum: int, confidence: float = 0.95) -> int | None:
    """Return how many units more would decide, if they are found as the ones so far; None: not even all of them would.

    Units without evidence are thought to get it, in the same proportion.
    """
    _check(strata, confidence)
    whole = _pooled([one for one in strata if one.size])
    if verdict_of(interval_of(strata, confidence), minimum) != "undecided" or not whole.confirmed + whole.refuted:
        return 0 if whole.size else None
    share = whole.confirmed / (whole.confirmed + whole.refuted)

    def decides(looked_at: int) -> bool:
        there = round(share * looked_at)
        found = Found(whole.size, there, looked_at - there)
        return verdict_of(interval_of([found], confidence), minimum) != "undecided"

    low, high = whole.looked_at, whole.size
    if not decides(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if decides(middle) else (middle + 1, high)
    return low - whole.looked_at


def is_proportional(strata: Sequence[Found]) -> bool:
    """Say whether each stratum's part of the sample is that of its size, but for rounding."""
    whole = _pooled(strata)
    if not whole.size:
        return True
    return all(abs(one.looked_at - whole.looked_at * one.size / whole.size) <= TOLERANCE for one in strata)


def _pooled(strata: Sequence[Found]) -> Found:
    return Found(*(sum(one[part] for one in strata) for part in range(4)))


def _estimate(found: Found) -> float:
    seen = found.confirmed + found.refuted
    return found.size * found.confirmed / seen if seen else found.size / 2


def _lowest(size: int, looked_at: int, there: int, alpha: float) -> int:
    """The smallest number of which so many in the sample are not too surprising."""
    low, high = there, size - (looked_at - there)
    while low < high:
        middle = (low + high) // 2
        if _at_least(there, size, middle, looked_at) > alpha:
            high = middle
        else:
            low = middle + 1
    return low


def _highest(size: int, looked_at: int, there: int, alpha: float) -> int:
    """The largest number of which so few in the sample are not too surprising: the mirror of `_lowest`."""
    return size - _lowest(size, looked_at, looked_at - there, alpha)


@lru_cache(maxsize=100_000)
def _at_least(there: int, size: int, really: int, looked_at: int) -> float:
    """The chance of at least `there` in a sample of `looked_at`, when `really` of `size` units are there."""
    first, last = max(there, looked_at - (size - really)), min(looked_at, really)
    if there <= max(0, looked_at - (size - really)):
        return 1.0
    whole = _log_choose(size, looked_at)
    return min(
        1.0,
        sum(
            exp(_log_choose(really, count) + _log_choose(size - really, looked_at - count) - whole)
            for count in range(first, last + 1)
        ),
    )


def _log_choose(of: int, some: int) -> float:
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)


def _check(strata: Sequence[Found], confidence: float) -> None:
    if not 0 < confidence < 1:
        message = "the confidence lies between 0 and 1"
        raise ValueError(message)
    for one in strata:
        if min(one) < 0 or one.looked_at > one.size:
            message = f"{one.looked_at} of {one.size} units cannot have been looked at"
            raise ValueError(message)
        if one.size and not one.looked_at:
            message = "of a stratum with units at least one is looked at"
            raise ValueError(message)
