"""Rheinwerk with a contract in force, its fleet, and a case that is charged."""

import pytest

from tests.cast import StandingCast
from tests.charges.costs import charged_case
from tests.desk.door import Scenery, scenery_of
from voorrang.cases.models import Case


@pytest.fixture
def scenery(cast: StandingCast) -> Scenery:
    return scenery_of(cast)


@pytest.fixture
def case(cast: StandingCast, scenery: Scenery) -> Case:
    return charged_case(cast, scenery)
