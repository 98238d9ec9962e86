"""Somebody calls and says a PIN: whose helpdesk it is, or why it cannot be told. Digits never come back."""

import pytest

from tests.accounts.pins import issue, wrong
from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Page, Scenery
from voorrang.accounts.actions import end_pin
from voorrang.accounts.models import Pin

STRANGER = "+31612345678"


def checked(door: Door, pin: str, phone: str = STRANGER) -> Page:
    return door.post("desk:pin-check", data={"pin": pin, "phone": phone})


def test_a_good_pin_names_customer_helpdesk_and_caller(scenery: Scenery, agent: Door) -> None:
    pin = issue(scenery.one)
    page = agent.follow(checked(agent, pin, "+492211234501"))
    assert 'data-state="verified"' in page.html
    assert "The PIN is that of Rheinwerk" in page.text
    assert "Helpdesk" in page.text
    assert "Hanna Help" in page.text
    assert page.has("open-with-pin")


def test_who_calls_from_an_unknown_number_is_on_no_list(scenery: Scenery, agent: Door) -> None:
    page = agent.follow(checked(agent, issue(scenery.one)))
    assert "not on the customer's list" in page.text


def test_the_digits_stand_on_no_page(scenery: Scenery, agent: Door) -> None:
    pin = issue(scenery.one)
    secret = pin.replace(" ", "")[5:13]
    good, bad = agent.follow(checked(agent, pin)), checked(agent, wrong(pin))
    for page in (good, bad):
        assert secret not in page.html.replace(" ", "")
    assert secret not in str(dict(agent.client.session))
    assert bad.value("phone") == STRANGER
    assert bad.value("pin") == ""


@pytest.mark.parametrize("typed", ["", "12345", "00000 0000 00000", "not a pin", "１２３４５", "9" * 39])
def test_a_pin_that_is_none(scenery: Scenery, agent: Door, typed: str) -> None:
    page = checked(agent, typed)
    assert page.status == 422
    assert page.has("form-errors")
    assert page.value("phone") == STRANGER


def test_an_unknown_pin_says_what_to_do(scenery: Scenery, agent: Door) -> None:
    page = checked(agent, wrong(issue(scenery.one)))
    assert page.status == 422
    assert "read it again, digit by digit" in page.text


def test_too_many_wrong_ones_from_a_number_are_stopped(scenery: Scenery, agent: Door) -> None:
    pin = issue(scenery.one)
    statuses = [checked(agent, wrong(pin)).status for _ in range(12)]
    assert statuses[0] == 422
    page = checked(agent, pin)
    assert page.status == 429
    assert "Wait a quarter of an hour" in page.text


def test_a_pin_that_ended_is_told_and_a_case_can_be_opened_all_the_same(scenery: Scenery, agent: Door) -> None:
    pin = issue(scenery.one)
    with serving(scenery.one):
        end_pin(pin=Pin.objects.get(), by=scenery.one.lead.actor, at=AT)
    page = agent.follow(checked(agent, pin))
    assert 'data-state="revoked"' in page.html
    assert "no longer valid" in page.text
    assert page.has("open-with-pin")


def test_another_ones_check_cannot_be_used(scenery: Scenery, agent: Door, operator: Door) -> None:
    to = checked(agent, issue(scenery.one)).to
    page = operator.get(to)
    assert page.has("check-pin")
    assert "Rheinwerk" not in page.text


def test_a_named_role_gets_no_customer_that_is_not_its_own(scenery: Scenery, cast: StandingCast) -> None:
    expert = Door(cast.remote_expert)
    page = expert.follow(checked(expert, issue(scenery.one)))
    assert page.has("not-yours")
    assert "Rheinwerk" not in page.text
