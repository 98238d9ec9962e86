"""Rheinwerk with a contract and a fleet, its own system, and the clock at the cast's present."""

from typing import Any

import pytest

from tests.api.systems import System, system_of, vendor_system
from tests.cast import AT, StandingCast
from tests.entitlements.claims import Scene, rheinwerk_in_force


@pytest.fixture(autouse=True)
def present(settings: Any) -> None:
    settings.VOORRANG_NOW = AT


@pytest.fixture
def rheinwerk(cast: StandingCast) -> Scene:
    return rheinwerk_in_force(cast)


@pytest.fixture
def ours(rheinwerk: Scene) -> System:
    """A system of Rheinwerk's helpdesk."""
    return system_of(rheinwerk.one)


@pytest.fixture
def theirs(cast: StandingCast) -> System:
    """A system of another customer."""
    return system_of(cast.other)


@pytest.fixture
def vendors(rheinwerk: Scene) -> System:
    """A system of the vendor, for Rheinwerk."""
    return vendor_system("RHEIN")
