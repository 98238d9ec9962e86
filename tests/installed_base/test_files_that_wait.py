"""A fleet file waits on the disk for its confirmation; one that is no longer there is as one that was dropped."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import AT, Cast
from tests.installed_base.fleet import DESKTOP, fleet_file
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.jobs import ORPHANS_STAY
from voorrang.installed_base.models import FleetUpload
from voorrang.installed_base.uploads import keep_upload, upload_of
from voorrang.lib.files import sweep
from voorrang.lib.tenancy import customer_selected


@pytest.fixture
def upload(rheinwerk: Cast, settings: Any, tmp_path: Path) -> FleetUpload:
    settings.VOORRANG_FLEET_FILES = tmp_path
    with customer_selected(rheinwerk.customer.id):
        return keep_upload(file=fleet_file(DESKTOP), create_places=False, by=SYSTEM, at=AT)


def test_it_is_there_for_two_days(rheinwerk: Cast, upload: FleetUpload) -> None:
    with customer_selected(rheinwerk.customer.id):
        assert upload_of(upload.id, AT + timedelta(hours=47)) == upload
        with pytest.raises(FleetUpload.DoesNotExist):
            upload_of(upload.id, AT + timedelta(hours=49))


def test_without_its_bytes_it_is_gone(rheinwerk: Cast, upload: FleetUpload, tmp_path: Path) -> None:
    (tmp_path / str(rheinwerk.customer.id) / str(upload.id)).unlink()
    with customer_selected(rheinwerk.customer.id), pytest.raises(FleetUpload.DoesNotExist):
        upload_of(upload.id, AT)


def test_bytes_that_no_row_names_are_swept(upload: FleetUpload, tmp_path: Path) -> None:
    written = upload.uploaded_at.now(tz=upload.uploaded_at.tzinfo)
    assert sweep(tmp_path, lambda _customer, _ids: {upload.id}, before=written + ORPHANS_STAY) == 0
    assert sweep(tmp_path, lambda _customer, _ids: set(), before=written + ORPHANS_STAY) == 1
