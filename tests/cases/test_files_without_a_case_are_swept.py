"""A file that was written by a transaction which came to nothing goes at night; one that a case names stays."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.cases.factories import opened
from tests.cast import AT, StandingCast, serving
from voorrang.cases.jobs import ORPHANS_STAY, sweep_files
from voorrang.cases.models import CaseFile
from voorrang.lib.files import Kept, keep, path_of

KEPT, LOST, NEW = UUID(int=1), UUID(int=2), UUID(int=3)
LATER = AT + ORPHANS_STAY + timedelta(hours=1)


def test_only_old_files_without_a_case_go(cast: StandingCast, settings: Any, tmp_path: Path) -> None:
    settings.VOORRANG_FILES = tmp_path
    one = cast.access
    for file_id, written_at in ((KEPT, AT), (LOST, AT), (NEW, LATER)):
        assert keep(tmp_path, one.customer.id, file_id, [b"some ", b"text"]) == Kept(
            9, "b94f6f125c79e3a5ffaa826f584c10d52ada669e6762051b826b55776d05aed2"
        )
        os.utime(path_of(tmp_path, one.customer.id, file_id), (written_at.timestamp(),) * 2)
    with serving(one):
        CaseFile.objects.create(
            id=KEPT, customer=one.customer, case=opened(one), name="a.txt", size=9, added_at=AT, added_side="customer"
        )
    assert sweep_files(LATER) == 1
    assert sorted(UUID(path.name) for path in (tmp_path / str(one.customer.id)).iterdir()) == [KEPT, NEW]


def test_no_folder_is_no_error(settings: Any, tmp_path: Path, db: None) -> None:
    settings.VOORRANG_FILES = tmp_path / "none"
    assert sweep_files(LATER) == 0
