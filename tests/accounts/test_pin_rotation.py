"""When a helpdesk gets a new PIN the old one works on for a while, or ends at once."""

from datetime import timedelta

from tests.accounts.pins import check, issue
from tests.cast import AT, StandingCast, serving
from voorrang.accounts.queries import open_pin_grants, pins

LATER = AT + timedelta(days=100)


def test_old_and_new_overlap(cast: StandingCast) -> None:
    old = issue(cast.access, at=AT)
    new = issue(cast.access, overlap_for=timedelta(days=14), at=LATER)
    assert check(old, at=LATER + timedelta(days=13)).state == "verified"
    assert check(new, at=LATER + timedelta(days=13)).state == "verified"


def test_the_old_one_ends_when_the_overlap_does(cast: StandingCast) -> None:
    old = issue(cast.access, at=AT)
    new = issue(cast.access, overlap_for=timedelta(days=14), at=LATER)
    assert check(old, at=LATER + timedelta(days=14)).state == "revoked"
    assert check(new, at=LATER + timedelta(days=14)).state == "verified"


def test_the_programme_sets_the_usual_overlap(cast: StandingCast) -> None:
    old = issue(cast.access, at=AT)
    issue(cast.access, at=LATER)
    assert check(old, at=LATER + timedelta(days=14, seconds=-1)).state == "verified"
    assert check(old, at=LATER + timedelta(days=14)).state == "revoked"


def test_the_customer_sees_which_pins_work(cast: StandingCast) -> None:
    old = issue(cast.access, at=AT)
    new = issue(cast.access, overlap_for=timedelta(days=14), at=LATER)
    with serving(cast.access):
        assert [pin.selector for pin in pins(LATER)] == [new[:5], old[:5]]
        assert [pin.selector for pin in pins(LATER + timedelta(days=14))] == [new[:5]]
        assert not open_pin_grants(LATER).exists()


def test_a_leaked_pin_ends_at_once(cast: StandingCast) -> None:
    old = issue(cast.access, at=AT)
    issue(cast.access, overlap_for=timedelta(), at=LATER)
    assert check(old, at=LATER).state == "revoked"


def test_a_second_rotation_does_not_prolong_the_first_pin(cast: StandingCast) -> None:
    first = issue(cast.access, at=AT)
    issue(cast.access, overlap_for=timedelta(days=2), at=LATER)
    issue(cast.access, overlap_for=timedelta(days=30), at=LATER + timedelta(days=1))
    assert check(first, at=LATER + timedelta(days=2)).state == "revoked"


def test_another_helpdesks_pin_is_not_touched(cast: StandingCast) -> None:
    other = issue(cast.access_plus, at=AT)
    issue(cast.access, overlap_for=timedelta(), at=LATER)
    assert check(other, at=LATER).state == "verified"
