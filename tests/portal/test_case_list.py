"""The list of cases: state, text, mine or all; the count is true, the export is what the filters leave."""

from tests.cast import AT, StandingCast, serving
from tests.desk.door import PRINTER, Door, Scenery
from voorrang.cases import actions


def test_none_one_and_many(scenery: Scenery, engineer: Door) -> None:
    assert "1 case" in engineer.get("portal:case-list").text
    for _more in range(2):
        scenery.open(PRINTER)
    assert "3 cases" in engineer.get("portal:case-list").text
    none = engineer.get("portal:case-list", q="nothing like it")
    assert "No case fits these filters" in none.text
    assert none.has("clear-filters")


def test_filters_combine(scenery: Scenery, cast: StandingCast, lead: Door, engineer: Door) -> None:
    other = scenery.open(PRINTER, title="Fan is loud")
    with serving(scenery.one):
        actions.ask_back(case=other, text="How loud?", by=cast.agent.actor, at=AT)

    def found(door: Door, **query: str) -> set[str]:
        text = door.get("portal:case-list", **query).text
        return {number for number in (scenery.case.number, other.number) if number in text}

    assert found(engineer) == {scenery.case.number, other.number}
    assert found(engineer, status="waiting") == {other.number}
    assert found(engineer, status="active", q="fan") == {other.number}
    assert found(engineer, q=PRINTER) == {other.number}
    assert found(engineer, status="closed") == set()
    assert found(engineer, mine="1") == {scenery.case.number, other.number}
    assert found(lead, mine="1") == set()


def test_the_export_is_what_the_filters_leave(scenery: Scenery, engineer: Door) -> None:
    scenery.open(PRINTER, title="=cmd|fan")
    lines = engineer.get("portal:case-list", q="fan", format="csv").html.strip().splitlines()
    assert lines[0].lstrip("\ufeff").startswith("number,title,status")
    assert len(lines) == 2
    assert "'=cmd|fan" in lines[1]


def test_an_unusable_cursor_shows_the_first_page(scenery: Scenery, engineer: Door) -> None:
    assert engineer.get("portal:case-list", cursor="%00x").to == "/portal/cases/"
