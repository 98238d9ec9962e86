"""Cases and calls are evidence: what was asked for, by which way, and what came last."""

import pytest

from tests.cast import AT, StandingCast
from tests.desk.door import DESKTOP, LAPTOP, Scenery, scenery_of
from tests.promise_book.test_every_feature_has_its_line import book, line


@pytest.fixture
def scenery(cast: StandingCast) -> Scenery:
    return scenery_of(cast)


def test_each_case_shows_that_support_was_given(scenery: Scenery) -> None:
    told = line(book(scenery.one), "global_support")
    assert told.evidence is not None
    assert (told.state, told.evidence.times, told.evidence.last_at) == ("kept", 1, AT)
    assert told.evidence.link == ("case", str(scenery.case.id))


def test_a_call_with_a_pin_shows_direct_access(scenery: Scenery) -> None:
    assert line(book(scenery.one), "direct_access").state == "unused"
    scenery.scene.ask(LAPTOP, pin="verified")
    told = line(book(scenery.one), "direct_access")
    assert told.evidence is not None
    assert (told.state, told.evidence.times) == ("kept", 1)


def test_countries_and_languages_are_counted(scenery: Scenery) -> None:
    told = line(book(scenery.one), "global_consistency")
    assert told.evidence is not None
    assert dict(told.evidence.facts) == {"countries": 1, "languages": 1}
    scenery.open(DESKTOP)
    again = line(book(scenery.one), "global_consistency")
    assert again.evidence is not None
    assert again.evidence.times == 2
