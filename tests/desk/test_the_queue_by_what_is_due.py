"""The queue: empty, one and many; the next one is the loud one; counts are true; the export holds everything."""

import re
from datetime import timedelta
from typing import Any

from tests.cast import AT, StandingCast, make_staff, serving
from tests.desk.door import DESKTOP, Door, Scenery
from tests.desk.test_working_on_a_case import write


def test_an_empty_queue_says_what_will_stand_here(cast: StandingCast, agent: Door) -> None:
    page = agent.get("desk:queue")
    assert page.has("empty")
    assert "Nothing waits" in page.text
    assert "0 cases" in page.text


def test_one_case_is_the_loud_one(scenery: Scenery, agent: Door) -> None:
    page = agent.get("desk:queue")
    assert "1 case" in page.text
    assert page.html.count("is-next") == 1
    assert "due in 1 h" in page.text


def test_what_is_due_first_stands_first_and_alone_is_loud(scenery: Scenery, agent: Door, settings: Any) -> None:
    settings.VOORRANG_NOW = AT + timedelta(hours=2)
    for number in range(5):
        scenery.open(DESKTOP, title=f"Later {number}")
    page = agent.get("desk:queue")
    assert page.html.index("is-next") < page.html.index(scenery.case.number)
    assert page.html.count("is-next") == 1
    assert "overdue 1 h" in page.text


def test_paused_cases_stand_last(scenery: Scenery, agent: Door) -> None:
    later = scenery.open(DESKTOP, title="Later")
    write(agent, scenery, "ask_back")
    page = agent.get("desk:queue")
    assert page.html.index(later.number) < page.html.index(scenery.case.number)
    assert "paused" in page.text


def test_counts_beside_the_filters_are_true(scenery: Scenery, agent: Door, settings: Any) -> None:
    scenery.open(DESKTOP, title="Another")
    agent.post("desk:case-owner", scenery.case.id, data={"act": "take", "seen": ""})
    settings.VOORRANG_NOW = AT + timedelta(hours=2)
    page = agent.get("desk:queue")
    assert "Overdue 2" in page.text
    assert "Unassigned 1" in page.text
    assert "1 case" in agent.get("desk:queue", owner="me").text


def test_many_are_paged_without_losing_or_repeating_one(scenery: Scenery, agent: Door) -> None:
    for number in range(60):
        scenery.open(DESKTOP, title=f"Case number {number:02}")
    first = agent.get("desk:queue")
    assert "61 cases, 50 shown" in first.text
    second = agent.get("/desk/" + first.link("next"))
    shown = [title for page in (first, second) for title in numbers(page.text)]
    assert sorted(shown) == [f"{number:02}" for number in range(60)]


def test_the_export_is_complete_and_says_what_the_list_says(scenery: Scenery, agent: Door) -> None:
    for number in range(60):
        scenery.open(DESKTOP, title=f"Case number {number:02}")
    export = agent.get("/desk/" + agent.get("desk:queue").link("export"))
    assert export.response.headers["Content-Type"].startswith("text/csv")
    assert export.response.streaming
    assert len(export.html.strip().splitlines()) == 62
    assert len(agent.get("desk:queue", q="power", format="csv").html.strip().splitlines()) == 2


def test_the_export_runs_no_formula(scenery: Scenery, agent: Door) -> None:
    scenery.open(DESKTOP, title="=1+1")
    assert "'=1+1" in agent.get("desk:queue", format="csv").html


def test_what_ended_is_found_again(scenery: Scenery, agent: Door) -> None:
    write(agent, scenery, "resolve", "Done.")
    assert "Nothing waits" in agent.get("desk:queue").text
    assert scenery.case.number in agent.get("desk:queue", status="resolved").text
    assert scenery.case.number in agent.get("desk:queue", status="all").text


def test_a_planner_reads_the_queue_and_opens_nothing(scenery: Scenery, cast: StandingCast) -> None:
    planner = Door(make_staff("Pia Planner", "planner"))
    page = planner.get("desk:queue")
    assert scenery.case.number in page.text
    assert scenery.case_url not in page.html
    with serving(scenery.one):
        assert planner.get(scenery.case_url).status == 403


def numbers(text: str) -> list[str]:
    return re.findall(r"Case number (\d\d)", text)
