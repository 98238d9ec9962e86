"""Rheinwerk, ready to ask."""

import pytest

from tests.cast import StandingCast
from tests.entitlements.claims import Scene, rheinwerk_in_force


@pytest.fixture
def rheinwerk(cast: StandingCast) -> Scene:
    return rheinwerk_in_force(cast)
