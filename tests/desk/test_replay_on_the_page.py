"""A stored decision is decided again on its page: the same answer, or what was changed since."""

from django.db import transaction

from tests.cast import StandingCast
from tests.desk.door import Door, Page, Scenery, scenery_of
from tests.entitlements.test_replay import tamper


def replayed(door: Door, scenery: Scenery) -> Page:
    return door.get("desk:decision-detail", scenery.code, scenery.case.decision_id, replay="1")


def test_it_comes_out_the_same(scenery: Scenery, agent: Door) -> None:
    page = replayed(agent, scenery)
    assert 'data-equal="yes"' in page.html
    assert "it comes out the same" in page.text


def test_a_changed_fact_is_told(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        scenery, agent = scenery_of(cast), Door(cast.agent)
    statement = "UPDATE entitlements_decision SET facts = replace(facts, %(old)s, %(new)s) WHERE id = %(id)s"
    tamper(statement, {"old": '"helpdesk"', "new": '"end_user"', "id": scenery.case.decision_id})
    page = replayed(agent, scenery)
    assert page.status == 200
    assert 'data-equal="no"' in page.html
    assert "does not come out the same" in page.text


def test_facts_that_can_no_longer_be_read_break_no_page(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        scenery, agent = scenery_of(cast), Door(cast.agent)
    tamper(
        "UPDATE entitlements_decision SET facts = %(new)s WHERE id = %(id)s",
        {"new": "{", "id": scenery.case.decision_id},
    )
    assert "can no longer be read" in agent.get("desk:decision-detail", scenery.code, scenery.case.decision_id).text
    assert 'data-equal="no"' in replayed(agent, scenery).html
    assert agent.get("desk:case-detail", scenery.case.id).status == 200


def test_without_asking_nothing_is_replayed(scenery: Scenery, agent: Door) -> None:
    assert not agent.get("desk:decision-detail", scenery.code, scenery.case.decision_id).has("replay-result")
