"""What most tests of cases begin with."""

from collections.abc import Iterator

import pytest

from tests.cast import AT, Cast, StandingCast, serving
from voorrang.audit.actor import SYSTEM
from voorrang.contracts.actions import store_internal_targets
from voorrang.editions.store import programme_at


@pytest.fixture
def town(cast: StandingCast) -> Iterator[Cast]:
    """A town hall without an agreement, selected; the vendor's targets are not stored."""
    with serving(cast.access):
        yield cast.access


@pytest.fixture
def targets(db: None) -> None:
    """The vendor's own targets, as the programme has them."""
    store_internal_targets(programme=programme_at("hp_priority_services", AT), by=SYSTEM, at=AT)
