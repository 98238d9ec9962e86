"""A wrong answer is seen side by side with the right one, and a person makes it good or leaves it."""

from typing import Any

import pytest
from django.urls import reverse

from tests.cast import AT, StandingCast, serving
from tests.desk.door import LAPTOP, Door, Scenery
from tests.entitlements.test_wrongly_refused import GAP
from tests.installed_base.fleet import take_in
from tests.support.mails import delivered
from voorrang.audit.actor import SYSTEM
from voorrang.entitlements.finding import find_redress, standing_decisions
from voorrang.entitlements.models import Redress


@pytest.fixture
def redress(scenery: Scenery) -> Redress:
    """A laptop was refused; an import shows that a Care Pack covered it."""
    scenery.scene.ask(LAPTOP)
    take_in(scenery.one, GAP, at=AT)
    with serving(scenery.one):
        find_redress(decisions=standing_decisions(), by=SYSTEM, at=AT)
        found: Redress = Redress.objects.get()
    return found


def test_an_empty_list_says_that_nobody_waits(manager: Door, scenery: Scenery) -> None:
    assert "Nobody waits" in manager.get("desk:redress-list").text


def test_the_list_shows_what_waits_and_narrows(manager: Door, scenery: Scenery, redress: Redress) -> None:
    page = manager.get("desk:redress-list")
    assert "1 claim was answered wrongly" in page.text
    assert LAPTOP in page.part("redress")
    assert not manager.get("desk:redress-list", state="approved").has("redress")
    assert LAPTOP in manager.get("desk:redress-list", format="csv").html
    assert '"credit": "75.00"' in manager.get("desk:redress-list", format="json").html


def test_named_roles_see_their_own_customers_only(cast: StandingCast, redress: Redress) -> None:
    expert = Door(cast.remote_expert)
    assert LAPTOP not in expert.get("desk:redress-list").text
    assert expert.get("desk:redress-detail", "RHEIN", redress.id).status == 404


def test_then_and_now_stand_side_by_side(manager: Door, scenery: Scenery, redress: Redress) -> None:
    page = manager.get("desk:redress-detail", scenery.code, redress.id)
    assert "refused" in page.part("was")
    assert "entitled" in page.part("now")
    assert "Care Pack" in page.part("changes")
    assert "fleet.csv" in page.part("changes")
    assert page.value("amount") == "75.00"
    assert "We are sorry" in page.value("apology")


def test_a_person_makes_it_good(
    manager: Door, scenery: Scenery, redress: Redress, committed: Any, cast: StandingCast
) -> None:
    said = {"apology": "We are sorry indeed.", "amount": "60", "reason": "Cover was there."}
    with committed():
        page = manager.follow(manager.post("desk:redress-approve", scenery.code, redress.id, data=said))
    assert "60.00 EUR" in page.part("answer")
    assert {mail.to[0] for mail in delivered()} >= {"hanna@rhein.example", "lea@rhein.example"}
    assert manager.post("desk:redress-approve", scenery.code, redress.id, data=said).status == 409
    portal = Door(cast.management.engineer)  # type: ignore[arg-type]  # signs in as anybody does
    told = portal.get("portal:decision-detail", redress.decision_id)
    assert "We are sorry indeed." in told.part("corrected")


def test_without_words_or_reason_nothing_goes_out(manager: Door, scenery: Scenery, redress: Redress) -> None:
    page = manager.post("desk:redress-approve", scenery.code, redress.id, data={"apology": "", "amount": "-1"})
    assert page.status == 422
    assert delivered() == []


def test_an_agent_reads_but_does_not_answer(agent: Door, scenery: Scenery, redress: Redress) -> None:
    page = agent.get("desk:redress-detail", scenery.code, redress.id)
    assert not page.has("approve")
    assert "support manager" in page.text
    said = {"why": "Served by phone."}
    assert agent.post("desk:redress-decline", scenery.code, redress.id, data=said).status == 422


def test_it_may_be_left(manager: Door, scenery: Scenery, redress: Redress) -> None:
    page = manager.post("desk:redress-decline", scenery.code, redress.id, data={"why": "Served by phone."})
    assert "Served by phone." in manager.follow(page).part("answer")


def test_a_year_is_looked_through_when_asked(manager: Door, scenery: Scenery) -> None:
    assert manager.get("desk:redress-list", customer=scenery.code).has("recheck")
    page = manager.post("desk:redress-recheck", scenery.code)
    assert page.to == f"{reverse('desk:redress-list')}?customer={scenery.code}"
