"""Readings of contradictions: those that can be switched change one named thing each; the others say why they are fixed."""

from pathlib import Path

import pytest

from voorrang.editions.loader import load_programme
from voorrang.editions.readings import ReadingUnknown
from voorrang.rules.programme import Programme

SWITCHABLE = ["Q.3", "Q.7", "Q.9", "Q.10", "Q.12", "Q.14", "Q.20"]


def switched(folder: Path, **choices: str) -> Programme:
    """The programme with other choices; Q_3 stands for Q.3."""
    return load_programme(folder, readings={key.replace("_", "."): value for key, value in choices.items()})


def test_all_contradictions_and_emendations_are_readings(programme: Programme) -> None:
    assert list(programme.readings) == [f"Q.{n}" for n in range(1, 21)] + ["EM.1", "EM.2"]


def test_seven_can_be_switched_and_the_rest_say_why_not(programme: Programme) -> None:
    assert [one.id for one in programme.readings.values() if one.switchable] == SWITCHABLE
    for reading in programme.readings.values():
        assert reading.switchable == (reading.why_fixed is None)
        assert len(reading.choices) >= 2
        assert reading.chosen in reading.choices


def test_the_base_terms_say_what_the_chosen_readings_say(folder: Path, programme: Programme) -> None:
    """Reading the files by eye and reading them by program give the same."""
    chosen = {reading_id: programme.readings[reading_id].chosen for reading_id in SWITCHABLE}
    assert load_programme(folder, readings=chosen) == programme


def test_q3_printers_count_towards_the_second_minimum(folder: Path, programme: Programme) -> None:
    assert "printer" in programme.minimums["PA+"][0].kinds
    other = switched(folder, Q_3="pcs_only")
    assert "printer" not in other.minimums["PA+"][0].kinds
    assert other.minimums["PA"] == programme.minimums["PA"]


def test_q7_cover_is_asked_of_the_management_tiers(folder: Path, programme: Programme) -> None:
    assert all(way.under_cover for tier in ("PM", "PM+") for way in programme.minimums[tier])
    other = switched(folder, Q_7="tables")
    assert not any(way.under_cover for tier in ("PM", "PM+") for way in other.minimums[tier])
    assert all(way.under_cover for tier in ("PA", "PA+") for way in other.minimums[tier])


def test_q7_every_eligible_pc_counts_on_the_access_tiers(folder: Path, programme: Programme) -> None:
    assert not any(programme.minimums[tier][0].commercial_only for tier in ("PA", "PA+"))
    assert all(switched(folder, Q_7="commercial").minimums[tier][0].commercial_only for tier in ("PA", "PA+"))


def test_q9_monthly_reports_start_at_the_third_tier(folder: Path, programme: Programme) -> None:
    assert "monthly_reports" not in programme.matrix["PA+"]
    assert switched(folder, Q_9="matrix").matrix["PA+"]["monthly_reports"] == "included"


def test_q10_the_highest_tier_includes_the_second_table(folder: Path, programme: Programme) -> None:
    second_table = {"incident_management", "quarterly_reports"}
    assert second_table <= set(programme.matrix["PM+"])
    other = switched(folder, Q_10="left_out")
    assert not second_table & set(other.matrix["PM+"])
    assert second_table <= set(other.matrix["PM"])


def test_q12_the_head_office_decides_where_the_highest_tier_is_sold(folder: Path, programme: Programme) -> None:
    assert programme.sale_rules["PM+"].measured_by == "head_office"
    assert switched(folder, Q_12="devices").sale_rules["PM+"].measured_by == "devices"


def test_q14_a_contract_starts_at_activation(folder: Path, programme: Programme) -> None:
    assert programme.contract_starts == "activation"
    assert switched(folder, Q_14="purchase").contract_starts == "purchase"


def test_q20_the_tier_follows_the_scope(folder: Path, programme: Programme) -> None:
    assert programme.tier_follows == "scope"
    assert switched(folder, Q_20="customer").tier_follows == "customer"


@pytest.mark.parametrize("reading_id", SWITCHABLE)
def test_switching_changes_the_readings_hash_and_nothing_bought(
    folder: Path, programme: Programme, reading_id: str
) -> None:
    """Terms and coverage keep their names; a decision that stored all three shows that the reading differed."""
    reading = programme.readings[reading_id]
    other = next(key for key in reading.choices if key != reading.chosen)
    changed = load_programme(folder, readings={reading_id: other})
    assert changed.readings[reading_id].chosen == other
    assert changed.readings_hash != programme.readings_hash
    assert (changed.terms_hash, changed.coverage_hash) == (programme.terms_hash, programme.coverage_hash)


def test_readings_can_be_switched_together(folder: Path) -> None:
    other = switched(folder, Q_3="pcs_only", Q_7="commercial")
    way = other.minimums["PA+"][0]
    assert ("printer" in way.kinds, way.commercial_only) == (False, True)


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"Q.99": "x"}, "no reading 'Q.99'"),
        ({"Q.1": "three"}, "is fixed"),
        ({"Q.3": "perhaps"}, "with_printers, pcs_only"),
    ],
)
def test_an_impossible_switch_is_refused(folder: Path, choices: dict[str, str], says: str) -> None:
    with pytest.raises(ReadingUnknown, match=says):
        load_programme(folder, readings=choices)
