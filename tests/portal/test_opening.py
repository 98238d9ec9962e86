"""Opening a case in the portal: it opens with its reasons, or is refused with the cure and the way to object."""

import pytest

from tests.cast import StandingCast, serving
from tests.desk.door import DESKTOP, LAPTOP, PRINTER, Door, Page, Scenery
from tests.installed_base.fleet import take_in
from tests.portal.conftest import colleague
from tests.support.mails import delivered
from voorrang.accounts.models import Contact, CustomerRole
from voorrang.cases.models import Case, CaseDevice
from voorrang.entitlements.models import Decision
from voorrang.entitlements.objections import DECISION_PATH

SYMPTOM = {
    "title": "Will not power on",
    "serials": DESKTOP,
    "body": "Since this morning.",
    "found": "The board is dead.",
    "steps": "Tried another adapter.",
    "impact": "site",
    "language": "de",
}


def cases(scenery: Scenery) -> list[Case]:
    with serving(scenery.one):
        return list(Case.objects.exclude(id=scenery.case.id))


def open_case(door: Door, **changes: str) -> Page:
    return door.post("portal:case-open", data=SYMPTOM | changes)


def test_a_case_opens_and_says_why(scenery: Scenery, engineer: Door) -> None:
    page = engineer.follow(open_case(engineer))
    [case] = cases(scenery)
    assert f"Case {case.number} is open." in page.text
    assert 'data-outcome="entitled"' in page.html
    assert (case.language, case.impact) == ("de", "site")
    assert case.diagnosis == {"found": "The board is dead.", "steps": "Tried another adapter."}
    assert "Tried another adapter." in page.part("findings")


def test_several_devices_in_one_case_each_once(scenery: Scenery, engineer: Door) -> None:
    open_case(engineer, serials=f"{DESKTOP.lower()}, {PRINTER}\n{DESKTOP}")
    [case] = cases(scenery)
    with serving(scenery.one):
        assert set(CaseDevice.objects.filter(case=case).values_list("serial", flat=True)) == {DESKTOP, PRINTER}


def test_units_that_share_a_serial_are_told_apart_by_product_number(scenery: Scenery, engineer: Door) -> None:
    twin = f"HP;{PRINTER};1XX11A;LaserJet M611;printer;yes;DE;HQ;;warranty;1y;2025-12-01;2026-11-30"
    take_in(scenery.one, twin)
    page = open_case(engineer, serials=PRINTER)
    assert page.status == 422
    assert f"{PRINTER}/1XX11A" in page.text
    assert open_case(engineer, serials=f"{PRINTER}/1xx11a").status == 302
    [case] = cases(scenery)
    with serving(scenery.one):
        assert CaseDevice.objects.get(case=case).device.product_number == "1XX11A"


def test_without_findings_the_case_opens_on_condition_and_says_what_to_add(scenery: Scenery, engineer: Door) -> None:
    page = engineer.follow(open_case(engineer, found="", steps=" "))
    assert 'data-outcome="conditional"' in page.html
    assert page.reason("diagnosis").clauses
    assert 'href="#findings"' in page.html


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": " "}, "Say in a few words what is wrong."),
        ({"serials": "X" * 70}, "longer than a serial number can be"),
        ({"serials": " ".join(f"S{n}" for n in range(60))}, "at most 50 devices"),
        ({"body": "a\0b"}, "Null characters"),
        ({"language": "xx"}, "xx"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    wrong: dict[str, str], words: str, scenery: Scenery, engineer: Door
) -> None:
    page = open_case(engineer, **wrong)
    assert page.status == 422
    assert words in page.text
    assert page.value("found") == "The board is dead."
    assert page.value("steps") == "Tried another adapter."
    assert cases(scenery) == []


def test_sent_twice_it_is_one_case(scenery: Scenery, engineer: Door) -> None:
    answers = [open_case(engineer, idempotency_key="the-same-click") for _twice in range(2)]
    assert answers[0].to == answers[1].to
    assert len(cases(scenery)) == 1


def test_a_refusal_says_why_what_helps_and_keeps_what_was_typed(scenery: Scenery, cast: StandingCast) -> None:
    door = Door(end_user_who_signs_in(cast))
    page = door.follow(open_case(door))
    assert 'data-outcome="refused"' in page.html
    assert page.reasons[0].clauses
    assert page.reasons[0].cure
    assert page.value("title") == "Will not power on"
    assert page.value("serials") == DESKTOP
    assert page.value("body") == "Since this morning."
    assert cases(scenery) == []


def test_whoever_objects_reaches_a_named_person(scenery: Scenery, cast: StandingCast) -> None:
    manager = cast.support_manager
    door = Door(end_user_who_signs_in(cast))
    door.follow(open_case(door))
    with serving(scenery.one):
        refused = Decision.objects.get(outcome="refused")
    nothing = door.post("portal:decision-object", refused.id, data={"text": " "})
    assert (nothing.status, "Say why" in nothing.text) == (422, True)

    page = door.follow(
        door.post("portal:decision-object", refused.id, data={"text": "I am on the helpdesk since May."})
    )
    assert manager.user.name in page.text
    assert page.has("objected")
    [sent] = delivered()
    assert sent.to == [manager.user.email]
    assert "I am on the helpdesk since May." in sent.body
    path = DECISION_PATH.format(code=scenery.code, decision=refused.id)
    assert path in sent.body
    assert Door(manager).get(path).status == 200


def test_a_device_whose_cover_has_not_begun_says_when_it_does(scenery: Scenery, engineer: Door) -> None:
    page = engineer.follow(open_case(engineer, serials=LAPTOP))
    assert 'data-outcome="refused"' in page.html
    assert "10 Mar 2026" in page.reason(f"Cover of {LAPTOP}").text
    assert page.reason(f"Cover of {LAPTOP}").cure
    assert page.has("object")


def test_an_executive_opens_none(scenery: Scenery, cast: StandingCast) -> None:
    door = Door(colleague(cast, CustomerRole.EXECUTIVE))
    assert open_case(door).status == 403
    assert not door.get("portal:case-list").has("open-case")


def end_user_who_signs_in(cast: StandingCast) -> object:
    """Somebody who may use the portal, and is no helpdesk staff any more (E.2)."""
    return colleague(cast, CustomerRole.HELPDESK_ENGINEER, "Eva Endnutzer", standing=Contact.Standing.END_USER)
