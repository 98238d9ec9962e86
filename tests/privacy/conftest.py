"""Privacy at the cast's present: Rheinwerk with a case, its people, and the vendor's operator."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Scenery, scenery_of


@pytest.fixture(autouse=True)
def present(settings: Any, tmp_path: Any) -> None:
    """Everything happens on the cast's Monday morning; files lie in a folder of their own."""
    settings.VOORRANG_NOW = AT
    settings.VOORRANG_FILES = tmp_path / "files"


@pytest.fixture
def scenery(cast: StandingCast) -> Scenery:
    """Rheinwerk with a contract in force, its fleet, and one open case of Hanna's."""
    return scenery_of(cast)


@pytest.fixture
def rheinwerk(scenery: Scenery) -> Iterator[Scenery]:
    """Rheinwerk selected, as by one of the vendor's people."""
    with serving(scenery.one):
        yield scenery


@pytest.fixture
def operator(cast: StandingCast) -> Door:
    return Door(cast.operator)
