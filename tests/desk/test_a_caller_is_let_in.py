"""Somebody calls with the right PIN and is on no list: the agent lets it in, the lead is asked, the call is kept."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core import mail

from tests.accounts.pins import issue
from tests.cast import serving
from tests.desk.door import Door, Page, Scenery
from voorrang.accounts.actions import decline_caller
from voorrang.accounts.models import Admission, Call
from voorrang.cases.models import Case
from voorrang.entitlements.models import Decision

STRANGER = "+31612345678"
WHO = {"name": "Nina Neu", "reason": "New colleague", "days": "3"}


def checked(door: Door, scenery: Scenery, phone: str = STRANGER) -> tuple[str, Page]:
    """Check a right PIN, and return what names the check in addresses, with the page."""
    sent = door.post("desk:pin-check", data={"pin": issue(scenery.one), "phone": phone})
    return parse_qs(urlsplit(sent.to).query)["check"][0], door.follow(sent)


def admit(door: Door, check: str, **changes: str) -> Page:
    return door.post("desk:caller-admit", data=WHO | changes, query=f"?check={check}")


def test_the_lead_is_asked_by_mail_and_the_case_stays_conditional(
    scenery: Scenery, agent: Door, committed: Any
) -> None:
    check, page = checked(agent, scenery)
    assert page.has("admit")
    with committed():
        going = admit(agent, check)
    assert "desk/cases/open" in going.to
    (asked,) = (sent for sent in mail.outbox if "waits for your approval" in sent.subject)
    assert asked.to == [scenery.one.lead.contact.email]
    assert STRANGER not in asked.body
    opened = agent.post(
        "desk:case-open",
        query=f"?check={check}",
        data={
            "phone": STRANGER,
            "title": "No power",
            "serials": "CZC0000001",
            "diagnosis": "Other cable, same.",
            "impact": "one_person",
            "language": "en",
        },
    )
    assert opened.status == 302
    with serving(scenery.one):
        call = Call.objects.get()
        case = Case.objects.get(id=call.case_id)
        assert case.id != scenery.case.id
        assert Decision.objects.get(id=case.decision_id).outcome == "conditional"
        assert (call.name, call.outcome, call.case_number) == ("Nina Neu", "conditional", case.number)
        assert Admission.objects.get().call == call


def test_who_is_on_the_list_is_not_let_in_twice(scenery: Scenery, agent: Door) -> None:
    _check, page = checked(agent, scenery, "+492211234501")
    assert not page.has("admit")


def test_whom_the_lead_declined_is_told_with_the_reason(scenery: Scenery, agent: Door, cast: Any) -> None:
    check, _page = checked(agent, scenery)
    admit(agent, check)
    with serving(scenery.one):
        decline_caller(
            admission=Admission.objects.get(), reason="Left us in May.", by=scenery.one.lead.actor, at=cast.at
        )
    check, page = checked(agent, scenery)
    assert "Left us in May." in page.part("declined")
    assert not page.has("admit")
    assert admit(agent, check).status == 422


def test_without_a_check_nobody_is_let_in(scenery: Scenery, agent: Door) -> None:
    assert admit(agent, "made-up").status == 404
    check, _page = checked(agent, scenery)
    assert admit(agent, check, days="99").status == 422
    assert admit(agent, check, reason="").status == 422


def test_calls_are_listed_filtered_and_exported(scenery: Scenery, agent: Door) -> None:
    checked(agent, scenery)
    checked(agent, scenery, "+492211234501")
    page = agent.get("desk:call-list", scenery.code)
    assert "2 calls" in page.text
    assert page.has("calls-by-week")
    unlisted = agent.get("desk:call-list", scenery.code, listed="no")
    assert STRANGER in unlisted.part("calls")
    assert "Hanna Help" not in unlisted.part("calls")
    assert "No call fits" in agent.get("desk:call-list", scenery.code, outcome="refused").text
    rows = agent.get("desk:call-list", scenery.code, format="csv").html.strip().splitlines()
    assert len(rows) == 3
    assert "'+31612345678" in rows[1] + rows[2]


def test_the_customers_other_people_see_numbers_masked(scenery: Scenery, agent: Door) -> None:
    checked(agent, scenery)
    lead, engineer = Door(scenery.one.lead), Door(scenery.one.engineer)
    assert STRANGER in lead.get("portal:call-list").part("calls")
    masked = engineer.get("portal:call-list").part("calls")
    assert STRANGER not in masked
    assert "78" in masked
    assert "No call fits" in engineer.get("portal:call-list", q="12345").text
    assert STRANGER not in engineer.get("portal:call-list", format="csv").html
