"""A fleet file in the lead's hands: what it would do, its errors, the import, the way back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast, StandingCast, serving
from tests.desk.door import Door, Page
from tests.installed_base.fleet import FLEET, LAPTOP, PRINTER, fleet_file
from voorrang.installed_base.models import Device, DeviceVersion, FleetUpload, Import


@pytest.fixture
def one(cast: StandingCast) -> Cast:
    return cast.management


def send(door: Door, content: bytes, name: str = "fleet.csv", **data: Any) -> Page:
    return door.post("portal:fleet-import", data={"file": SimpleUploadedFile(name, content), **data})


def devices(one: Cast) -> int:
    with serving(one):
        return int(DeviceVersion.objects.filter(superseded_at=None).count())


def waiting(one: Cast) -> FleetUpload:
    with serving(one):
        upload: FleetUpload = FleetUpload.objects.get()
    return upload


def test_a_file_is_tried_confirmed_and_undone(one: Cast, lead: Door) -> None:
    tried = lead.follow(send(lead, fleet_file(*FLEET).content))
    assert (tried.part("new"), tried.part("changed")) == ("4", "0")
    assert devices(one) == 0

    done = lead.follow(lead.post("portal:upload-confirm", waiting(one).id))
    assert "Devices that were new 4" in done.part("import-report")
    assert devices(one) == 4
    with serving(one):
        assert not FleetUpload.objects.exists()
        batch = Import.objects.get()

    undone = lead.follow(lead.post("portal:import-undo", batch.id))
    assert "This import was undone" in undone.text
    assert devices(one) == 0
    assert lead.post("portal:import-undo", batch.id).status == 409


def test_an_import_with_a_later_one_upon_it_is_not_undone(one: Cast, lead: Door) -> None:
    for rows in (FLEET, [PRINTER.replace("M507", "M508")]):
        send(lead, fleet_file(*rows).content)
        lead.post("portal:upload-confirm", waiting(one).id)
    with serving(one):
        first = Import.objects.order_by("imported_at", "id")[0]
    page = lead.post("portal:import-undo", first.id)
    assert page.status == 409
    assert "Undo that one first." in page.text
    assert devices(one) == 4


def test_a_file_that_is_forgotten_changes_nothing(one: Cast, lead: Door) -> None:
    send(lead, fleet_file(*FLEET).content)
    lead.follow(lead.post("portal:upload-drop", waiting(one).id))
    assert devices(one) == 0
    with serving(one):
        assert not FleetUpload.objects.exists()


def test_row_errors_name_line_column_and_cure_and_can_be_downloaded(one: Cast, lead: Door) -> None:
    wrong = LAPTOP.replace(";laptop;", ";lptop;")
    page = lead.follow(send(lead, fleet_file(PRINTER, wrong).content, create_places="on"))
    assert "Did you mean laptop?" in page.part("import-errors")
    assert "checked" in page.html.partition('name="create_places"')[2][:200]
    lines = lead.get(page.to or f"/portal/fleet/import/{waiting(one).id}/", format="csv").html.strip().splitlines()
    assert lines[1].startswith("3,kind,")
    assert not page.has("confirm")
    assert devices(one) == 0


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b"name,price\nbread,3\n", "maker"),
        (b"PK\x03\x04 a workbook", "Open it and save it as"),
        (fleet_file(*FLEET).content[:-30], "The file was cut on its way"),
        (b"\n\n\n", "Choose the file that your inventory tool has written"),
        (b"maker,serial\0\nHP,1\n", "Export it again"),
        (",".join(f"c{n}" for n in range(300)).encode(), "column"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(content: bytes, cure: str, one: Cast, lead: Door) -> None:
    page = lead.follow(send(lead, content))
    assert page.status == 200
    assert cure in page.part("import-errors")
    assert devices(one) == 0


def test_an_empty_or_absent_file_is_told_beside_the_field(one: Cast, lead: Door) -> None:
    empty = send(lead, b"", create_places="on")
    assert (empty.status, "The file is empty." in empty.text) == (422, True)
    assert "checked" in empty.html.partition('name="create_places"')[2][:200]
    absent = lead.post("portal:fleet-import")
    assert (absent.status, "Choose a file first." in absent.text) == (422, True)


def test_a_file_refused_at_the_last_moment_stays_to_be_read(one: Cast, lead: Door) -> None:
    send(lead, fleet_file(PRINTER.replace(";HQ;", ";NOWHERE;")).content)
    page = lead.post("portal:upload-confirm", waiting(one).id)
    assert page.status == 409
    assert "NOWHERE" in page.part("import-errors")
    with serving(one):
        assert not Device.objects.exists()
