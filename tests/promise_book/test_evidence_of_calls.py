"""A PIN that was checked shows direct access, also when the caller only asked; a call that led to a claim counts once."""

from datetime import timedelta

import pytest

from tests.cast import AT, StandingCast, serving
from tests.desk.door import LAPTOP, Scenery, scenery_of
from tests.promise_book.test_every_feature_has_its_line import book, line
from voorrang.accounts.actions.calls import note_decision, note_pin_check
from voorrang.accounts.models import Call
from voorrang.rules.promises import Evidence

HOUR = timedelta(hours=1)


@pytest.fixture
def scenery(cast: StandingCast) -> Scenery:
    return scenery_of(cast)


def call(scenery: Scenery, *, outcome: str = "verified", before: timedelta = HOUR) -> Call:
    one = scenery.one
    with serving(one):
        by = one.engineer.actor
        return note_pin_check(
            helpdesk_id=one.helpdesk.id, number="+492211234501", outcome=outcome, by=by, at=AT - before
        )


def direct_access(scenery: Scenery) -> Evidence:
    found = line(book(scenery.one), "direct_access").evidence
    assert found is not None
    return found


def test_a_checked_pin_counts_without_any_claim(scenery: Scenery) -> None:
    call(scenery)
    found = direct_access(scenery)
    assert (found.times, found.last_at, found.link) == (1, AT - HOUR, None)


def test_a_call_that_led_to_a_claim_counts_once(scenery: Scenery) -> None:
    made = call(scenery)
    decided = scenery.scene.ask(LAPTOP, pin="verified")
    with serving(scenery.one):
        note_decision(
            call_id=made.id, outcome="entitled", decision_id=decided.decision_id, by=scenery.one.engineer.actor, at=AT
        )
    found = direct_access(scenery)
    assert (found.times, found.last_at) == (1, AT)


def test_a_pin_that_had_ended_shows_nothing(scenery: Scenery) -> None:
    call(scenery, outcome="revoked")
    assert line(book(scenery.one), "direct_access").state == "unused"


def test_the_year_is_the_limit(scenery: Scenery) -> None:
    call(scenery, before=timedelta(days=366))
    assert direct_access(scenery).times == 0
