"""A device as the rules see it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import AT, Cast, StandingCast
from tests.installed_base.fleet import DESKTOP, FLEET, take_in
from voorrang.installed_base.queries import DeviceAsked, SerialAmbiguous, device_facts, find_devices
from voorrang.lib.tenancy import customer_selected
from voorrang.rules.facts import Cover


@pytest.fixture
def rheinwerk(cast: StandingCast) -> Cast:
    take_in(cast.management, *FLEET)
    return cast.management


def test_known_devices_come_with_all_their_cover_in_one_query(rheinwerk: Cast) -> None:
    with (
        customer_selected(rheinwerk.customer.id),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        laptop, printer = device_facts([" 5cg0000001", "VNB0000001", "5CG0000001"], AT)
    assert len(queries) == 1
    assert (laptop.ref, laptop.kind, laptop.maker, laptop.country) == ("5CG0000001", "laptop", "HP", "DE")
    assert laptop.covers[1] == Cover(
        "care_pack", datetime(2026, 3, 10, tzinfo=UTC), datetime(2027, 3, 10, tzinfo=UTC), "next day"
    )
    assert printer.commercial


def test_a_monitor_comes_with_its_host_and_the_hosts_cover(rheinwerk: Cast) -> None:
    with customer_selected(rheinwerk.customer.id):
        (monitor,) = device_facts(["CN40000001"], AT)
    assert monitor.covers == ()
    assert monitor.attached_to is not None
    assert monitor.attached_to.ref == "CZC0000001"
    assert [cover.kind for cover in monitor.attached_to.covers] == ["warranty"]


def test_an_unknown_serial_keeps_what_was_said(rheinwerk: Cast) -> None:
    with customer_selected(rheinwerk.customer.id):
        (found,) = find_devices([DeviceAsked("NEW0000001", kind="laptop", country="DE")], AT)
    assert found.device_id is None
    assert (found.facts.known, found.facts.kind, found.facts.country) == (False, "laptop", "DE")


def test_a_serial_of_two_products_asks_for_the_product_number(rheinwerk: Cast) -> None:
    take_in(rheinwerk, DESKTOP.replace("6A1B2EA#ABD", "8X9Y0EA"))
    with customer_selected(rheinwerk.customer.id):
        with pytest.raises(SerialAmbiguous, match="6A1B2EA#ABD, 8X9Y0EA"):
            device_facts(["CZC0000001"], AT)
        (chosen,) = device_facts([DeviceAsked("CZC0000001", "8x9y0ea")], AT)
    assert chosen.known


def test_before_the_import_nothing_was_known(rheinwerk: Cast) -> None:
    with customer_selected(rheinwerk.customer.id):
        (early,) = device_facts(["CZC0000001"], datetime(2020, 1, 1, tzinfo=UTC))
    assert not early.known
