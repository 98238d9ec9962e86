"""The portal at the cast's present: Rheinwerk with contract, fleet and a case, and its people who sign in."""

from typing import Any

import pytest

from tests.cast import AT, Person, StandingCast, make_person, serving
from tests.desk.door import Door, Scenery, scenery_of
from voorrang.accounts.models import Contact, CustomerRole


@pytest.fixture(autouse=True)
def present(settings: Any) -> None:
    """Pages speak of the cast's Monday morning."""
    settings.VOORRANG_NOW = AT


@pytest.fixture
def scenery(cast: StandingCast) -> Scenery:
    """Rheinwerk with a contract in force, its fleet, and one open case."""
    return scenery_of(cast)


@pytest.fixture
def lead(cast: StandingCast) -> Door:
    return Door(cast.management.lead)


@pytest.fixture
def engineer(cast: StandingCast) -> Door:
    return Door(cast.management.engineer)


@pytest.fixture
def outsider(cast: StandingCast) -> Door:
    """The lead of another customer, who has no contract."""
    return Door(cast.other.lead)


def colleague(
    cast: StandingCast, role: CustomerRole, name: str = "Karl Kollege", scope: str = Contact.Scope.ALL, **parts: Any
) -> Person:
    """Somebody else of Rheinwerk with this role and scope."""
    with serving(cast.management):
        email = f"{name.split(maxsplit=1)[0].lower()}@rhein.example"
        return make_person(name, email, "+4922155500", role, scope=scope, **parts)
