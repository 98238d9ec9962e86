"""A folder for a server of the test's own."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from voorrang.lib.postgres.layout import ELSEWHERE


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A folder below pytest's own 0700 one, as a closed home is: the server's account cannot enter it when we are root."""
    yield tmp_path
    name = hashlib.sha256(os.fsencode((tmp_path / "postgres").resolve())).hexdigest()[:16]
    shutil.rmtree(ELSEWHERE / name, ignore_errors=True)
