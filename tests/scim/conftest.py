"""A customer whose directory speaks SCIM."""

from typing import Any

import pytest

from tests.cast import AT, StandingCast
from tests.scim.directory import Directory, directory_of


@pytest.fixture(autouse=True)
def present(settings: Any) -> None:
    settings.VOORRANG_NOW = AT


@pytest.fixture
def directory(cast: StandingCast) -> Directory:
    return directory_of(cast.access)
