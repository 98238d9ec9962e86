"""A connected system adds a file to a case, and follows the link that comes back."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.api.systems import System, system_of, vendor_system
from tests.cast import StandingCast
from tests.desk.door import Scenery, scenery_of

LOG = b"kernel: all is well"


@pytest.fixture
def scenery(cast: StandingCast, settings: Any, tmp_path: Path) -> Scenery:
    settings.VOORRANG_FILES = tmp_path
    return scenery_of(cast)


def send(system: System, scenery: Scenery, name: str = "system.log", **form: str) -> Any:
    headers = {"Authorization": f"Bearer {system.token}"}
    if system.customer:
        headers["Voorrang-Customer"] = system.customer
    address = f"/api/v1/cases/{scenery.case.id}/files"
    return system.client.post(address, {"file": SimpleUploadedFile(name, LOG), **form}, headers=headers)


def test_a_file_goes_up_and_comes_back_by_its_link(cast: StandingCast, scenery: Scenery) -> None:
    system = system_of(cast.management)
    sent = send(system, scenery)
    assert sent.status_code == 201, sent.content
    (listed,) = system.call("GET", f"cases/{scenery.case.id}/files").body["items"]
    assert (listed["name"], listed["size"]) == ("system.log", len(LOG))
    assert b"".join(Client().get(listed["url"])) == LOG  # type: ignore[arg-type]  # streamed


def test_a_customers_system_sends_nothing_internal_and_sees_nothing_internal(
    cast: StandingCast, scenery: Scenery
) -> None:
    system = system_of(cast.management)
    assert send(system, scenery, internal="true").status_code == 422
    assert send(vendor_system("RHEIN"), scenery, internal="true").status_code == 201
    assert system.call("GET", f"cases/{scenery.case.id}/files").body["items"] == []


def test_a_file_that_is_not_taken_names_the_field(cast: StandingCast, scenery: Scenery) -> None:
    answer = send(system_of(cast.management), scenery, "tool.exe")
    assert answer.status_code == 422
    assert answer.json()["errors"][0] | {"message": ""} == {"field": "file", "code": "kind_not_taken", "message": ""}


def test_a_foreign_case_takes_no_file(cast: StandingCast, scenery: Scenery) -> None:
    assert send(system_of(cast.other), scenery).status_code == 404
