"""Each way in which a change of the programme touches a customer is found, and whoever it does not touch is left out."""

import copy
import json
from typing import Any

import pytest

from tests.cast import AT, OFFICE, PROGRAMME, Cast, StandingCast, give_contract, serving
from tests.entitlements.claims import rheinwerk_in_force
from voorrang.editions.models import Edition
from voorrang.editions.sides import Side, stored_side
from voorrang.editions.store import hashes_at
from voorrang.lib.tenancy import on_side
from voorrang.notices.actions import look_at, preview
from voorrang.notices.touching import touches


@pytest.fixture
def now(db: None) -> Side:
    return stored_side(hashes_at(PROGRAMME, AT))


def changed(side: Side, part: str, change: Any) -> Side:
    """Return the same edition with one part changed by a function."""
    parts = {name: copy.deepcopy(dict(getattr(side, name))) for name in ("terms", "coverage", "readings")}
    change(parts[part])
    return Side(**parts)


def without(country: str) -> Any:
    def change(coverage: dict[str, Any]) -> None:
        for region in coverage["region"]:
            region["countries"] = [one for one in region["countries"] if one != country]

    return change


def touched(one: Cast, before: Side, after: Side) -> dict[str, Any]:
    with serving(one):
        return touches(before, after, AT)


def test_the_same_edition_touches_nobody(cast: StandingCast, now: Side) -> None:
    give_contract(cast.access_plus)
    assert touched(cast.access_plus, now, now) == {}


def test_a_country_that_goes_touches_whoever_has_sites_or_devices_there(cast: StandingCast, now: Side) -> None:
    scene = rheinwerk_in_force(cast)
    later = changed(now, "coverage", without("DE"))
    countries = touched(scene.one, now, later)["countries"]
    assert countries["DE"]["sites"] == 1
    assert countries["DE"]["devices"] > 0
    assert "countries" not in touched(cast.other, now, later)


def test_a_reading_touches_whose_minimum_it_moves(cast: StandingCast, now: Side) -> None:
    """Nordlys says 1,200 laptops; Nieuwstad is at the lowest tier."""
    give_contract(cast.access_plus)
    give_contract(cast.access)
    fewer = changed(now, "terms", lambda terms: terms["minimum"]["PA+"][0].update(at_least=1_300))
    with serving(cast.access_plus):
        assert touches(now, fewer, AT).get("eligibility") is None, "what was bought keeps its own minimum"
    strict = now.with_readings({"Q.7": "commercial"})
    assert touched(cast.access, now, strict) == {}


def test_terms_touch_whoever_has_the_tier_and_are_met_at_the_end(cast: StandingCast, now: Side) -> None:
    contract = give_contract(cast.access_plus)
    give_contract(cast.access)
    fewer = changed(now, "terms", lambda terms: terms["minimum"]["PA+"][0].update(at_least=1_300))
    [kept] = touched(cast.access_plus, now, fewer)["terms"]
    assert (kept["contract"], kept["tiers"]) == (contract.number, ["PA+"])
    assert kept["ends_at"].startswith("2028-12")
    assert "terms" not in touched(cast.access, now, fewer)


def test_a_preview_tells_whose_eligibility_changes(cast: StandingCast) -> None:
    """Nordlys' 1,200 laptops become consumer models: they count towards the minimum by one reading only."""
    give_contract(cast.access_plus)
    with serving(cast.access_plus):
        from voorrang.contracts.models import Assessment

        for one in Assessment.objects.all():
            one.counts = [{**row, "kind": "desktop", "commercial": False} for row in one.counts]
            one.save()
    with on_side("vendor"):
        asked = preview(programme=PROGRAMME, choices={"Q.7": "commercial"}, by=OFFICE, at=AT)
    with serving(cast.access_plus):
        touch = look_at(comparison=asked, at=AT)
        again = look_at(comparison=asked, at=AT)
    assert touch.id == again.id
    assert touch.kinds == ["eligibility"]
    [turned] = touch.facts["eligibility"]
    assert (turned["tier"], turned["was"], turned["now"]) == ("PA+", True, False)
    assert Edition.objects.filter(part="readings").count() == 1, "a preview stores nothing"


def test_a_preview_tells_which_decisions_would_differ(cast: StandingCast, now: Side) -> None:
    """A printer of Rheinwerk is served at its own tier; by the other reading at the customer's."""
    scene = rheinwerk_in_force(cast)
    scene.ask("VNB0000001")
    scene.ask("5CG0000001")
    later = changed(now, "coverage", without("DE"))
    decided = touched(scene.one, now, later)["decisions"]
    assert decided["exact"] is True
    assert decided["differ"] >= 1
    assert sum(decided["changes"].values()) == decided["differ"]
    assert json.dumps(decided)


def test_a_reading_that_gives_a_feature_touches_whoever_has_the_tier(cast: StandingCast, now: Side) -> None:
    """By the matrix the second tier has monthly reports; the text denies it. What was bought is read alike."""
    contract = give_contract(cast.access_plus)
    give_contract(cast.access)
    matrix = now.with_readings({"Q.9": "matrix"})
    assert touched(cast.access_plus, now, matrix)["features"] == [
        {"contract": contract.number, "tier": "PA+", "gains": ["monthly_reports"], "loses": []}
    ]
    assert touched(cast.access, now, matrix) == {}
