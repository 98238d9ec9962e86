"""A small demo world: one customer, at a fixed anchor and a frozen hour."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voorrang.demo import world
from voorrang.demo.customers import CUSTOMERS

ANCHOR = datetime(2026, 3, 4, tzinfo=UTC)
NOW = datetime(2026, 3, 4, 10, 20, tzinfo=UTC)


@pytest.fixture
def lay(real_commits: None, settings: object, tmp_path: Path) -> Callable[[], None]:
    """Return a function that lays Gelderland Water, in place of what there was."""
    settings.VOORRANG_NOW = NOW  # type: ignore[attr-defined]
    settings.VOORRANG_VAR = tmp_path  # type: ignore[attr-defined]

    def lay() -> None:
        world._empty()
        world.lay(7, [one for one in CUSTOMERS if one.code == "GELD"], anchor=ANCHOR)

    return lay
