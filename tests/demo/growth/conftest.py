"""A world of two customers, grown at a fixed anchor."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from voorrang.demo import world
from voorrang.demo.growth.plan import Growth, forget_growth
from voorrang.demo.growth.run import grow

ANCHOR = datetime(2026, 3, 4, 10, 20, tzinfo=UTC)
CUSTOMERS, DEVICES, CASES = 2, 1500, 200


@pytest.fixture
def place(real_commits: None, settings: object, tmp_path: Path) -> None:
    """An empty database, and a folder of its own for the plan."""
    settings.VOORRANG_NOW = ANCHOR  # type: ignore[attr-defined]
    settings.VOORRANG_VAR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def grown(place: None) -> Callable[[], Growth]:
    """Return a function that grows the world, or goes on with it."""
    return lambda: grow(customers=CUSTOMERS, devices=DEVICES, cases=CASES, seed=7, anchor=ANCHOR, processes=1)


@pytest.fixture
def emptied(place: None) -> Callable[[], None]:
    """Return a function that takes the world away."""

    def empty() -> None:
        world._empty()
        forget_growth()

    return empty
