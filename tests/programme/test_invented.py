"""A second programme loads through the same code and shares no id with the real one."""

from pathlib import Path

import pytest

from voorrang.editions.check import check_folder
from voorrang.editions.loader import load_programme
from voorrang.editions.show import matrix_text
from voorrang.rules.programme import Programme


@pytest.fixture
def other(invented: Path) -> Programme:
    """The invented programme, loaded."""
    return load_programme(invented)


def test_it_is_sound(invented: Path) -> None:
    assert check_folder(invented) == []


def test_it_has_its_own_tiers_features_and_minimums(other: Programme) -> None:
    assert list(other.tiers) == ["BIRCH", "OAK", "CEDAR"]
    assert other.matrix["CEDAR"]["phone_coach"] == "replaced"
    assert [way.at_least for way in other.minimums["CEDAR"]] == [8, 3]
    assert other.sale_rules["CEDAR"].regions == {"BALTIC"}
    assert not other.exclusions_open
    assert other.coverage.markets == {}


@pytest.mark.parametrize(
    "part",
    [
        "tiers",
        "features",
        "scopes",
        "articles",
        "clauses",
        "assumptions",
        "readings",
        "duties",
        "exclusions",
        "override_roles",
    ],
)
def test_it_shares_no_id_with_the_real_programme(programme: Programme, other: Programme, part: str) -> None:
    assert not set(getattr(programme, part)) & set(getattr(other, part))


def test_it_shares_no_region_country_or_language(programme: Programme, other: Programme) -> None:
    for part in ("regions", "languages", "region_of", "toll_free"):
        assert not set(getattr(programme.coverage, part)) & set(getattr(other.coverage, part))
    assert not set(programme.coverage.toll_free.values()) & set(other.coverage.toll_free.values())


def test_its_reading_can_be_switched(invented: Path, other: Programme) -> None:
    strict = load_programme(invented, readings={"riddle-1": "strict"})
    assert (other.minimums["OAK"][0].under_cover, strict.minimums["OAK"][0].under_cover) == (False, True)


def test_its_matrix_is_shown(other: Programme) -> None:
    assert "k-5  Coach on the phone        ·     ●     →" in matrix_text(other)
