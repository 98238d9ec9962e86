"""Filters of the queue stand in the address, combine, survive a nonsense value, and find nothing with a way out."""

import pytest

from tests.cast import StandingCast
from tests.desk.door import DESKTOP, PRINTER, Door, Scenery


@pytest.fixture
def three(scenery: Scenery) -> Scenery:
    """Three cases of Rheinwerk: one more on the printer, one that nobody listed may claim for."""
    scenery.open(PRINTER, title="Paper jam in tray 2")
    scenery.open("ZZZ99999", title="Screen flickers", language="nl")
    return scenery


def titles(door: Door, **query: str) -> set[str]:
    page = door.get("desk:queue", **query)
    known = {"Will not power on", "Paper jam in tray 2", "Screen flickers"}
    return {title for title in known if title in page.text}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Will not power on", "Paper jam in tray 2", "Screen flickers"}),
        ({"q": "paper"}, {"Paper jam in tray 2"}),
        ({"q": "JAM paper"}, {"Paper jam in tray 2"}),
        ({"q": DESKTOP}, {"Will not power on"}),
        ({"q": "zzz99999"}, {"Screen flickers"}),
        ({"q": "RHEIN-0002"}, {"Paper jam in tray 2"}),
        ({"q": "rhein 2"}, {"Paper jam in tray 2"}),
        ({"country": "DE", "q": "power"}, {"Will not power on"}),
        ({"country": "FR"}, set()),
        ({"status": "closed"}, set()),
        ({"unassigned": "1"}, {"Will not power on", "Paper jam in tray 2", "Screen flickers"}),
        ({"owner": "me"}, set()),
        ({"overdue": "1"}, set()),
        ({"customer": "RHEIN"}, {"Will not power on", "Paper jam in tray 2", "Screen flickers"}),
    ],
)
def test_each_filter_finds_its_cases(three: Scenery, agent: Door, query: dict[str, str], found: set[str]) -> None:
    assert titles(agent, **query) == found


def test_filters_stay_in_the_address_and_combine(three: Scenery, agent: Door) -> None:
    page = agent.get("desk:queue", tier="PM", country="DE")
    assert "tier=PM&amp;country=DE&amp;overdue=1" in page.html
    assert 'name="tier" value="PM"' in page.html
    assert page.link("clear-filters") == "?"


def test_nothing_found_says_how_to_go_on(three: Scenery, agent: Door) -> None:
    page = agent.get("desk:queue", q="no such words")
    assert page.has("empty")
    assert "No case fits these filters" in page.text
    assert "Show all that run" in page.text


NONSENSE = [
    "' OR 1=1 --",
    "-due_at;DROP TABLE x",
    "\0",
    "💥" * 300,
    "../../etc",
    "<script>alert(1)</script>",
    "%",
    "_",
    "\\",
]


FORGED = [*NONSENSE, "W10", "WyIiLCAieCJd", "bnVsbA", "WyIyMDI2LTAzLTAyIiwgIngiXQ"]


@pytest.mark.parametrize("name", ["status", "tier", "country", "customer", "owner", "language", "sort", "format"])
def test_a_value_that_is_no_choice_filters_nothing(three: Scenery, agent: Door, name: str) -> None:
    for value in NONSENSE:
        page = agent.get("desk:queue", **{name: value})
        assert page.status == 200
        assert "3 cases" in page.text
        assert "<script>alert" not in page.html


def test_whatever_is_searched_for_is_only_text(three: Scenery, agent: Door) -> None:
    for value in NONSENSE:
        page = agent.get("desk:queue", q=value)
        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "3 cases" not in page.text or not value.strip("\0"), value


def test_a_forged_cursor_shows_the_first_page(three: Scenery, agent: Door) -> None:
    for cursor in FORGED:
        page = agent.get("desk:queue", cursor=cursor)
        assert "3 cases" in (agent.follow(page) if page.status == 302 else page).text, cursor


def test_a_named_role_sees_its_own_customers_only(three: Scenery, cast: StandingCast, manager: Door) -> None:
    assert titles(manager) == {"Will not power on", "Paper jam in tray 2", "Screen flickers"}
    assert titles(Door(cast.remote_expert)) == set()
    assert titles(Door(cast.remote_expert), customer="RHEIN") == set()


def test_languages_that_i_speak(three: Scenery, agent: Door, operator: Door) -> None:
    assert titles(agent, language="spoken") != set()
    assert titles(operator, language="spoken") == set()
