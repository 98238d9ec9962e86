"""Devices: found by serial, product or model, by kind and cover; one page tells what is known, and unknown serials wait."""

from uuid import uuid4

from tests.cast import AT
from tests.desk.door import DESKTOP, LAPTOP, PRINTER, Door, Scenery
from tests.installed_base.fleet import take_in


def test_the_fleet_of_a_customer(scenery: Scenery, agent: Door) -> None:
    page = agent.get("desk:device-search", customer=scenery.code)
    assert "4 devices" in page.text
    for serial in (DESKTOP, LAPTOP, PRINTER):
        assert serial in page.part("devices")


def test_it_is_narrowed(scenery: Scenery, agent: Door) -> None:
    for query in ({"q": LAPTOP.lower()}, {"kind": "laptop"}, {"cover": "ended"}):
        page = agent.get("desk:device-search", customer=scenery.code, **query)
        assert LAPTOP in page.part("devices"), query
        assert DESKTOP not in page.text, query
    assert "No device fits" in agent.get("desk:device-search", customer=scenery.code, q="' OR 1=1").text


def test_a_forged_cursor_shows_the_first_page(scenery: Scenery, agent: Door) -> None:
    for cursor in ("x", "a,b", "\0", ",", f"{DESKTOP},{uuid4()}"):
        assert agent.get("desk:device-search", customer=scenery.code, cursor=cursor).status == 200


def test_all_pages_together_hold_every_device(scenery: Scenery, agent: Door) -> None:
    rows = [
        f"HP;MANY{n:06};7PS84A;LaserJet M507;printer;yes;DE;HQ;;warranty;1y;2025-12-01;2026-11-30" for n in range(60)
    ]
    take_in(scenery.one, *rows, at=AT)
    first = agent.get("desk:device-search", customer=scenery.code)
    assert "50 shown" in first.text
    second = agent.get("/desk/devices/" + first.link("next"))
    count = first.html.count("data-open") + second.html.count("data-open")
    export = agent.get("/desk/devices/" + first.link("export"))
    assert count == len(export.html.strip().splitlines()) - 1 >= 60


def test_one_device_tells_its_cover_its_cases_and_what_its_tier_includes(scenery: Scenery, agent: Door) -> None:
    page = agent.get("desk:device-detail", scenery.code, scenery.device().id)
    for words in ("EliteDesk 800 G9", "Head office", "31 May 2027", scenery.case.number, "CN40000001"):
        assert words in page.text, words
    assert "Priority parts" in page.text
    assert "M.13" in page.text


def test_a_device_that_is_not_there(scenery: Scenery, agent: Door) -> None:
    assert agent.get("desk:device-detail", scenery.code, uuid4()).status == 404


def test_a_serial_named_in_a_case_leads_to_its_customer(scenery: Scenery, agent: Door) -> None:
    page = agent.get("desk:device-search", serial=DESKTOP.lower())
    assert page.to == f"/desk/devices/?customer={scenery.code}&q={DESKTOP}"
    nowhere = agent.get("desk:device-search", serial="NOWHERE1")
    assert "No case names NOWHERE1" in nowhere.text
    assert nowhere.has("choose-customer")


def test_an_unknown_serial_is_a_task_until_a_fleet_file_brings_it(scenery: Scenery, agent: Door) -> None:
    assert "Nothing to reconcile" in agent.get("desk:serial-list", scenery.code).text
    scenery.open("ZZZ99999", title="Screen flickers")
    page = agent.get("desk:serial-list", scenery.code)
    assert "9 Mar" in page.part("serials"), "A.13 gives a week to reconcile it"
    assert "ZZZ99999" in page.part("serials")
    assert "1 serial number" in page.text
    assert "ZZZ99999" in agent.get("desk:serial-list", scenery.code, format="csv").html
    take_in(
        scenery.one,
        "HP;ZZZ99999;7PS84A;LaserJet M507;printer;yes;DE;HQ;;warranty;1y;2025-12-01;2026-11-30",
        at=AT,
    )
    assert "Nothing to reconcile" in agent.get("desk:serial-list", scenery.code).text
