"""What was found so far is recorded on the case (D.2)."""

from tests.desk.door import Door, Scenery


def test_findings_are_recorded_and_shown(scenery: Scenery, agent: Door) -> None:
    data = {"found": "The fuse is blown.", "version": scenery.version()}
    page = agent.follow(agent.post("desk:case-findings", scenery.case.id, data=data))
    assert "The findings are recorded" in page.text
    assert "The fuse is blown." in page.text
    assert scenery.events()[-1] == "case.diagnosed"


def test_what_the_helpdesk_told_before_stays(scenery: Scenery, agent: Door) -> None:
    agent.post("desk:case-findings", scenery.case.id, data={"found": "More.", "version": scenery.version()})
    assert "The board is dead." in agent.get(scenery.case_url).text


def test_nothing_found_is_no_finding(scenery: Scenery, agent: Door) -> None:
    page = agent.post("desk:case-findings", scenery.case.id, data={"found": " ", "version": scenery.version()})
    assert page.status == 422
    assert scenery.events() == ["case.opened"]
