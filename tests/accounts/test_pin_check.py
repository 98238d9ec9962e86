"""A PIN says which customer's helpdesk calls, or nothing at all."""

from datetime import timedelta

import pytest

from tests.accounts.pins import PHONE_LINE, check, issue, wrong
from tests.cast import AT, StandingCast, serving
from voorrang.accounts.actions import PinCheck, end_pin
from voorrang.accounts.models import Helpdesk, Pin
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry, SystemEntry
from voorrang.lib.tenancy import on_side


def told() -> list[dict]:
    with on_side("vendor"):
        return [entry.data for entry in SystemEntry.objects.filter(type="pin.unknown")]


def test_the_right_pin_names_customer_and_helpdesk(cast: StandingCast) -> None:
    pin = issue(cast.access)
    found = check(pin)
    assert found == PinCheck("verified", cast.access.customer.id, cast.access.helpdesk.id, found.call_id)


def test_it_may_be_typed_with_or_without_groups(cast: StandingCast) -> None:
    pin = issue(cast.access)
    assert check(pin.replace(" ", "")).state == "verified"
    assert check(pin.replace(" ", "-")).state == "verified"


def test_two_helpdesks_of_one_customer_have_their_own(cast: StandingCast) -> None:
    with serving(cast.access):
        second = Helpdesk.objects.create(customer=cast.access.customer, name="Antwerpen", countries=["BE"])
    assert check(issue(cast.access, helpdesk=second)).helpdesk_id == second.id


@pytest.mark.parametrize("text", ["", "12345", "99999 1234 56789", "x" * 5000, "0" * 15, "1\x002345678901234"])
def test_what_is_no_pin_is_unknown(cast: StandingCast, text: str) -> None:
    assert check(text) == PinCheck("unknown")


def test_a_wrong_secret_is_unknown_and_names_nobody(cast: StandingCast) -> None:
    assert check(wrong(issue(cast.access))) == PinCheck("unknown")


def test_an_unknown_pin_is_told_to_the_vendor_alone_and_without_digits(cast: StandingCast) -> None:
    pin = wrong(issue(cast.access))
    with serving(cast.access):
        before = Entry.objects.count()
    check(pin)
    with serving(cast.access):
        assert Entry.objects.count() == before
    assert told() == [{"cause": "wrong_secret"}]


def test_an_ended_pin_is_revoked(cast: StandingCast) -> None:
    pin = issue(cast.access)
    with serving(cast.access):
        end_pin(pin=Pin.objects.get(), by=SYSTEM, at=AT)
    assert check(pin, at=AT + timedelta(seconds=1)).state == "revoked"
    assert check(wrong(pin), at=AT + timedelta(seconds=1)).state == "unknown"


def test_a_verified_pin_stands_in_the_customers_trail(cast: StandingCast) -> None:
    check(issue(cast.access))
    with serving(cast.access):
        entry = Entry.objects.get(type="pin.verified")
    assert (entry.subject_id, entry.actor_kind) == (cast.access.helpdesk.id, PHONE_LINE.kind)
