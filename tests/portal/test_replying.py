"""A case in the hands of the customer: reply, close, reopen, findings; and two people at once."""

import pytest

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Page, Scenery
from tests.portal.conftest import colleague
from voorrang.accounts.models import Contact, CustomerRole
from voorrang.cases import actions
from voorrang.cases.models import Case


def case_of(scenery: Scenery) -> Case:
    with serving(scenery.one):
        return Case.objects.get(id=scenery.case.id)


def write(door: Door, scenery: Scenery, act: str, text: str = "", version: int | None = None) -> Page:
    data = {"act": act, "text": text, "version": version or scenery.version()}
    return door.post("portal:case-reply", scenery.case.id, data=data)


def vendor_does(scenery: Scenery, cast: StandingCast, act: str, text: str) -> None:
    with serving(scenery.one):
        getattr(actions, act)(case=case_of(scenery), text=text, by=cast.agent.actor, at=AT)


def test_a_reply_goes_into_the_story(scenery: Scenery, engineer: Door) -> None:
    page = engineer.follow(write(engineer, scenery, "reply", "It happens at noon."))
    assert "It happens at noon." in page.part("timeline") + page.text
    assert scenery.events()[-1] == "case.replied"


def test_internal_notes_and_the_vendors_targets_stay_inside(
    scenery: Scenery, cast: StandingCast, engineer: Door
) -> None:
    with serving(scenery.one):
        actions.answer(case=case_of(scenery), text="Do not tell them.", internal=True, by=cast.agent.actor, at=AT)
    page = engineer.get("portal:case-detail", scenery.case.id)
    assert "Do not tell them." not in page.html
    assert "data-internal" not in page.html
    assert "No time is promised" in page.part("promises")


def test_a_question_of_the_vendor_is_answered_and_the_case_runs_on(
    scenery: Scenery, cast: StandingCast, engineer: Door
) -> None:
    vendor_does(scenery, cast, "ask_back", "Which adapter?")
    assert "waits for your answer" in engineer.get("portal:home").text
    write(engineer, scenery, "reply", "The one in the box.")
    assert scenery.row().status == "open"


def test_only_what_is_possible_is_offered(scenery: Scenery, cast: StandingCast, engineer: Door) -> None:
    running = engineer.get("portal:case-detail", scenery.case.id)
    assert [running.has(f"go-{act}") for act in ("reply", "close", "reopen")] == [True, True, False]
    vendor_does(scenery, cast, "resolve", "A new board.")
    solved = engineer.get("portal:case-detail", scenery.case.id)
    assert [solved.has(f"go-{act}") for act in ("reply", "close", "reopen")] == [False, True, True]


def test_a_solved_case_is_closed_and_reopened(scenery: Scenery, cast: StandingCast, engineer: Door) -> None:
    vendor_does(scenery, cast, "resolve", "A new board.")
    engineer.follow(write(engineer, scenery, "close"))
    assert scenery.row().status == "closed"
    again = write(engineer, scenery, "close")
    assert (again.status, "is closed already" in again.text) == (409, True)
    engineer.follow(write(engineer, scenery, "reopen", "It is dead again."))
    assert scenery.row().status == "open"


def test_a_reply_without_words_is_told(scenery: Scenery, engineer: Door) -> None:
    page = write(engineer, scenery, "reply", "   ")
    assert (page.status, "Write a text." in page.text) == (422, True)


def test_findings_are_added_to_the_case(scenery: Scenery, engineer: Door) -> None:
    data = {"found": "Capacitor C12 is bulging.", "steps": "", "version": scenery.version()}
    page = engineer.follow(engineer.post("portal:case-findings", scenery.case.id, data=data))
    assert "Capacitor C12 is bulging." in page.part("findings")
    nothing = engineer.post("portal:case-findings", scenery.case.id, data=data | {"found": " ", "version": 2})
    assert (nothing.status, "Say what you found" in nothing.text) == (422, True)


def test_somebody_was_faster_so_the_news_is_shown_and_the_words_stay(
    scenery: Scenery, cast: StandingCast, engineer: Door
) -> None:
    seen = scenery.version()
    vendor_does(scenery, cast, "answer", "Please try the other adapter.")
    page = write(engineer, scenery, "reply", "It happens at noon.", version=seen)
    assert page.status == 409
    assert "Please try the other adapter." in page.html.partition('data-test="news"')[2]
    assert page.value("text") == "It happens at noon."
    assert scenery.events()[-1] == "case.answered"

    sent = engineer.post(
        "portal:case-reply",
        scenery.case.id,
        data={"act": "reply", "text": page.value("text"), "version": page.value("version")},
    )
    assert sent.status == 302
    assert scenery.events()[-1] == "case.replied"


def test_findings_clash_too(scenery: Scenery, cast: StandingCast, engineer: Door) -> None:
    seen = scenery.version()
    vendor_does(scenery, cast, "answer", "Please try the other adapter.")
    data = {"found": "Capacitor C12 is bulging.", "steps": "", "version": seen}
    page = engineer.post("portal:case-findings", scenery.case.id, data=data)
    assert page.status == 409
    assert "Please try the other adapter." in page.html.partition('data-test="news"')[2]
    assert "Capacitor C12 is bulging." in page.html


@pytest.mark.parametrize("role", [CustomerRole.EXECUTIVE, CustomerRole.CUSTOMER_AUDITOR])
def test_readers_read_and_write_nothing(role: CustomerRole, scenery: Scenery, cast: StandingCast) -> None:
    door = Door(colleague(cast, role))
    page = door.get("portal:case-detail", scenery.case.id)
    assert page.status == 200
    assert not page.has("compose")
    assert write(door, scenery, "reply", "Hello?").status == 403


def test_a_case_outside_the_scope_is_not_there(scenery: Scenery, cast: StandingCast, outsider: Door) -> None:
    engineer = CustomerRole.HELPDESK_ENGINEER
    own = Door(colleague(cast, engineer, "Olaf Own", Contact.Scope.OWN))
    france = Door(colleague(cast, engineer, "Franz Frankreich", Contact.Scope.COUNTRY, country="FR"))
    site = Door(colleague(cast, engineer, "Sina Site", Contact.Scope.SITE, site=cast.management.site))
    assert site.get("portal:case-detail", scenery.case.id).status == 200
    for door in (own, france, outsider):
        assert door.get("portal:case-detail", scenery.case.id).status == 404
        assert write(door, scenery, "reply", "Hello?").status == 404
        assert scenery.case.number not in door.get("portal:case-list").text
