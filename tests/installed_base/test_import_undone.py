"""An import can be undone: what was known before it is known again, and nothing is forgotten."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import AT, Cast
from tests.installed_base.fleet import DESKTOP, FLEET, LAPTOP, take_in
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.actions import ImportAlreadyUndone, ImportBuiltUpon, undo_import
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.models import Cover, DeviceVersion, Import
from voorrang.installed_base.queries import current_devices, device_facts
from voorrang.lib.tenancy import customer_selected

LATER, LATEST = AT + timedelta(days=10), AT + timedelta(days=20)
MOVED = DESKTOP.replace("EliteDesk 800 G9", "EliteDesk 800 G9 SFF").replace("2027-05-31", "2029-05-31")


def undo(one: Cast, report: ImportReport) -> int:
    assert isinstance(report.import_id, UUID)
    with customer_selected(one.customer.id):
        return undo_import(batch=Import.objects.get(id=report.import_id), by=SYSTEM, at=LATEST)


def known(one: Cast) -> list[object]:
    with customer_selected(one.customer.id):
        models = sorted(current_devices(LATEST).values_list("model", "country"))
        return [models, device_facts(["CZC0000001", "5CG0000001"], LATEST)]


def test_what_was_known_before_is_known_again(rheinwerk: Cast) -> None:
    take_in(rheinwerk, *FLEET)
    before = known(rheinwerk)
    second = take_in(rheinwerk, MOVED, LAPTOP.replace("5CG0000001", "5CG0000002"), at=LATER)
    assert known(rheinwerk) != before
    assert undo(rheinwerk, second) == 2
    assert known(rheinwerk) == before
    with customer_selected(rheinwerk.customer.id):
        assert DeviceVersion.objects.filter(batch_id=second.import_id).count() == 3
        assert Cover.objects.filter(superseded_by_id=second.import_id).exists()


def test_imports_are_undone_newest_first_and_once(rheinwerk: Cast) -> None:
    first, second = take_in(rheinwerk, *FLEET), take_in(rheinwerk, MOVED, at=LATER)
    with pytest.raises(ImportBuiltUpon):
        undo(rheinwerk, first)
    undo(rheinwerk, second)
    with pytest.raises(ImportAlreadyUndone):
        undo(rheinwerk, second)
    assert undo(rheinwerk, first) == 4
    with customer_selected(rheinwerk.customer.id):
        assert not current_devices(LATEST).exists()


def test_an_undone_file_can_come_in_again(rheinwerk: Cast) -> None:
    undo(rheinwerk, take_in(rheinwerk, *FLEET))
    again = take_in(rheinwerk, *FLEET, at=LATEST)
    assert (again.new, again.covers_new) == (4, 4)
