"""The back button after posting, a double click, a lost answer: the same form sent again does nothing more."""

from tests.desk.door import Door, Scenery


def test_an_answer_sent_twice_stands_once(scenery: Scenery, agent: Door) -> None:
    data = {"act": "answer", "text": "Hello.", "version": scenery.version(), "idempotency_key": "one-and-the-same"}
    first = agent.post("desk:case-write", scenery.case.id, data=data)
    again = agent.post("desk:case-write", scenery.case.id, data=data)
    assert (again.status, again.to) == (first.status, first.to) == (302, scenery.case_url)
    assert scenery.events() == ["case.opened", "case.answered"]


def test_a_form_with_an_error_is_mended_under_the_same_key(scenery: Scenery, agent: Door) -> None:
    data = {"act": "answer", "text": "", "version": scenery.version(), "idempotency_key": "mended"}
    assert agent.post("desk:case-write", scenery.case.id, data=data).status == 422
    assert agent.post("desk:case-write", scenery.case.id, data=data | {"text": "Hello."}).status == 302
    assert scenery.events() == ["case.opened", "case.answered"]


def test_every_form_of_the_page_carries_a_key(scenery: Scenery, agent: Door) -> None:
    html = agent.get(scenery.case_url).html
    desk_forms = html.count('action="/desk/')
    assert desk_forms
    assert html.count('name="idempotency_key"') >= desk_forms
