"""Minimums are any-of, counted on devices under cover in covered countries (E.3-E.9, R.1-R.4, Q.3, Q.7, D.1)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.world import PCS, PROGRAMME
from voorrang.rules.eligibility import Basis, Eligibility, FleetCount, assess, coverage_gaps, scope_sizes
from voorrang.rules.programme import Programme


def laptops(count: int, *, commercial: bool = True, under_cover: bool = True, country: str | None = None) -> FleetCount:
    return FleetCount("laptop", commercial, under_cover, count, country)


def printers(count: int, *, commercial: bool = True, country: str | None = None) -> FleetCount:
    return FleetCount("printer", commercial, True, count, country)


def judged(tier: str, *fleet: FleetCount, programme: Programme = PROGRAMME) -> Eligibility:
    return assess(fleet, tier, programme, "confirmed")


def told(result: Eligibility) -> list[str]:
    return [reason.code for reason in result.reasons]


@pytest.mark.parametrize(
    ("tier", "fleet", "qualifies"),
    [
        ("PA", (laptops(250),), True),
        ("PA", (laptops(249),), False),
        ("PA", (laptops(200), printers(50)), True),
        ("PA+", (laptops(999),), False),
        ("PA+", (laptops(600), printers(400)), True),
        ("PM", (laptops(10_000),), True),
        ("PM", (laptops(10_000, commercial=False),), False),
        ("PM", (laptops(9_999), printers(999)), False),
        ("PM", (laptops(9_999), printers(1_000)), True),
        ("PM+", (printers(1_999),), False),
        ("PM+", (printers(2_000),), True),
    ],
)
def test_the_minimums_of_the_tiers(
    programme: Programme, tier: str, fleet: tuple[FleetCount, ...], qualifies: bool
) -> None:
    assert judged(tier, *fleet, programme=programme).qualifies is qualifies


def test_only_units_under_cover_count() -> None:
    assert not judged("PA", laptops(250, under_cover=False)).qualifies


def test_consumer_pcs_count_for_the_lower_tiers_consumer_printers_never() -> None:
    assert judged("PA", laptops(250, commercial=False)).qualifies
    assert not judged("PA", printers(250, commercial=False)).qualifies


def test_the_shortfall_and_the_nearest_way_are_named() -> None:
    result = judged("PM", laptops(9_580), printers(100))
    assert told(result)[:2] == ["minimum_missed", "minimum_missed"]
    nearest = result.reasons[0]
    assert nearest.facts["shortfall"] == 420
    assert nearest.facts["kinds"] == sorted(PCS)


def test_of_a_met_tier_only_the_met_ways_are_told() -> None:
    assert told(judged("PM", printers(1_000))).count("minimum_met") == 1
    assert "minimum_missed" not in told(judged("PM", printers(1_000)))


def test_the_reading_used_is_named() -> None:
    readings = {
        reason.facts["reading"] for reason in judged("PA+", laptops(1)).reasons if reason.code == "reading_used"
    }
    assert readings == {"Q.3", "Q.7"}


def test_units_outside_coverage_are_not_counted_but_listed() -> None:
    result = judged("PA", laptops(200, country="NL"), laptops(60, country="RO"), laptops(0, country="BG"))
    assert not result.qualifies
    (outside,) = (reason for reason in result.reasons if reason.code == "fleet_outside_coverage")
    assert outside.facts == {"count": 60, "countries": ["RO"]}
    assert "fleet_outside_coverage" not in told(judged("PA", laptops(250, country=None)))


def test_units_of_other_makers_are_not_counted_but_told() -> None:
    """E.8: the vendor's own, or sold by it or an authorised reseller."""
    strange = FleetCount("laptop", True, True, 60, "NL", from_vendor=False)
    result = judged("PA", laptops(200, country="NL"), strange)
    assert not result.qualifies
    (told_of,) = (reason for reason in result.reasons if reason.code == "fleet_of_other_makers")
    assert told_of.facts == {"count": 60}
    assert coverage_gaps((FleetCount("printer", True, True, 9, from_vendor=False),), ["pc"], PROGRAMME) == ()


@pytest.mark.parametrize("basis", ["provisional", "confirmed", "audited"])
def test_the_basis_is_named(basis: Basis) -> None:
    assert f"basis_{basis}" in told(assess((laptops(250),), "PA", PROGRAMME, basis))


def test_a_tier_without_minimum_takes_every_fleet() -> None:
    free = replace(PROGRAMME, minimums={})
    result = judged("PA", programme=free)
    assert result.qualifies
    assert "minimum_none" in told(result)


def test_kinds_of_fleet_left_out_are_named() -> None:
    fleet = (laptops(300), printers(20), printers(5, commercial=False))
    (gap,) = coverage_gaps(fleet, ["pc"], PROGRAMME)
    assert (gap.code, gap.facts) == ("fleet_scope_not_bought", {"count": 20, "scope": "print"})
    assert coverage_gaps(fleet, ["pc", "print"], PROGRAMME) == ()
    server = FleetCount("other", True, True, 7, "NL")
    assert scope_sizes((*fleet, server), PROGRAMME) == {"pc": 300, "print": 20}


def test_units_without_cover_leave_no_gap() -> None:
    assert coverage_gaps((laptops(300, under_cover=False),), [], PROGRAMME) == ()


@given(
    st.lists(st.tuples(st.sampled_from(["laptop", "printer"]), st.booleans(), st.booleans(), st.integers(0, 12_000)))
)
def test_more_devices_never_lose_a_tier(groups: list[tuple[str, bool, bool, int]]) -> None:
    fleet = tuple(FleetCount(*group) for group in groups)
    for tier in PROGRAMME.tiers:
        if judged(tier, *fleet).qualifies:
            assert judged(tier, *fleet, laptops(1)).qualifies
