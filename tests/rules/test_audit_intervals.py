"""The interval of an audit holds the true size of the base in at least 95 of 100 samples, whatever that size is (E.7)."""

import os
import random
from collections.abc import Sequence
from functools import lru_cache
from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voorrang.rules.audit_intervals import Found, Interval, interval_of, is_proportional, more_to_look_at, verdict_of
from voorrang.rules.audit_samples import allocate

ROUNDS = int(os.environ.get("VOORRANG_TEST_ROUNDS", "20000"))
found_ones = st.integers(1, 300).flatmap(
    lambda size: st.integers(1, size).flatmap(
        lambda looked: st.integers(0, looked).map(lambda there: Found(size, there, looked - there))
    )
)


@lru_cache(maxsize=10_000)
def one_stratum(size: int, looked: int, there: int) -> Interval:
    return interval_of([Found(size, there, looked - there)])


def exact_coverage(size: int, really: int, looked: int) -> float:
    """The chance that the interval holds `really`, over all samples."""
    hits = 0
    for there in range(max(0, looked - (size - really)), min(looked, really) + 1):
        low, _, high = one_stratum(size, looked, there)
        if low <= really <= high:
            hits += comb(really, there) * comb(size - really, looked - there)
    return hits / comb(size, looked)


def simulated_coverage(sizes: Sequence[int], really: Sequence[int], samples: Sequence[int], rounds: int) -> float:
    dice = random.Random(7)
    hits = 0
    for _ in range(rounds):
        found = []
        for size, there, looked in zip(sizes, really, samples, strict=True):
            seen = sum(number < there for number in dice.sample(range(size), looked))
            found.append(Found(size, seen, looked - seen))
        interval = interval_of(found)
        hits += interval.low <= sum(really) <= interval.high
    return hits / rounds


@pytest.mark.parametrize(("size", "looked"), [(1, 1), (5, 2), (12, 5), (40, 10), (60, 59), (100, 30)])
def test_exactly_at_least_95_of_100_samples_for_every_true_size(size: int, looked: int, record_property: Any) -> None:
    lowest = min(exact_coverage(size, really, looked) for really in range(size + 1))
    record_property(f"lowest coverage, {looked} of {size}", f"{lowest:.4f}")
    assert lowest >= 0.95


STRATA = [
    ("alike, in proportion", (300, 200, 100), (0.9, 0.9, 0.9), 120, 0),
    ("unlike, in proportion", (300, 200, 100), (0.99, 0.5, 0.05), 120, 0),
    ("one tiny", (500, 4), (0.8, 0.25), 100, 2),
    ("all there", (200, 50), (1.0, 1.0), 60, 5),
    ("nobody there", (200, 50), (0.0, 0.0), 60, 5),
    ("not in proportion", (400, 60, 60), (0.95, 0.4, 0.7), 90, 25),
    ("one stratum", (900,), (0.93,), 200, 0),
]


TABLE = pytest.mark.parametrize(("name", "sizes", "shares", "total", "least"), STRATA, ids=[one[0] for one in STRATA])


def coverage_of(sizes: Sequence[int], shares: Sequence[float], total: int, least: int, rounds: int) -> float:
    really = [round(size * share) for size, share in zip(sizes, shares, strict=True)]
    divided = allocate({str(key): size for key, size in enumerate(sizes)}, total, least=least)
    return simulated_coverage(sizes, really, [divided[str(key)] for key in range(len(sizes))], rounds)


@TABLE
def test_at_least_95_of_100_samples_over_strata(
    name: str, sizes: Sequence[int], shares: Sequence[float], total: int, least: int
) -> None:
    assert coverage_of(sizes, shares, total, least, 400) >= 0.95, name


@pytest.mark.proof
@TABLE
def test_at_least_95_of_100_of_many_samples_over_strata(
    name: str, sizes: Sequence[int], shares: Sequence[float], total: int, least: int, record_property: Any
) -> None:
    coverage = coverage_of(sizes, shares, total, least, ROUNDS)
    record_property(f"coverage, {name}", f"{coverage:.4f} of {ROUNDS} samples")
    assert coverage >= 0.95


@given(st.lists(found_ones, min_size=1, max_size=4))
def test_the_bounds_hold_what_was_seen_and_no_more_than_there_is(strata: list[Found]) -> None:
    low, estimate, high = interval_of(strata)
    assert sum(one.confirmed for one in strata) <= low <= estimate <= high
    assert high <= sum(one.size - one.refuted for one in strata)


@given(found_ones, st.floats(0.5, 0.94), st.floats(0.95, 0.999))
def test_more_confidence_never_makes_it_narrower(found: Found, less: float, more: float) -> None:
    narrow, wide = interval_of([found], less), interval_of([found], more)
    assert wide.low <= narrow.low
    assert narrow.high <= wide.high


@given(found_ones)
def test_missing_evidence_is_taken_at_its_worst_on_both_sides(found: Found) -> None:
    missing = Found(found.size, found.confirmed, 0, found.refuted)
    there = Found(found.size, found.confirmed + found.refuted, 0)
    interval = interval_of([missing])
    assert interval.low == interval_of([found]).low
    assert interval.high == interval_of([there]).high


@given(st.integers(1, 400), st.data())
def test_whoever_looks_at_all_knows(size: int, data: st.DataObject) -> None:
    there = data.draw(st.integers(0, size))
    assert interval_of([Found(size, there, size - there)]) == Interval(there, there, there)


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        (Interval(1000, 1100, 1200), "meets"),
        (Interval(800, 900, 999), "below"),
        (Interval(900, 990, 1100), "undecided"),
    ],
)
def test_the_verdict_against_a_minimum_of_1000(interval: Interval, verdict: str) -> None:
    assert verdict_of(interval, 1000) == verdict


def test_how_many_more_would_decide() -> None:
    found = [Found(1_200, 90, 10)]
    assert verdict_of(interval_of(found), 1_000) == "undecided"
    more = more_to_look_at(found, 1_000)
    assert more is not None
    there = round(0.9 * (100 + more))
    assert verdict_of(interval_of([Found(1_200, there, 100 + more - there)]), 1_000) == "meets"
    assert more_to_look_at([Found(1_200, 100, 0)], 1_000) == 0


@pytest.mark.parametrize("strata", [[Found(10, 8, 5)], [Found(10, 0, 0)], [Found(10, -1, 2)]])
def test_what_cannot_have_been_found_is_refused(strata: list[Found]) -> None:
    with pytest.raises(ValueError, match="looked at"):
        interval_of(strata)


def test_rounding_alone_does_not_make_a_sample_disproportionate() -> None:
    assert is_proportional([Found(300, 60, 0), Found(200, 39, 0), Found(100, 21, 0)])
    assert not is_proportional([Found(400, 60, 0), Found(60, 25, 0)])
