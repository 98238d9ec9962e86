"""Two lists name the same unit with and without its product number or localisation suffix: it stays one unit."""

from datetime import timedelta

from tests.cast import AT, Cast
from tests.installed_base.fleet import DESKTOP, LAPTOP, fleet_file, take_in
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.actions import import_fleet, undo_import
from voorrang.installed_base.models import Device, Import
from voorrang.lib.tenancy import customer_selected

NEXT_DAY = AT + timedelta(days=1)
WITHOUT = DESKTOP.replace("6A1B2EA#ABD", "")


def numbers(one: Cast) -> list[str]:
    with customer_selected(one.customer.id):
        return list(Device.objects.filter(serial="CZC0000001").values_list("product_number", flat=True))


def test_the_suffix_makes_no_other_unit(rheinwerk: Cast) -> None:
    take_in(rheinwerk, DESKTOP)
    assert take_in(rheinwerk, DESKTOP.replace("#ABD", ""), at=NEXT_DAY).unchanged == 1
    assert numbers(rheinwerk) == ["6A1B2EA#ABD"]


def test_a_list_without_product_numbers_means_the_unit_that_is_known(rheinwerk: Cast) -> None:
    take_in(rheinwerk, DESKTOP)
    assert take_in(rheinwerk, WITHOUT, at=NEXT_DAY).unchanged == 1


def test_a_list_with_them_completes_a_unit_that_was_known_without(rheinwerk: Cast) -> None:
    take_in(rheinwerk, WITHOUT)
    report = take_in(rheinwerk, DESKTOP, at=NEXT_DAY)
    assert report.new == 0
    assert numbers(rheinwerk) == ["6A1B2EA#ABD"]
    with customer_selected(rheinwerk.customer.id):
        undo_import(batch=Import.objects.get(id=report.import_id), by=SYSTEM, at=NEXT_DAY)
    assert numbers(rheinwerk) == [""]


def test_two_rows_of_one_list_that_are_one_unit_are_refused(rheinwerk: Cast) -> None:
    take_in(rheinwerk, DESKTOP)
    report = take_in(rheinwerk, DESKTOP, WITHOUT, at=NEXT_DAY)
    assert [(error.line, error.code) for error in report.errors] == [(3, "unit_twice")]


def test_a_unit_at_another_place_has_moved(rheinwerk: Cast) -> None:
    take_in(rheinwerk, DESKTOP, LAPTOP)
    with customer_selected(rheinwerk.customer.id):
        report = import_fleet(
            file=fleet_file(DESKTOP.replace(";DE;HQ;", ";DE;;"), LAPTOP), dry_run=True, by=SYSTEM, at=NEXT_DAY
        )
    assert (report.moved, report.changed, report.unchanged) == (1, 0, 1)
