"""An agent answers, asks back, notes, resolves and closes; the clocks and the queue follow."""

from typing import Any

from tests.desk.door import Door, Page, Scenery


def write(door: Door, scenery: Scenery, act: str, text: str = "Which charger?", **more: Any) -> Page:
    data = {"act": act, "text": text, "version": scenery.version()} | more
    return door.post("desk:case-write", scenery.case.id, data=data)


def test_an_answer_meets_the_response(scenery: Scenery, agent: Door) -> None:
    assert scenery.row().due_at is not None
    page = agent.follow(write(agent, scenery, "answer", "We look into it."))
    assert "We look into it." in page.text
    assert "Ada Agent answered" in page.text
    assert 'data-due="kept"' in page.html
    assert scenery.events()[-1] == "case.answered"


def test_asking_back_stops_the_clocks(scenery: Scenery, agent: Door) -> None:
    page = agent.follow(write(agent, scenery, "ask_back"))
    assert "The clocks stand still until the customer replies" in page.text
    assert scenery.row().status == "waiting"


def test_a_note_stays_inside_and_moves_no_clock(scenery: Scenery, agent: Door) -> None:
    before = scenery.row().due_at
    page = agent.follow(write(agent, scenery, "note", "Same blink code as last week."))
    assert "data-internal" in page.html
    assert "The customer does not see it" in page.text
    assert scenery.row().due_at == before


def test_resolved_then_closed(scenery: Scenery, agent: Door) -> None:
    page = agent.follow(write(agent, scenery, "resolve", "A new charger is on its way."))
    assert "resolved the case" in page.text
    assert scenery.row().status == "resolved"
    assert page.has("act-close")
    assert not page.has("act-resolve")
    agent.follow(write(agent, scenery, "close", ""))
    assert scenery.row().status == "closed"


def test_a_resolved_case_is_reopened(scenery: Scenery, agent: Door) -> None:
    write(agent, scenery, "resolve", "Done.")
    page = agent.follow(write(agent, scenery, "reopen", "It came back."))
    assert "The case is open again" in page.text
    assert scenery.row().status == "open"


def test_an_answer_needs_words(scenery: Scenery, agent: Door) -> None:
    page = write(agent, scenery, "answer", "   ")
    assert page.status == 422
    assert page.has("form-errors")
    assert scenery.events() == ["case.opened"]


def test_the_customer_reads_what_is_for_it_and_nothing_else(scenery: Scenery, agent: Door) -> None:
    write(agent, scenery, "note", "Between us.")
    write(agent, scenery, "answer", "For you.")
    agent.client.force_login(scenery.one.engineer.user)
    page = agent.get("portal:case-detail", scenery.case.id)
    assert "For you." in page.text
    assert "Between us." not in page.html


def test_what_the_page_does_not_offer_is_refused(scenery: Scenery, agent: Door) -> None:
    good = {"act": "answer", "text": "Hello.", "version": scenery.version()}
    for bad in ({"act": "reply"}, {"act": ""}, {"version": "x"}, {"version": "0"}, {"text": "x" * 20_001}):
        page = agent.post("desk:case-write", scenery.case.id, data=good | bad)
        assert page.status == 422, bad
    assert scenery.events() == ["case.opened"]


def test_an_auditor_reads_and_writes_nothing(scenery: Scenery, auditor: Door) -> None:
    page = auditor.get("desk:case-detail", scenery.case.id)
    assert page.status == 200
    assert not page.has("compose")
    assert write(auditor, scenery, "answer").status == 403
