"""Both programmes that the rules' tests run on, and how many examples hypothesis tries (`HYPOTHESIS_PROFILE=proof`: many)."""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.rules.strategies import Some
from tests.rules.world import PROGRAMME, ROOT
from voorrang.editions.loader import load_programme
from voorrang.rules.programme import Programme

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("ci", max_examples=60, deadline=None, suppress_health_check=_SLOW, derandomize=True)
settings.register_profile("proof", max_examples=10_000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def real_programme() -> Programme:
    """The programme as it is shipped."""
    return load_programme(ROOT / "programmes" / "hp_priority_services")


@pytest.fixture(scope="session", params=["by_hand", "shipped"])
def programme(request: pytest.FixtureRequest, real_programme: Programme) -> Programme:
    """Each of the two in turn."""
    return PROGRAMME if request.param == "by_hand" else real_programme


@pytest.fixture(scope="session")
def some(programme: Programme) -> Some:
    """Random facts for each programme; built outside the tests, for hypothesis frowns on building them inside."""
    return Some(programme)
