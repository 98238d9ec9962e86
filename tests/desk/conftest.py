"""The desk at the cast's present: Rheinwerk with contract, fleet and cases, and people of the vendor who sign in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.cast import AT, StandingCast
from tests.desk.door import Door, Scenery, scenery_of
from tests.support.mails import delivered


@pytest.fixture(autouse=True)
def present(settings: Any) -> None:
    """Pages speak of the cast's Monday morning."""
    settings.VOORRANG_NOW = AT


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """Give what lets happen what waits for the commit, such as mail. Use it as a context."""

    @contextmanager
    def committed() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield
        delivered()

    return committed


@pytest.fixture
def scenery(cast: StandingCast) -> Scenery:
    """Rheinwerk with a contract in force, its fleet, and one open case."""
    return scenery_of(cast)


@pytest.fixture
def agent(cast: StandingCast) -> Door:
    return Door(cast.agent)


@pytest.fixture
def operator(cast: StandingCast) -> Door:
    return Door(cast.operator)


@pytest.fixture
def sales(cast: StandingCast) -> Door:
    return Door(cast.sales)


@pytest.fixture
def auditor(cast: StandingCast) -> Door:
    return Door(cast.auditor)


@pytest.fixture
def manager(cast: StandingCast) -> Door:
    """Assigned to Rheinwerk and Atelier Lumière."""
    return Door(cast.support_manager)
