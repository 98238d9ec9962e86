"""An exception is made by a named role, with a reason and an end, for a device or the whole customer; it can be ended."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import AT, serving
from tests.desk.door import LAPTOP, Door, Page, Scenery
from voorrang.entitlements.models import Override

NEXT_WEEK = (AT + timedelta(days=7)).date().isoformat()
GOODWILL = {"kind": "goodwill", "serial": LAPTOP, "expires_on": NEXT_WEEK, "reason": "Third board this year."}


def grant(door: Door, scenery: Scenery, **changes: Any) -> Page:
    return door.post("desk:override-new", scenery.code, data=GOODWILL | changes)


def test_it_lifts_a_refusal_and_stands_in_the_list(scenery: Scenery, manager: Door) -> None:
    assert scenery.scene.ask(LAPTOP).outcome == "refused"
    assert "No exception is in force" in manager.get("desk:override-list", scenery.code).text
    page = manager.follow(grant(manager, scenery))
    assert "1 exception" in page.text
    for words in (LAPTOP, "Third board this year.", "Mara Manager", "support manager", "9 Mar 2026"):
        assert words in page.text
    assert scenery.scene.ask(LAPTOP).outcome == "entitled"


def test_it_ends_after_its_last_day(scenery: Scenery, manager: Door) -> None:
    grant(manager, scenery)
    assert scenery.scene.ask(LAPTOP, at=AT + timedelta(days=7)).outcome == "entitled"
    assert scenery.scene.ask(LAPTOP, at=AT + timedelta(days=7, hours=15)).facts.override is None


def test_it_is_ended_before_its_time(scenery: Scenery, manager: Door) -> None:
    grant(manager, scenery)
    with serving(scenery.one):
        made = Override.objects.get().id
    page = manager.follow(manager.post("desk:override-revoke", scenery.code, made))
    assert "The exception ended" in page.text
    assert scenery.scene.ask(LAPTOP).outcome == "refused"
    again = manager.follow(manager.post("desk:override-revoke", scenery.code, made))
    assert "had ended already" in again.text


def test_for_every_device_of_the_customer(scenery: Scenery, manager: Door) -> None:
    page = manager.follow(grant(manager, scenery, serial=""))
    assert "every device" in page.text
    assert scenery.scene.ask(LAPTOP).outcome == "entitled"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason": " "}, "This field is required"),
        ({"expires_on": ""}, "This field is required"),
        ({"expires_on": "2026-03-01"}, "Choose a day from today to"),
        ({"expires_on": "2029-01-01"}, "Choose a day from today to"),
        ({"expires_on": "2126-01-01"}, "Choose a day of this century"),
        ({"serial": "NOWHERE1"}, "No unit with this serial number is in the fleet"),
        ({"kind": "friendship"}, "not one of the available choices"),
    ],
)
def test_it_needs_a_reason_an_end_in_sight_and_a_device_that_is_there(
    scenery: Scenery, manager: Door, changes: dict[str, str], told: str
) -> None:
    page = grant(manager, scenery, **changes)
    assert page.status == 422
    assert told in page.text
    with serving(scenery.one):
        assert not Override.objects.exists()


def test_an_agent_is_told_who_makes_exceptions(scenery: Scenery, agent: Door, manager: Door) -> None:
    page = agent.get("desk:override-new", scenery.code)
    assert "Your role makes no exceptions" in page.text
    assert "support manager" in page.text
    assert grant(agent, scenery).status == 422
    grant(manager, scenery)
    with serving(scenery.one):
        made = Override.objects.get().id
    assert "Only these roles may end it" in agent.follow(agent.post("desk:override-revoke", scenery.code, made)).text
    assert scenery.scene.ask(LAPTOP).outcome == "entitled"


def test_the_form_from_a_device_names_it(scenery: Scenery, manager: Door) -> None:
    page = manager.get("desk:override-new", scenery.code, device=str(scenery.device(LAPTOP).id))
    assert page.value("serial") == LAPTOP
    assert manager.get("desk:override-new", scenery.code, device="' OR 1=1").value("serial") == ""
