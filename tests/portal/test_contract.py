"""What we bought: what it includes and means, whether the minimum is reached, and the estimate that says so first."""

from tests.cast import AT, StandingCast, give_contract, serving
from tests.desk.door import Door, Scenery
from voorrang.contracts.models import Assessment, Estimate


def test_features_have_their_clause_and_what_replaces_them(cast: StandingCast, lead: Door) -> None:
    give_contract(cast.management)
    page = lead.get("portal:contract")
    assert "U80M8E" in page.part("scopes")
    included = page.part("included")
    assert "M.13" in included
    assert "Replaced: you get Assigned Global Support Manager instead." in included


def test_an_estimate_is_provisional_until_the_fleet_confirms(cast: StandingCast, lead: Door) -> None:
    give_contract(cast.management)
    assert "provisional, on your estimate" in lead.get("portal:contract").text
    page = lead.follow(lead.post("portal:estimate", data={"laptop": "9000", "printer": "20"}))
    assert "a minimum is missed" in page.text
    assert "80 devices short" in page.text or "1,000 devices short" in page.text or "980 devices short" in page.text
    assert page.reasons[0].clauses
    page = lead.follow(lead.post("portal:estimate", data={"laptop": "11000", "printer": "1200"}))
    assert "reach their minimum" in page.text
    with serving(cast.management):
        assert set(Assessment.objects.values_list("basis", flat=True)) == {"provisional"}
        assert Estimate.objects.filter(stated_at=AT, kind="printer", count=1200).exists()


def test_once_a_fleet_is_known_the_estimate_stands_beside_it(scenery: Scenery, lead: Door) -> None:
    page = lead.follow(lead.post("portal:estimate", data={"laptop": "50000"}))
    assert "the estimate is noted" in page.text
    assert "confirmed by your fleet" in page.text
    assert "devices short" in page.text
    assert "50,000" in page.part("stated")


def test_an_estimate_of_nothing_is_none(cast: StandingCast, lead: Door) -> None:
    give_contract(cast.management)
    for wrong, words in (({}, "Give at least one number."), ({"laptop": "many"}, "Write a whole number")):
        page = lead.post("portal:estimate", data=wrong)
        assert (page.status, words in page.text) == (422, True)


def test_only_the_lead_estimates(cast: StandingCast, engineer: Door) -> None:
    give_contract(cast.management)
    assert not engineer.get("portal:contract").has("estimate")
    assert engineer.post("portal:estimate", data={"laptop": "1"}).status == 403


def test_without_a_contract_the_page_says_what_to_do(outsider: Door) -> None:
    assert "No contract yet" in outsider.get("portal:contract").text


def test_home_shows_tier_number_and_pin_and_no_figure_that_was_not_counted(scenery: Scenery, engineer: Door) -> None:
    page = engineer.get("portal:home")
    assert "Good morning, Hanna" in page.text
    assert "Priority Management" in page.text
    assert "no PIN yet" in page.part("reach")
    assert "Promises kept" not in page.text
    assert "2 of 4 devices without, see which" in page.text
