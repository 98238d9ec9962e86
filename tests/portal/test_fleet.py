"""The fleet as a list with filters in the address, and one device; each reader sees what the scope allows."""

import re

import pytest

from tests.cast import StandingCast
from tests.desk.door import DESKTOP, LAPTOP, PRINTER, Door, Page, Scenery
from tests.portal.conftest import colleague
from voorrang.accounts.models import Contact, CustomerRole

MONITOR = "CN40000001"


def serials(page: Page) -> set[str]:
    return set(re.findall(r"data-open>(\w+)<", page.html))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {DESKTOP, LAPTOP, PRINTER, MONITOR}),
        ({"kind": "printer"}, {PRINTER}),
        ({"q": "elitebook"}, {LAPTOP}),
        ({"q": "czc00"}, {DESKTOP}),
        ({"cover": "covered"}, {DESKTOP, PRINTER}),
        ({"cover": "uncovered"}, {LAPTOP, MONITOR}),
        ({"cover": "uncovered", "kind": "laptop"}, {LAPTOP}),
        ({"kind": "no such kind"}, {DESKTOP, LAPTOP, PRINTER, MONITOR}),
        ({"country": "DE", "kind": "desktop"}, {DESKTOP}),
        ({"q": "nothing like it"}, set()),
    ],
)
def test_filters_combine_and_the_count_is_true(
    query: dict[str, str], found: set[str], scenery: Scenery, lead: Door
) -> None:
    page = lead.get("portal:fleet", **query)
    assert serials(page) == found
    assert f"{len(found)} device" in page.text


def test_nothing_found_says_what_to_do(scenery: Scenery, lead: Door) -> None:
    page = lead.get("portal:fleet", q="nothing like it")
    assert "No device fits these filters" in page.text
    assert page.has("clear-filters")


def test_the_export_is_what_the_filters_leave(scenery: Scenery, lead: Door) -> None:
    lines = lead.get("portal:fleet", kind="laptop", format="csv").html.strip().splitlines()
    assert lines[0].lstrip("\ufeff").startswith("maker,serial,product_number")
    assert len(lines) == 2
    assert LAPTOP in lines[1]
    assert ",ended," in lines[1]


def test_a_device_shows_cover_tier_cases_and_where_to_open_one(scenery: Scenery, engineer: Door) -> None:
    page = engineer.get("portal:device-detail", scenery.device().id)
    assert "31 May 2027" in page.part("cover")
    assert scenery.case.number in page.part("device-cases")
    assert "Priority parts" in page.part("features")
    assert "fleet.csv" in page.part("history")
    form = engineer.get(page.link("open-case"))
    assert form.value("serials") == DESKTOP


def test_a_monitor_says_with_what_it_comes_along(scenery: Scenery, engineer: Door) -> None:
    page = engineer.get("portal:device-detail", scenery.device(MONITOR).id)
    assert f"It comes along with {DESKTOP}" in page.text.replace("it comes", "It comes")


def test_a_site_and_a_country_narrow_what_one_sees(scenery: Scenery, cast: StandingCast) -> None:
    engineer = CustomerRole.HELPDESK_ENGINEER
    here = Door(colleague(cast, engineer, "Sina Site", Contact.Scope.SITE, site=cast.management.site))
    away = Door(colleague(cast, engineer, "Franz Frankreich", Contact.Scope.COUNTRY, country="FR"))
    alone = Door(colleague(cast, engineer, "Olaf Own", Contact.Scope.OWN))
    assert serials(here.get("portal:fleet")) == {DESKTOP, LAPTOP, PRINTER, MONITOR}
    assert here.get("portal:device-detail", scenery.device().id).status == 200
    for door in (away, alone):
        assert serials(door.get("portal:fleet")) == set()
        assert door.get("portal:device-detail", scenery.device().id).status == 404
    assert "You see the devices of your own cases only" in alone.get("portal:fleet").text


def test_somebody_who_sees_the_device_sees_only_the_own_cases_of_it(scenery: Scenery, cast: StandingCast) -> None:
    elsewhere = Door(colleague(cast, CustomerRole.EXECUTIVE, "Egon Executive"))
    assert scenery.case.number in elsewhere.get("portal:device-detail", scenery.device().id).text
    assert not elsewhere.get("portal:device-detail", scenery.device().id).has("open-case")
