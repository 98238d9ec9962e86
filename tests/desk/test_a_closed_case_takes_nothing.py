"""A closed case takes a note or a reopening, and says so when one tries anything else."""

import pytest

from tests.desk.door import Door, Scenery
from tests.desk.test_working_on_a_case import write


@pytest.fixture
def closed(scenery: Scenery, agent: Door) -> Scenery:
    write(agent, scenery, "resolve", "Done.")
    write(agent, scenery, "close", "")
    assert scenery.row().status == "closed"
    return scenery


@pytest.mark.parametrize("act", ["close", "answer", "ask_back", "resolve"])
def test_it_says_that_it_is_closed_and_keeps_the_words(closed: Scenery, agent: Door, act: str) -> None:
    before = closed.events()
    page = write(agent, closed, act, "One more thing.")
    assert page.status == 409
    assert "is closed already" in page.text
    assert "Reopen it" in page.text
    assert page.value("text") == "One more thing."
    assert closed.events() == before


def test_it_is_reopened(closed: Scenery, agent: Door) -> None:
    agent.follow(write(agent, closed, "reopen", "It came back."))
    assert closed.row().status == "open"
    assert closed.events()[-1] == "case.reopened"


def test_it_cannot_be_taken(closed: Scenery, agent: Door) -> None:
    page = agent.post("desk:case-owner", closed.case.id, data={"act": "take", "seen": ""})
    assert page.status == 409
    assert "is closed already" in page.text
