"""Every claim of a customer is decided and kept: a list to look through, and a page that explains one."""

from uuid import uuid4

from tests.desk.door import DESKTOP, LAPTOP, Door, Scenery


def test_the_list_shows_outcome_devices_and_door(scenery: Scenery, agent: Door) -> None:
    scenery.scene.ask(LAPTOP)
    scenery.scene.ask()
    page = agent.get("desk:decision-list", customer=scenery.code)
    assert "3 decisions" in page.text
    for words in ("entitled", "refused", DESKTOP, LAPTOP, "a question", "Portal"):
        assert words in page.part("decisions"), words


def test_it_is_narrowed_by_outcome_and_door(scenery: Scenery, agent: Door) -> None:
    scenery.scene.ask(LAPTOP)
    refused = agent.get("desk:decision-list", customer=scenery.code, outcome="refused")
    assert "1 decision" in refused.text
    assert DESKTOP not in refused.part("decisions")
    assert "No decision fits" in agent.get("desk:decision-list", customer=scenery.code, door="api").text
    assert "2 decisions" in agent.get("desk:decision-list", customer=scenery.code, outcome="' OR 1=1").text


def test_a_page_shows_facts_reasons_and_edition(scenery: Scenery, agent: Door) -> None:
    page = agent.get("desk:decision-detail", scenery.code, scenery.case.decision_id)
    assert "Decision on RHEIN-0001-" in page.text
    assert "helpdesk staff of the customer" in page.part("facts")
    assert DESKTOP in page.part("facts")
    assert all(why.clauses for why in page.reasons)
    assert "2024-05" in page.part("edition")


def test_a_decision_that_opened_no_case_is_explained_too(scenery: Scenery, agent: Door) -> None:
    refused = scenery.scene.ask(LAPTOP).decision_id
    page = agent.get("desk:decision-detail", scenery.code, refused)
    assert "Ask again" in page.text
    assert page.reasons[0].cure


def test_the_export_holds_all_of_them(scenery: Scenery, agent: Door) -> None:
    for _ in range(60):
        scenery.scene.ask(DESKTOP)
    page = agent.get("desk:decision-list", customer=scenery.code)
    assert "61 decisions, 50 shown" in page.text
    export = agent.get(page.link("export").join(("/desk/decisions/", "")))
    assert len(export.html.strip().splitlines()) == 62


def test_what_is_not_there(scenery: Scenery, agent: Door) -> None:
    assert agent.get("desk:decision-detail", scenery.code, uuid4()).status == 404
    assert agent.get("desk:decision-detail", "NOBODY", scenery.case.decision_id).status == 404
