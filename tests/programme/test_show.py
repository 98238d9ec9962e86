"""The matrix in a terminal and as JSON, and what differs between two editions."""

import json
from pathlib import Path

from voorrang.editions.diff import ABSENT, Change, diff
from voorrang.editions.loader import read_folder
from voorrang.editions.show import matrix_json, matrix_rows, matrix_text
from voorrang.rules.programme import Programme


def test_the_table_shows_included_replaced_and_absent(programme: Programme) -> None:
    table = matrix_text(programme)
    row = next(line for line in table.splitlines() if line.startswith("M.5 "))
    assert row.split()[-4:] == ["·", "●", "→", "→"]
    assert table.splitlines()[-1] == "● included   → replaced by Assigned Global Support Manager   · not included"


def test_the_table_speaks_dutch(programme: Programme) -> None:
    table = matrix_text(programme, "nl")
    assert "Onderdelen met prioriteit" in table
    assert "vervangen door Toegewezen Global Support Manager" in table


def test_another_language_falls_back_to_english(programme: Programme) -> None:
    assert "Priority parts" in matrix_text(programme, "th")


def test_the_table_fits_a_terminal_in_english(programme: Programme) -> None:
    assert max(map(len, matrix_text(programme).splitlines())) <= 80


def test_json_holds_the_same(programme: Programme) -> None:
    shown = json.loads(json.dumps(matrix_json(programme)))
    assert [tier["code"] for tier in shown["tiers"]] == ["PA", "PA+", "PM", "PM+"]
    parts = next(one for one in shown["features"] if one["key"] == "priority_parts")
    assert parts["tiers"] == {"PA": None, "PA+": None, "PM": "included", "PM+": "included"}
    assert shown["identity"]["terms"] == programme.terms_hash
    assert shown["readings"]["Q.3"] == "with_printers"


def test_rows_for_a_page_are_as_long_as_the_tiers(programme: Programme) -> None:
    rows = matrix_rows(programme)
    assert len(rows) == 22
    assert {len(row.standings) for row in rows} == {4}


def test_diff_names_each_changed_path_by_id(folder: Path) -> None:
    old = read_folder(folder).terms
    new = json.loads(json.dumps(old))
    new["visits_a_year"] = 6
    new["matrix"]["PA"]["training"] = "included"
    new["tier"].reverse()
    new["tier"][0]["name"]["nl"] = "Iets anders"
    assert diff(old, new) == [
        Change("matrix/PA/training", ABSENT, "included"),
        Change("tier/PM+/name/nl", "Priority Management Plus", "Iets anders"),
        Change("visits_a_year", 4, 6),
    ]


def test_diff_of_equal_contents_is_empty(folder: Path) -> None:
    terms = read_folder(folder).terms
    assert diff(terms, json.loads(json.dumps(terms))) == []
