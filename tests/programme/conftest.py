"""The programme in use, read once."""

from pathlib import Path

import pytest

from tests.programme.invented import write_invented_programme
from voorrang.editions.loader import load_programme
from voorrang.rules.programme import Programme

FOLDER = Path(__file__).resolve().parents[2] / "programmes" / "hp_priority_services"


@pytest.fixture(scope="session")
def folder() -> Path:
    """Where the real programme stands."""
    return FOLDER


@pytest.fixture(scope="session")
def programme() -> Programme:
    """The real programme, every reading as chosen."""
    return load_programme(FOLDER)


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A folder with the invented programme, to break at will."""
    write_invented_programme(tmp_path / "invented")
    return tmp_path / "invented"
