"""Where closed cases are listed too, words are looked for in the newest ones only, and the page says in how many."""

import importlib
from typing import Any

import pytest

from tests.cases.factories import HOUR, opened
from tests.cast import AT, Cast
from voorrang.cases.models import Case
from voorrang.cases.queries import CaseFilters, Page, QueueFilters, cases_of, queue
from voorrang.lib.tenancy import on_side


@pytest.fixture
def cases(town: Cast, monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    monkeypatch.setattr(importlib.import_module("voorrang.cases.queries.queue"), "WORDS_WITHIN", 2)
    return [
        opened(town, title=f"Black screen {place}", serials=[f"5CG999{place}"], at=AT + place * HOUR)
        for place in range(3)
    ]


def page(**filters: Any) -> Page:
    with on_side("vendor"):
        return queue(QueueFilters(**filters), at=AT)


def test_older_cases_are_left_out_and_the_page_tells(cases: list[Case]) -> None:
    shown = page(status="all", search="screen")
    assert [row.title for row in shown.rows] == ["Black screen 2", "Black screen 1"]
    assert shown.whole.newest == 2
    assert cases_of(None, CaseFilters(search="screen"), at=AT).whole.newest == 2


def test_cases_that_run_are_all_looked_through(cases: list[Case]) -> None:
    shown = page(search="screen")
    assert len(shown.rows) == 3
    assert shown.whole.newest is None


def test_numbers_and_serials_are_found_however_old(cases: list[Case]) -> None:
    for typed in (cases[0].number, "5cg9990"):
        shown = page(status="all", search=typed)
        assert [row.id for row in shown.rows] == [cases[0].id]
        assert shown.whole.newest is None


def test_a_filter_reaches_further_back(cases: list[Case]) -> None:
    assert page(status="all", search="screen", serial="5cg9990").whole.newest is None


def test_an_export_looks_through_all(cases: list[Case]) -> None:
    shown = page(status="all", search="screen", thorough=True)
    assert len(shown.rows) == 3
    assert shown.whole.newest is None
