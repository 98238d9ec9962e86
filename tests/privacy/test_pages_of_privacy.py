"""An operator holds, looks, and erases at the desk; a person takes its data along in the portal; a lead asks."""

from typing import Any

import pytest

from tests.cast import StandingCast, serving
from tests.desk.door import Door, Scenery
from voorrang.accounts.models import Contact
from voorrang.lib.jobs.waiting import lying
from voorrang.privacy.erasure import carry_out
from voorrang.privacy.models import Erasure, ErasureRequest, Hold


@pytest.fixture
def lead(cast: StandingCast) -> Door:
    return Door(cast.management.lead)


def only(scenery: Scenery, model: Any) -> Any:
    """The only row of a table that Rheinwerk has."""
    with serving(scenery.one):
        return model.objects.get()


def test_a_lead_asks_and_an_operator_erases(cast: StandingCast, scenery: Scenery, lead: Door, operator: Door) -> None:
    hanna = cast.management.engineer.contact
    page = lead.follow(lead.post("portal:erasure-new", data={"contact": str(hanna.id), "reason": "She has left."}))
    assert "We have your request" in page.text
    waiting = operator.get("desk:privacy")
    assert "She has left." in waiting.part("requests")
    asked = only(scenery, ErasureRequest)
    seen = operator.get("desk:erasure-detail", scenery.code, asked.id)
    assert "cases.Case" in seen.part("preview")
    done = operator.follow(operator.post("desk:erasure-confirm", scenery.code, asked.id))
    assert "no access any more" in done.text
    assert [job.name for job in lying()].count("privacy.erase") == 1
    with serving(scenery.one):
        carry_out(erasure=Erasure.objects.get(), by=cast.operator.actor, at=cast.at)
    evidence = operator.get("desk:erasure-detail", scenery.code, asked.id)
    assert only(scenery, Erasure).proof in evidence.part("evidence")
    assert "Hanna" not in evidence.text
    assert "She has left." not in evidence.text


def test_a_hold_is_told_and_can_be_lifted(cast: StandingCast, scenery: Scenery, operator: Door) -> None:
    hanna = cast.management.engineer.contact
    held = {"subject_kind": "person", "person": hanna.email, "reason": "A court asks."}
    page = operator.follow(operator.post("desk:hold-new", scenery.code, data=held))
    assert "A court asks." in page.part("holds")
    told = operator.post("desk:erasure-new", scenery.code, hanna.id, data={"reason": "She asks."})
    seen = operator.follow(told)
    assert "One person is under a legal hold since 2 Mar 2026" in seen.part("hold")
    assert not seen.has("confirm-erasure")
    refused = operator.post("desk:erasure-confirm", scenery.code, only(scenery, ErasureRequest).id)
    assert refused.status == 409
    assert "An operator can lift it" in refused.text
    operator.follow(operator.post("desk:hold-lift", scenery.code, only(scenery, Hold).id))
    assert operator.follow(told).has("confirm-erasure")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"subject_kind": "person"}, "Say whom to hold"),
        ({"subject_kind": "case"}, "Say which case to hold"),
        ({"subject_kind": "case", "number": "RHEIN-9999-X"}, "no such case"),
        ({"subject_kind": "person", "person": "who@example.org"}, "no contact with this address"),
        ({"subject_kind": "customer", "reason": ""}, "required"),
    ],
)
def test_a_hold_says_what_is_missing(scenery: Scenery, operator: Door, typed: dict[str, Any], told: str) -> None:
    page = operator.post("desk:hold-new", scenery.code, data={"reason": "A court asks."} | typed)
    assert page.status == 422
    assert told in page.text


def test_the_preview_of_retention_and_the_map(scenery: Scenery, operator: Door) -> None:
    assert "Words and files of closed cases 1,095 days" in operator.get("desk:privacy", preview="1").part("periods")
    assert "cases.EventBody" in operator.get("desk:data-map").part("map")


def test_a_person_takes_its_data_along(cast: StandingCast, scenery: Scenery) -> None:
    hanna = Door(cast.management.engineer)
    page = hanna.get("portal:your-data")
    assert "Your cases 1" in page.part("held")
    answer = hanna.client.get(page.link("download"))
    assert answer.content[:2] == b"PK"
    assert answer.headers["Cache-Control"].startswith("no-store")
    assert not page.has("ask-erasure")


def test_the_other_customers_person_is_absent(cast: StandingCast, scenery: Scenery, operator: Door) -> None:
    stranger: Contact = cast.other.engineer.contact
    for name in ("desk:person-privacy", "desk:person-export"):
        assert operator.get(name, scenery.code, stranger.id).status == 404
    data = {"contact": str(stranger.id), "reason": "x"}
    assert Door(cast.management.lead).post("portal:erasure-new", data=data).status == 422


def test_an_auditor_reads_and_changes_nothing(cast: StandingCast, scenery: Scenery) -> None:
    auditor = Door(cast.auditor)
    hanna = cast.management.engineer.contact
    page = auditor.get("desk:person-privacy", scenery.code, hanna.id)
    assert page.status == 200
    assert not page.has("export")
    assert not page.has("send")
    assert auditor.get("desk:person-export", scenery.code, hanna.id).status == 403
    assert auditor.post("desk:erasure-new", scenery.code, hanna.id, data={"reason": "x"}).status == 403
