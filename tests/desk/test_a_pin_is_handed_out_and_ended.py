"""A helpdesk's new PIN goes by a one-time link; nobody of ours sees it; one that leaked is ended at once."""

from typing import Any

from django.core import mail

from tests.accounts.pins import check, issue
from tests.cast import StandingCast, serving
from tests.desk.door import Door, Page
from voorrang.accounts.models import Pin, PinGrant


def grant(door: Door, cast: StandingCast, **changes: str) -> Page:
    town = cast.access
    data = {"contact": str(town.lead.contact.id), "overlap_days": "14"} | changes
    return door.post("desk:pin-grant", town.customer.code, town.helpdesk.id, data=data)


def test_the_link_goes_by_mail_and_no_pin_is_made_yet(cast: StandingCast, operator: Door, committed: Any) -> None:
    with committed():
        page = operator.follow(grant(operator, cast))
    assert "The one-time link went to lea@nieuw.example" in page.text
    assert "a link waits for Lea Lead" in page.text
    assert [sent.to for sent in mail.outbox] == [["lea@nieuw.example"]]
    with serving(cast.access):
        assert not Pin.objects.exists()
        assert PinGrant.objects.count() == 1


def test_an_end_user_gets_none(cast: StandingCast, operator: Door, committed: Any) -> None:
    with committed():
        page = grant(operator, cast, contact=str(cast.access.end_user.id))
    assert page.status == 422
    assert mail.outbox == []


def test_days_of_overlap_are_within_reason(cast: StandingCast, operator: Door) -> None:
    for days in ("-1", "900", "soon", ""):
        assert grant(operator, cast, overlap_days=days).status == 422
    assert mail.outbox == []


def test_one_that_leaked_is_ended_at_once(cast: StandingCast, operator: Door) -> None:
    town = cast.access
    pin = issue(town)
    with serving(town):
        made = Pin.objects.get().id
    assert check(pin).state == "verified"
    page = operator.follow(operator.post("desk:pin-end", town.customer.code, made))
    assert "The PIN ended" in page.text
    assert check(pin).state == "revoked"


def test_only_its_selector_is_shown(cast: StandingCast, operator: Door) -> None:
    pin = issue(cast.access)
    page = operator.get("desk:customer-detail", cast.access.customer.code)
    assert f"PIN {pin[:5]} …" in page.text
    assert pin not in page.html


def test_an_agent_hands_out_nothing(cast: StandingCast, agent: Door) -> None:
    assert grant(agent, cast).status == 403
