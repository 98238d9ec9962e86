"""The sample of an audit: anybody who has seed and population draws the same one (E.7)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voorrang.rules.audit_samples import allocate, draw, population_digest, sample_size

SIZES = st.dictionaries(st.sampled_from(["DE/laptop", "DE/desktop", "NL/laptop", "FR/printer"]), st.integers(0, 400))


def units_of(sizes: dict[str, int]) -> dict[str, list[str]]:
    return {key: [f"{key}-{number}" for number in range(size)] for key, size in sizes.items()}


def test_how_many_are_looked_at() -> None:
    """The textbook's figures: 384 of a very large base for 5 % at 95 %, and fewer of a small one."""
    assert sample_size(1_000_000, margin=0.05, confidence=0.95) == 384
    assert sample_size(1_000, margin=0.05, confidence=0.95) == 278
    assert sample_size(20, margin=0.05, confidence=0.95) == 20
    assert sample_size(0, margin=0.05, confidence=0.95) == 0


@pytest.mark.parametrize(("margin", "confidence"), [(0, 0.95), (0.05, 1), (1.2, 0.95)])
def test_a_margin_that_makes_no_sense_is_refused(margin: float, confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        sample_size(100, margin=margin, confidence=confidence)


@given(SIZES, st.integers(0, 500), st.text(max_size=20), st.randoms(use_true_random=False))
def test_the_same_sample_in_whatever_order_the_units_come(
    sizes: dict[str, int], total: int, seed: str, dice: random.Random
) -> None:
    units = units_of(sizes)
    shuffled = {key: dice.sample(found, len(found)) for key, found in reversed(units.items())}
    allocation = allocate(sizes, total)
    assert draw(units, seed, allocation) == draw(shuffled, seed, allocation)
    assert population_digest(u for one in units.values() for u in one) == population_digest(
        u for one in shuffled.values() for u in one
    )


@given(SIZES, st.integers(0, 500), st.integers(0, 5))
def test_each_stratum_gives_its_part_and_never_more_than_it_has(sizes: dict[str, int], total: int, least: int) -> None:
    given_ = allocate(sizes, total, least=least)
    whole = sum(sizes.values())
    for key, size in sizes.items():
        assert min(size, least) <= given_[key] <= size
        if not least and whole:
            assert abs(given_[key] - min(total, whole) * size / whole) < 1
    if not least:
        assert sum(given_.values()) == min(total, whole)


@given(st.integers(2, 200), st.text(max_size=10))
def test_a_unit_that_is_left_out_changes_no_others_turn(size: int, seed: str) -> None:
    units = [f"u{number}" for number in range(size)]
    whole = [one.unit for one in draw({"all": units}, seed, {"all": size})]
    without = [one.unit for one in draw({"all": units[1:]}, seed, {"all": size})]
    assert [unit for unit in whole if unit != "u0"] == without


def test_another_seed_draws_another_sample_and_each_unit_has_the_same_chance() -> None:
    units = [f"u{number}" for number in range(50)]
    counts = dict.fromkeys(units, 0)
    for seed in range(2_000):
        for one in draw({"all": units}, str(seed), {"all": 10}):
            counts[one.unit] += 1
    assert all(320 < count < 480 for count in counts.values()), "400 are expected, 18 is the deviation"


def test_a_unit_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw({"all": ["a", "a"]}, "1", {"all": 1})
