"""Lists of devices: filters, exact counts, stable pages, and who sees which."""

from datetime import timedelta

import pytest

from tests.cast import AT, Cast, StandingCast, make_person
from tests.installed_base.fleet import FLEET, take_in
from voorrang.accounts.models import Contact, CustomerRole
from voorrang.installed_base.models import DeviceVersion
from voorrang.installed_base.queries import (
    CoverState,
    CoverSummary,
    DeviceFilter,
    after_place,
    cover_summary,
    current_devices,
    device_detail,
    fleet_counts,
    items_of,
    place_of,
    visible_to,
)
from voorrang.lib.tenancy import customer_selected
from voorrang.rules.eligibility import FleetCount

LATER = AT + timedelta(days=10)
OUTDOORS = "HP;CZC0000002;6A1B2EA;EliteDesk 600;desktop;no;FR;;;;;;"
COMING = "HP;CZC0000003;6A1B2EA;EliteDesk 600;desktop;yes;FR;;;warranty;;2026-09-01;2027-08-31"


@pytest.fixture
def rheinwerk(cast: StandingCast) -> Cast:
    take_in(cast.management, *FLEET, OUTDOORS, COMING)
    return cast.management


def serials(one: Cast, narrowed: DeviceFilter | None = None) -> list[str]:
    with customer_selected(one.customer.id):
        found = current_devices(AT, narrowed)
        listed = [version.device.serial for version in found]
        assert found.count() == len(listed)
        return listed


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        (DeviceFilter(kind="laptop"), ["5CG0000001"]),
        (DeviceFilter(country="FR"), ["CZC0000002", "CZC0000003"]),
        (DeviceFilter(commercial=False), ["CZC0000002"]),
        (DeviceFilter(search="czc00"), ["CZC0000001", "CZC0000002", "CZC0000003"]),
        (DeviceFilter(search="elitedesk 6"), ["CZC0000002", "CZC0000003"]),
        (DeviceFilter(search="7ps84"), ["VNB0000001"]),
        (DeviceFilter(search="%\0'; DROP"), []),
        (DeviceFilter(cover=CoverState.COVERED), ["CZC0000001", "VNB0000001"]),
        (DeviceFilter(cover=CoverState.ENDING, within=timedelta(days=300)), ["VNB0000001"]),
        (DeviceFilter(cover=CoverState.ENDED), ["5CG0000001"]),
        (DeviceFilter(cover=CoverState.NOT_STARTED), ["CZC0000003"]),
        (DeviceFilter(cover=CoverState.NONE), ["CN40000001", "CZC0000002"]),
    ],
)
def test_a_filter_narrows_the_list(rheinwerk: Cast, narrowed: DeviceFilter, expected: list[str]) -> None:
    assert serials(rheinwerk, narrowed) == expected


def test_the_list_and_the_row_agree_about_cover(rheinwerk: Cast) -> None:
    with customer_selected(rheinwerk.customer.id):
        for item in items_of(current_devices(AT), AT):
            state = CoverState.COVERED if item.state == CoverState.ENDING else item.state
            assert current_devices(AT, DeviceFilter(cover=state)).filter(id=item.version.id).exists()
        summary = cover_summary(AT, timedelta(days=300))
    assert summary == CoverSummary(total=6, covered=2, ending=1, ended=1, not_started=1, none=2)


def test_pages_follow_one_another_without_gap_or_repetition(rheinwerk: Cast) -> None:
    seen: list[DeviceVersion] = []
    with customer_selected(rheinwerk.customer.id):
        devices = current_devices(AT)
        page = list(devices[:2])
        while page:
            seen += page
            page = list(after_place(devices, place_of(page[-1]))[:2])
    assert [version.device.serial for version in seen] == serials(rheinwerk)


def test_a_contact_sees_the_devices_of_its_scope(rheinwerk: Cast) -> None:
    def seen_by(scope: str, **fields: object) -> int:
        number = Contact.objects.count()
        person = make_person(
            "Ina", f"ina{number}@rhein.example", "", CustomerRole.HELPDESK_ENGINEER, scope=scope, **fields
        )
        return visible_to(current_devices(AT), person.contact).count()

    with customer_selected(rheinwerk.customer.id):
        assert seen_by("all") == 6
        assert seen_by("country", country="FR") == 2
        assert seen_by("site", site=rheinwerk.site) == 4
        assert seen_by("own") == 0
        assert visible_to(current_devices(AT), None).count() == 6


def test_the_past_is_seen_as_it_was(rheinwerk: Cast) -> None:
    take_in(rheinwerk, OUTDOORS.replace(";FR;", ";DE;"), at=LATER)
    with customer_selected(rheinwerk.customer.id):
        assert current_devices(AT).get(device__serial="CZC0000002").country == "FR"
        moved = current_devices(LATER).get(device__serial="CZC0000002")
        assert moved.country == "DE"
        detail = device_detail(moved.device_id, LATER)
    assert detail.item is not None
    assert detail.item.state == CoverState.NONE
    assert [version.country for version in detail.versions] == ["DE", "FR", "FR"]


def test_counts_for_eligibility(rheinwerk: Cast) -> None:
    with customer_selected(rheinwerk.customer.id):
        counted = fleet_counts(AT)
    assert FleetCount("desktop", commercial=True, under_cover=True, count=1, country="DE") in counted
    assert FleetCount("desktop", commercial=False, under_cover=False, count=1, country="FR") in counted
    assert sum(count.count for count in counted) == 6


def test_another_customer_sees_none_of_it(rheinwerk: Cast, cast: StandingCast) -> None:
    with customer_selected(cast.other.customer.id):
        assert not current_devices(AT).exists()
        assert fleet_counts(AT) == ()
