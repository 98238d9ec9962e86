"""A case's clocks explain themselves: intervals with reasons, the hours they count in, promise or our own target."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import AT, StandingCast, serving
from tests.desk.door import DESKTOP, Door, Scenery, open_one, plain
from tests.entitlements.claims import rheinwerk_in_force
from voorrang.audit.actor import SYSTEM
from voorrang.cases.models import Case
from voorrang.contracts.actions import PromiseTerms, sign_agreement, store_calendar
from voorrang.contracts.models import InternalTarget

HOURS = {str(weekday): [["08:00", "18:00"]] for weekday in range(5)}


@pytest.fixture
def promised(cast: StandingCast) -> Scenery:
    """Rheinwerk has an agreement: an answer within two working hours of Berlin. Our own target is one hour."""
    scene = rheinwerk_in_force(cast)
    with serving(scene.one):
        store_calendar(key="agreed", zone="Europe/Berlin", weekly=HOURS, by=SYSTEM, at=AT)
        terms = [PromiseTerms(kind="response", seconds=7200, calendar_key="agreed")]
        sign_agreement(number="RHEIN-A", starts_at=AT - timedelta(days=9), promises=terms, by=SYSTEM, at=AT)
    InternalTarget.objects.create(programme=scene.one.customer.programme, kind="response", seconds=3600)
    return Scenery(scene.one, scene, open_one(scene, DESKTOP, title="Will not power on"))


def test_a_promise_names_its_agreement_and_its_hours(promised: Scenery, agent: Door) -> None:
    promise, _target = clocks(agent, promised)
    assert "promised" in promise
    assert "RHEIN-A" in promise
    assert "2 h" in promise
    assert "Berlin" in promise
    assert "not shown to the customer" not in promise


def test_our_own_target_says_that_the_customer_never_sees_it(promised: Scenery, agent: Door) -> None:
    _promise, target = clocks(agent, promised)
    assert "internal target, not shown to the customer" in target
    assert "1 h" in target
    assert "promised" not in target


def test_the_customer_sees_the_promise_and_never_the_target(promised: Scenery, agent: Door, settings: Any) -> None:
    settings.VOORRANG_NOW = AT + timedelta(minutes=90)
    assert "overdue" in agent.get(promised.case_url).text
    agent.client.force_login(promised.one.engineer.user)
    page = agent.get("portal:case-detail", promised.case.id)
    assert "internal target" not in page.html
    assert "overdue" not in page.text
    assert page.html.count('data-test="clock"') == 1


def test_without_an_agreement_the_customer_sees_no_deadline(scenery: Scenery, agent: Door, settings: Any) -> None:
    settings.VOORRANG_NOW = AT + timedelta(days=3)
    assert "overdue" in agent.get(scenery.case_url).text
    agent.client.force_login(scenery.one.engineer.user)
    page = agent.get("portal:case-detail", scenery.case.id)
    assert "overdue" not in page.text
    assert not page.has("clock")


def test_the_intervals_say_what_counted_and_what_did_not(promised: Scenery, agent: Door, settings: Any) -> None:
    InternalTarget.objects.create(programme=promised.one.customer.programme, kind="resolution", seconds=8 * 3600)
    case = promised.open(DESKTOP)
    settings.VOORRANG_NOW = AT + timedelta(hours=1)
    data = {"act": "ask_back", "text": "Which charger?", "version": 1}
    agent.follow(agent.post("desk:case-write", case.id, data=data))
    settings.VOORRANG_NOW = AT + timedelta(hours=3)
    shown = agent.get("desk:case-detail", case.id)
    assert "Why is it due then?" in shown.text
    assert "waiting on the customer" in shown.text
    assert "counted 1 h" in shown.html
    assert "paused 2 h" in shown.html


def test_nights_and_weekends_do_not_count_against_a_promise(cast: StandingCast, agent: Door, settings: Any) -> None:
    scene = rheinwerk_in_force(cast)
    with serving(scene.one):
        store_calendar(key="agreed", zone="Europe/Berlin", weekly=HOURS, by=SYSTEM, at=AT)
        terms = [PromiseTerms(kind="resolution", seconds=16 * 3600, calendar_key="agreed")]
        sign_agreement(number="RHEIN-A", starts_at=AT - timedelta(days=9), promises=terms, by=SYSTEM, at=AT)
    case = open_one(scene, DESKTOP, title="Slow")
    settings.VOORRANG_NOW = AT + timedelta(days=1)
    page = agent.get("desk:case-detail", case.id)
    assert "outside working hours" in page.text
    assert "3 Mar, 17:00" in page.text or "3 Mar, 16:00" in page.text or "today" in page.text
    with serving(scene.one):
        assert Case.objects.get(id=case.id).number in page.text


def test_a_case_without_clocks_says_so(cast: StandingCast, agent: Door) -> None:
    scene = rheinwerk_in_force(cast)
    page = agent.get("desk:case-detail", open_one(scene, DESKTOP, title="Slow").id)
    assert "No clock runs for this case" in page.text


def clocks(door: Door, scenery: Scenery) -> list[str]:
    """Return the words of each clock of the case."""
    html = door.get(scenery.case_url).html
    parts = html.split('data-test="clock"')[1:]
    return [plain(part.partition("</details>")[0]) for part in parts]
