"""Guessing is stopped; a helpdesk never is."""

from datetime import timedelta
from typing import Any

import pytest

from tests.accounts.pins import STRANGER, check, issue, wrong
from tests.cast import AT, StandingCast, serving
from voorrang.accounts import actions
from voorrang.accounts.jobs import forget_counters
from voorrang.accounts.models import RateCounter
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import SystemEntry
from voorrang.lib.tenancy import on_side


@pytest.fixture(autouse=True)
def _limit(settings: Any) -> None:
    settings.VOORRANG_PIN_ATTEMPTS = 3


def fail(pin: str, times: int, caller: str = STRANGER) -> None:
    for _ in range(times):
        assert check(wrong(pin), caller).state == "unknown"


def test_a_caller_who_fails_too_often_must_wait(cast: StandingCast) -> None:
    pin = issue(cast.access)
    fail(pin, 3)
    assert check(pin).state == "throttled"


def test_the_wait_is_over_after_a_while(cast: StandingCast) -> None:
    pin = issue(cast.access)
    fail(pin, 3)
    assert check(pin, at=AT + timedelta(minutes=15)).state == "verified"


def test_a_throttled_caller_does_not_stop_others(cast: StandingCast) -> None:
    pin, another = issue(cast.access), issue(cast.access_plus)
    fail(pin, 3)
    assert check(another, "+31611111111").state == "verified"


def test_many_callers_on_one_pin_are_stopped_too(cast: StandingCast) -> None:
    pin = issue(cast.access)
    for number in range(3):
        fail(pin, 1, f"+3161234560{number}")
    assert check(pin, "+31612345609").state == "throttled"


def test_the_helpdesks_own_number_stays_open(cast: StandingCast) -> None:
    pin = issue(cast.access)
    for number in range(3):
        fail(pin, 1, f"+3161234560{number}")
    assert check(pin, cast.access.engineer.contact.phone).state == "verified"


def test_the_helpdesks_own_number_is_known_in_any_spelling(cast: StandingCast) -> None:
    pin = issue(cast.access)
    fail(pin, 3, "phone:+31 20 123 4501")
    assert check(pin, "+31201234501").state == "verified"


def test_a_number_that_has_left_the_list_is_a_strangers(cast: StandingCast) -> None:
    pin = issue(cast.access)
    with serving(cast.access):
        actions.end_contact(contact=cast.access.engineer.contact, by=SYSTEM, at=AT)
    fail(pin, 3, cast.access.engineer.contact.phone)
    assert check(pin, cast.access.engineer.contact.phone).state == "throttled"


def test_success_does_not_count(cast: StandingCast) -> None:
    pin = issue(cast.access)
    for _ in range(8):
        assert check(pin).state == "verified"


def test_a_slip_of_the_finger_does_not_count(cast: StandingCast) -> None:
    pin = issue(cast.access)
    slip = pin[:-1] + str((int(pin[-1]) + 1) % 10)
    for _ in range(5):
        assert check(slip).state == "unknown"
    assert check(pin).state == "verified"


def test_guessing_at_selectors_that_nobody_has_is_throttled(cast: StandingCast) -> None:
    from voorrang.rules.pin import compose

    for number in range(3):
        assert check(compose(f"{number:05d}", "12345678")).state == "unknown"
    assert check(compose("00003", "12345678")).state == "throttled"


def test_the_trail_tells_of_a_throttled_caller_once(cast: StandingCast) -> None:
    pin = issue(cast.access)
    fail(pin, 3)
    for _ in range(4):
        check(pin)
    with on_side("vendor"):
        assert [entry.data for entry in SystemEntry.objects.filter(type="pin.throttled")] == [{"by": "pin-caller"}]


def test_no_phone_number_and_no_digit_stands_in_the_counters(cast: StandingCast) -> None:
    pin = issue(cast.access)
    fail(pin, 1)
    keys = " ".join(RateCounter.objects.values_list("key", flat=True))
    assert STRANGER not in keys
    assert pin[:5] not in keys.split(":")


def test_counters_are_forgotten_after_a_day(cast: StandingCast) -> None:
    fail(issue(cast.access), 1)
    assert forget_counters(AT + timedelta(hours=23)) == 0
    assert forget_counters(AT + timedelta(days=1)) == 2
    assert not RateCounter.objects.exists()


def test_the_limits_can_be_switched_off_in_a_demonstration(cast: StandingCast, settings: Any) -> None:
    settings.VOORRANG_RATE_LIMITS = False
    pin = issue(cast.access)
    fail(pin, 5)
    assert check(pin).state == "verified"
