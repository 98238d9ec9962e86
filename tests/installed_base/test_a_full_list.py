"""A full list says which units are gone; one that is not says nothing of those it leaves out."""

from datetime import timedelta

from tests.cast import AT, Cast
from tests.installed_base.fleet import DESKTOP, FLEET, LAPTOP, PRINTER, fleet_file, take_in
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.actions import import_fleet, undo_import
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.models import DeviceVersion, Import
from voorrang.installed_base.queries import current_devices
from voorrang.lib.tenancy import customer_selected

NEXT_DAY = AT + timedelta(days=1)


def full_list(one: Cast, *rows: str, dry_run: bool = False) -> ImportReport:
    with customer_selected(one.customer.id):
        return import_fleet(
            file=fleet_file(*rows), is_full_list=True, dry_run=dry_run, create_places=False, by=SYSTEM, at=NEXT_DAY
        )


def serials(one: Cast) -> set[str]:
    with customer_selected(one.customer.id):
        return set(current_devices(NEXT_DAY).values_list("device__serial", flat=True))


def test_a_unit_that_it_leaves_out_is_gone_and_its_history_stays(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    report = full_list(rheinwerk, DESKTOP, LAPTOP)
    assert report.gone == 2
    assert serials(rheinwerk) == {"CZC0000001", "5CG0000001"}
    with customer_selected(rheinwerk.customer.id):
        last = DeviceVersion.objects.get(device__serial="VNB0000001", superseded_at=None)
        assert (last.ended_as, last.valid_until) == ("gone", NEXT_DAY)
        assert "VNB0000001" in set(current_devices(AT).values_list("device__serial", flat=True))


def test_a_dry_run_tells_who_would_be_gone_and_writes_nothing(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    assert full_list(rheinwerk, DESKTOP, dry_run=True).gone == 3
    assert len(serials(rheinwerk)) == 4


def test_a_list_that_is_not_full_leaves_the_others_alone(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    assert take_in(rheinwerk, PRINTER, at=NEXT_DAY).gone == 0
    assert len(serials(rheinwerk)) == 4


def test_undone_everybody_is_there_again(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    report = full_list(rheinwerk, DESKTOP)
    with customer_selected(rheinwerk.customer.id):
        undo_import(batch=Import.objects.get(id=report.import_id), by=SYSTEM, at=NEXT_DAY)
    assert len(serials(rheinwerk)) == 4


def test_a_unit_that_comes_back_is_the_same_one(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    full_list(rheinwerk, DESKTOP)
    report = take_in(rheinwerk, PRINTER, at=NEXT_DAY + timedelta(days=1))
    assert (report.new, report.changed) == (1, 0)
    with customer_selected(rheinwerk.customer.id):
        versions = DeviceVersion.objects.filter(device__serial="VNB0000001", superseded_at=None)
        assert versions.values("device").distinct().count() == 1
        assert versions.count() == 2


def test_a_dry_run_says_unit_by_unit_what_would_change(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    moved = DESKTOP.replace(";DE;HQ;", ";DE;;")
    renamed = PRINTER.replace("LaserJet M507", "LaserJet M507dn")
    report = full_list(rheinwerk, moved, renamed, LAPTOP.replace("5CG0000001", "5CG0000002"), dry_run=True)
    found = {(one.state, one.serial): one for one in report.changes}
    assert set(found) == {
        ("moved", "CZC0000001"),
        ("changed", "VNB0000001"),
        ("new", "5CG0000002"),
        ("gone", "5CG0000001"),
        ("gone", "CN40000001"),
    }
    (change,) = found["changed", "VNB0000001"].fields
    assert (str(change.field), change.was, change.becomes) == ("model", "LaserJet M507", "LaserJet M507dn")
    assert [(str(one.field), one.was, one.becomes) for one in found["moved", "CZC0000001"].fields][-1] == (
        "site",
        "HQ",
        "–",
    )
