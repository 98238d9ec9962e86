"""Two editions in sentences, whom the difference touches, and the notices: drafted, mended, approved, sent once."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cast import AT, PROGRAMME, Staff, StandingCast, serving
from tests.desk.door import Door, Scenery
from tests.support.mails import delivered
from voorrang.editions.canonical import canonical_json, content_hash
from voorrang.editions.models import Edition, ReadingSwitch
from voorrang.editions.store import hashes_at
from voorrang.lib.tenancy import on_side
from voorrang.notices.actions import look_at
from voorrang.notices.models import Comparison, Notice

JUNE = datetime(2026, 6, 1, tzinfo=UTC)


def drafted() -> Notice:
    with on_side("vendor"):
        return Notice.objects.select_related("customer").get()


def as_staff(person: Any) -> Staff:
    return person  # type: ignore[no-any-return]  # signs in as anybody does


@pytest.fixture
def newer(scenery: Scenery) -> Edition:
    """From June on Germany, where Rheinwerk is, is no longer covered."""
    body = copy.deepcopy(json.loads(Edition.objects.get(hash=hashes_at(PROGRAMME, AT)["coverage"]).body))
    body["starts_on"] = "2026-06-01"
    for region in body["region"]:
        region["countries"] = [one for one in region["countries"] if one != "DE"]
    body["country"].pop("DE", None)
    return Edition.objects.create(
        programme=PROGRAMME,
        part="coverage",
        label="2026-06",
        starts_at=JUNE,
        stored_at=AT,
        hash=content_hash(body),
        body=canonical_json(body),
    )


@pytest.fixture
def compared(operator: Door, scenery: Scenery, newer: Edition) -> Comparison:
    """The operator has asked, and the worker has looked at Rheinwerk."""
    operator.post("desk:change-compare")
    found = Comparison.objects.get()
    with serving(scenery.one):
        look_at(comparison=found, at=AT)
    return found


def test_what_differs_is_told_with_its_clause(sales: Door, newer: Edition) -> None:
    page = sales.get("desk:change-list")
    assert "No longer covered: Germany." in page.part("told")
    assert "C.3" in page.part("told")


def test_the_same_edition_twice_says_so(operator: Door, scenery: Scenery) -> None:
    assert "one and the same edition" in operator.get("desk:change-list").text


def test_whom_it_touches_is_listed_narrowed_and_exported(operator: Door, compared: Comparison) -> None:
    page = operator.get("desk:comparison-detail", compared.id)
    assert "Rheinwerk" in page.part("touched")
    assert "Germany, which is no longer covered" in page.part("touched")
    assert not operator.get("desk:comparison-detail", compared.id, kind="languages").has("touched")
    assert "RHEIN" in operator.get("desk:comparison-detail", compared.id, format="csv").html


def test_named_roles_see_their_own_customers_only(cast: StandingCast, compared: Comparison) -> None:
    expert = Door(cast.remote_expert)
    assert "Rheinwerk" not in expert.get("desk:comparison-detail", compared.id).text


def test_asked_twice_it_is_one_comparison(operator: Door, compared: Comparison) -> None:
    assert str(compared.id) in operator.post("desk:change-compare").to
    assert Comparison.objects.count() == 1


def test_a_notice_is_drafted_mended_approved_and_sent_once(
    operator: Door, compared: Comparison, scenery: Scenery, committed: Any, cast: StandingCast
) -> None:
    operator.post("desk:notice-draft", compared.id)
    operator.post("desk:notice-draft", compared.id)
    notice = drafted()
    assert (notice.customer.code, notice.due_at.date().isoformat()) == ("RHEIN", "2026-05-02")
    where = (scenery.code, notice.id)
    page = operator.get("desk:notice-detail", *where)
    assert "Germany" in page.value("text")
    operator.post("desk:notice-reword", *where, data={"text": "Germany goes. We are sorry."})
    portal = Door(as_staff(cast.management.lead))
    assert "We are sorry" not in portal.get("portal:notice-list").text
    with committed():
        sent = operator.follow(operator.post("desk:notice-approve", *where))
    assert "Olga Operator" in sent.part("sent")
    assert operator.post("desk:notice-approve", *where).status == 409
    assert [(mail.to[0], "We are sorry" in mail.body) for mail in delivered()] == [("lea@rhein.example", True)]
    assert "We are sorry" in portal.get("portal:notice-list").part("notice")
    other = Door(as_staff(cast.outsider))
    assert "We are sorry" not in other.get("portal:notice-list").text
    assert operator.get("desk:notice-detail", "QUER", notice.id).status == 404


def test_words_that_are_gone_are_not_kept(operator: Door, compared: Comparison, scenery: Scenery) -> None:
    operator.post("desk:notice-draft", compared.id)
    notice = drafted()
    assert operator.post("desk:notice-reword", scenery.code, notice.id, data={"text": " "}).status == 422


def test_a_dropped_notice_goes_to_nobody(operator: Door, compared: Comparison, scenery: Scenery) -> None:
    operator.post("desk:notice-draft", compared.id)
    notice = drafted()
    operator.post("desk:notice-drop", scenery.code, notice.id)
    assert operator.post("desk:notice-approve", scenery.code, notice.id).status == 409
    assert delivered() == []


def test_trying_a_reading_stores_nothing_and_drafts_nothing(operator: Door, scenery: Scenery) -> None:
    page = operator.post("desk:reading-preview", data={"reading": "Q.3", "choice": "pcs_only"})
    tried = Comparison.objects.get()
    assert tried.choices == {"Q.3": "pcs_only"}
    assert "Only tried" in operator.follow(page).text
    operator.post("desk:notice-draft", tried.id)
    with on_side("vendor"):
        assert not Notice.objects.exists()
    assert operator.post("desk:reading-preview", data={"reading": "Q.1", "choice": "three"}).status == 404


def test_a_reading_is_switched_from_a_day_on_and_taken_back(operator: Door, scenery: Scenery) -> None:
    said = {"reading": "Q.3", "choice": "pcs_only", "starts_on": "2026-05-01", "reason": "Legal asked."}
    page = operator.follow(operator.post("desk:reading-switch", data=said))
    assert "Legal asked." in page.part("switches")
    assert operator.post("desk:reading-switch", data={**said, "starts_on": "2026-01-01"}).status == 422
    switch = ReadingSwitch.objects.get()
    assert "taken back" in operator.follow(operator.post("desk:reading-undo", switch.id)).part("switches")
    assert operator.post("desk:reading-undo", switch.id).status == 409


def test_sales_reads_but_does_not_switch(sales: Door, scenery: Scenery) -> None:
    assert not sales.get("desk:reading-list").has("try-Q.3")
    assert sales.post("desk:reading-switch", data={}).status == 403
