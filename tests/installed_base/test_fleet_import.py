"""A fleet file becomes devices and cover: all rows or none, with history, and the same file twice changes nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import AT, Cast, StandingCast
from tests.installed_base.fleet import DESKTOP, FLEET, HEADER, LAPTOP, MONITOR, PRINTER, take_in
from voorrang.accounts.models import Affiliate, Site
from voorrang.audit.models import Entry
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.models import Cover, Device, DeviceVersion, Import, UnknownSerial
from voorrang.lib.tenancy import customer_selected

LATER = AT + timedelta(days=10)


def counts(report: ImportReport) -> tuple[int, int, int]:
    assert not report.errors
    return (report.new, report.changed, report.unchanged)


def codes(report: ImportReport) -> list[tuple[int, str]]:
    return [(error.line, error.code) for error in report.errors]


def test_devices_and_cover_come_in(rheinwerk: Cast) -> None:
    report = take_in(rheinwerk, *FLEET)
    assert counts(report) == (4, 0, 0)
    assert report.covers_new == 4
    with customer_selected(rheinwerk.customer.id):
        laptop = Device.objects.get(serial="5CG0000001")
        assert laptop.maker == "HP"
        assert [(cover.kind, cover.ends_at) for cover in laptop.covers.order_by("ends_at")] == [
            ("warranty", datetime(2026, 2, 19, tzinfo=UTC)),
            ("care_pack", datetime(2027, 3, 10, tzinfo=UTC)),
        ]
        monitor = DeviceVersion.objects.select_related("host").get(device__serial="CN40000001")
        assert monitor.host.serial == "CZC0000001"
        assert monitor.site == rheinwerk.site
        assert monitor.affiliate == rheinwerk.affiliate
        entry = Entry.objects.get(type="fleet.imported")
        assert entry.data["new"] == 4


def test_a_dry_run_says_the_same_and_writes_nothing(rheinwerk: Cast) -> None:
    report = take_in(rheinwerk, *FLEET, dry_run=True)
    assert counts(report) == (4, 0, 0)
    assert "Dry run" in report.summary
    with customer_selected(rheinwerk.customer.id):
        assert not Device.objects.exists()
        assert not Import.objects.exists()


def test_the_same_file_twice_changes_nothing(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    report = take_in(rheinwerk, *FLEET, at=LATER)
    assert counts(report) == (0, 0, 4)
    assert (report.covers_new, report.covers_ended) == (0, 0)
    with customer_selected(rheinwerk.customer.id):
        assert DeviceVersion.objects.count() == 4


def test_one_wrong_row_keeps_everything_out(rheinwerk: Cast) -> None:
    report = take_in(rheinwerk, *FLEET, DESKTOP.replace("CZC0000001", "1E+10"))
    assert report.is_refused
    assert codes(report) == [(7, "serial_mangled")]
    assert "Nothing was imported" in report.summary
    with customer_selected(rheinwerk.customer.id):
        assert not Device.objects.exists()


def test_a_change_closes_the_old_version_and_keeps_it(rheinwerk: Cast) -> None:
    take_in(rheinwerk, DESKTOP)
    report = take_in(rheinwerk, DESKTOP.replace("800 G9", "800 G9 SFF"), at=LATER)
    assert counts(report) == (0, 1, 0)
    with customer_selected(rheinwerk.customer.id):
        versions = DeviceVersion.objects.order_by("recorded_at", "valid_from")
        told = [(v.model[-3:], v.valid_from, v.valid_until, v.recorded_at, v.superseded_at) for v in versions]
    assert told == [
        (" G9", AT, None, AT, LATER),  # what we knew until the second file
        (" G9", AT, LATER, LATER, None),  # what we know since about the time before it
        ("SFF", LATER, None, LATER, None),
    ]


def test_the_file_tells_the_whole_cover_of_its_devices_but_not_the_past(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    without_past = LAPTOP.replace("warranty;3y;2023-03-01;2026-02-18", "service_contract;;2026-03-10;2028-03-09")
    report = take_in(rheinwerk, without_past, at=LATER)
    assert (report.changed, report.covers_new, report.covers_ended) == (1, 1, 1)
    with customer_selected(rheinwerk.customer.id):
        known = Cover.objects.filter(device__serial="5CG0000001", superseded_at=None)
        assert set(known.values_list("kind", flat=True)) == {"warranty", "service_contract"}
        assert Cover.objects.get(kind="care_pack").superseded_at == LATER


def test_a_file_without_columns_of_cover_leaves_cover_and_host_as_they_are(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    header = ";".join(HEADER.split(";")[:7])
    rows = (";".join(row.split(";")[:7]) for row in (DESKTOP, MONITOR))
    assert counts(take_in(rheinwerk, *rows, header=header, at=LATER)) == (0, 0, 2)


def test_devices_that_the_file_does_not_name_stay(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    take_in(rheinwerk, PRINTER, at=LATER)
    with customer_selected(rheinwerk.customer.id):
        assert DeviceVersion.objects.filter(valid_until=None, superseded_at=None).count() == 4


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (DESKTOP, "row_twice"),
        (DESKTOP.replace("desktop", "workstation").replace("2027-05-31", "2028-05-31"), "rows_disagree"),
        (LAPTOP.replace("HQ", "MUC"), "site_unknown"),
        (LAPTOP.replace(";DE;", ";FR;"), "site_elsewhere"),
        (MONITOR.replace("CZC0000001", "CZC0000009"), "host_unknown"),
        (MONITOR.replace("CZC0000001", "CN40000001"), "host_itself"),
    ],
)
def test_rows_that_contradict_the_file_or_the_records_are_refused(rheinwerk: Cast, row: str, code: str) -> None:
    report = take_in(rheinwerk, DESKTOP, row)
    assert codes(report) == [(3, code)]
    assert report.errors[0].cure


def test_a_host_that_could_be_two_units_is_refused(rheinwerk: Cast) -> None:
    report = take_in(rheinwerk, DESKTOP, DESKTOP.replace("6A1B2EA#ABD", "7C9D4EA#ABD"), MONITOR)
    assert codes(report) == [(4, "host_ambiguous")]


def test_unknown_places_are_made_only_when_asked(rheinwerk: Cast) -> None:
    header = HEADER.replace("country;site", "country;affiliate;site")
    row = LAPTOP.replace(";DE;HQ;", ";PL;PL;WAW;")
    refused = take_in(rheinwerk, row, header=header)
    assert codes(refused) == [(2, "affiliate_unknown"), (2, "site_unknown")]
    planned = take_in(rheinwerk, row, header=header, create_places=True, dry_run=True)
    assert planned.new_places == ("PL", "WAW")
    with customer_selected(rheinwerk.customer.id):
        assert not Affiliate.objects.filter(code="PL").exists()
    assert counts(take_in(rheinwerk, row, header=header, create_places=True)) == (1, 0, 0)
    with customer_selected(rheinwerk.customer.id):
        site = Site.objects.select_related("affiliate").get(code="WAW")
    assert (site.affiliate.code, site.country, site.zone) == ("PL", "PL", "Europe/Warsaw")


def test_a_serial_that_was_asked_for_in_vain_is_reconciled(rheinwerk: Cast) -> None:
    with customer_selected(rheinwerk.customer.id):
        asked = UnknownSerial.objects.create(customer=rheinwerk.customer, serial="CZC0000001", asked_at=AT)
    assert take_in(rheinwerk, *FLEET, at=LATER).reconciled == 1
    with customer_selected(rheinwerk.customer.id):
        asked.refresh_from_db()
        assert (asked.device.serial, asked.reconciled_at) == ("CZC0000001", LATER)


def test_another_customer_may_have_the_same_unit(cast: StandingCast) -> None:
    """A unit that was sold on: no row is shared, and neither customer learns of the other."""
    take_in(cast.management, DESKTOP)
    assert counts(take_in(cast.access, DESKTOP.replace(";DE;", ";NL;"))) == (1, 0, 0)
