"""The customer whose fleet it is."""

import pytest

from tests.cast import Cast, StandingCast


@pytest.fixture
def rheinwerk(cast: StandingCast) -> Cast:
    return cast.management
