"""While somebody is on the phone: the decision is made at once, a case is opened, or the refusal is explained."""

import pytest

from tests.accounts.pins import issue
from tests.cast import serving
from tests.desk.door import LAPTOP, Door, Page, Scenery
from tests.desk.typed import CASE
from voorrang.cases.models import Case, QueueRow
from voorrang.entitlements.models import Decision
from voorrang.installed_base.models import UnknownSerial


@pytest.fixture
def opening(scenery: Scenery) -> str:
    return f"?customer={scenery.code}"


def asked(door: Door, opening: str, **changes: object) -> Page:
    return door.post("desk:case-open", query=opening, data=CASE | changes)


def cases(scenery: Scenery) -> int:
    with serving(scenery.one):
        return Case.objects.count()


def test_a_listed_caller_gets_a_case(scenery: Scenery, agent: Door, opening: str) -> None:
    engineer = str(scenery.one.engineer.contact.id)
    page = agent.follow(asked(agent, opening, contact=engineer))
    assert "is open. Read it to the caller" in page.text
    assert 'data-outcome="entitled"' in page.html
    assert "opened the case for a caller" in page.text
    assert "for Hanna Help" in page.text


def test_a_checked_pin_opens_it_for_its_customer(scenery: Scenery, agent: Door) -> None:
    check = agent.post("desk:pin-check", data={"pin": issue(scenery.one), "phone": "+492211234501"})
    begin = agent.get(agent.follow(check).link("open-with-pin"))
    assert "PIN verified" in begin.text
    assert begin.value("phone") == "+492211234501"
    page = agent.follow(agent.post(agent.follow(check).link("open-with-pin"), data=CASE | {"phone": "+492211234501"}))
    assert page.reason("PIN").clauses == ["T1.3"]


def test_an_unlisted_caller_with_a_good_pin_gets_a_conditional_one(scenery: Scenery, agent: Door) -> None:
    check = agent.post("desk:pin-check", data={"pin": issue(scenery.one), "phone": "+491111111"})
    to = agent.follow(check).link("open-with-pin")
    page = agent.follow(agent.post(to, data=CASE | {"phone": "+491111111"}))
    assert 'data-outcome="conditional"' in page.html
    assert "E.2" in page.reason("not on the").clauses
    assert page.reason("not on the").cure


def test_an_unlisted_caller_without_a_pin_is_refused(scenery: Scenery, agent: Door, opening: str) -> None:
    page = asked(agent, opening, phone="+491111111")
    assert page.has("refused")
    assert page.reason("not on the").cure


def test_without_a_diagnosis_it_is_conditional(scenery: Scenery, agent: Door, opening: str) -> None:
    page = agent.follow(asked(agent, opening, contact=str(scenery.one.engineer.contact.id), diagnosis=""))
    assert 'data-outcome="conditional"' in page.html
    assert any("D.2" in why.clauses for why in page.reasons)


def test_a_refusal_is_explained_and_what_was_typed_stands(scenery: Scenery, agent: Door, opening: str) -> None:
    before = cases(scenery)
    page = asked(agent, opening, contact=str(scenery.one.engineer.contact.id), serials=LAPTOP)
    assert page.status == 200
    assert page.has("refused")
    assert "No case was opened" in page.text
    assert any(why.clauses and why.cure for why in page.reasons)
    assert (page.value("title"), page.value("serials")) == (CASE["title"], LAPTOP)
    assert page.value("diagnosis") == CASE["diagnosis"]
    assert cases(scenery) == before
    with serving(scenery.one):
        assert Decision.objects.filter(outcome="refused", door="desk").count() == 1


def test_an_end_user_is_refused(scenery: Scenery, agent: Door, opening: str) -> None:
    page = asked(agent, opening, contact=str(scenery.one.end_user.id))
    assert page.has("refused")
    assert any("E.2" in why.clauses and why.cure for why in page.reasons)


def test_a_serial_in_no_fleet_is_provisional_and_a_task(scenery: Scenery, agent: Door, opening: str) -> None:
    page = agent.follow(asked(agent, opening, contact=str(scenery.one.engineer.contact.id), serials="zzz99999"))
    assert "in no fleet yet" in page.text
    with serving(scenery.one):
        assert UnknownSerial.objects.get().serial == "ZZZ99999"


def test_a_question_needs_no_device(scenery: Scenery, agent: Door, opening: str) -> None:
    page = agent.follow(asked(agent, opening, contact=str(scenery.one.engineer.contact.id), serials=""))
    assert "A question without a device" in page.text


def test_who_opens_it_may_take_it_at_once(scenery: Scenery, agent: Door, opening: str) -> None:
    asked(agent, opening, contact=str(scenery.one.engineer.contact.id), mine="1", title="Mine now")
    with serving(scenery.one):
        assert QueueRow.objects.get(title="Mine now").owner_id == agent.staff.user.id


def test_sent_twice_it_opens_one(scenery: Scenery, agent: Door, opening: str) -> None:
    before = cases(scenery)
    twice = {"contact": str(scenery.one.engineer.contact.id), "idempotency_key": "the-same"}
    first, second = asked(agent, opening, **twice), asked(agent, opening, **twice)
    assert first.to == second.to
    assert cases(scenery) == before + 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "x" * 500}, "at most"),
        ({"serials": " ".join(f"SN{n:06}" for n in range(51))}, "at most 50 devices"),
        ({"serials": "A" * 70}, "longer than a serial number can be"),
        ({"impact": "everybody"}, "not one of the available choices"),
        ({"language": "tlh"}, "not one of the available choices"),
        ({"contact": "0"}, "not one of the available choices"),
        ({"body": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_used_is_told_and_kept(
    scenery: Scenery, agent: Door, opening: str, changes: dict[str, str], told: str
) -> None:
    page = asked(agent, opening, **changes)
    assert page.status == 422
    assert told in page.text
    assert page.value("diagnosis") == CASE["diagnosis"]
