"""People find a case by its number as they heard it, by a serial, or by words of the symptom."""

import pytest

from tests.cases.factories import opened
from tests.cast import Cast
from voorrang.cases.models import Case, QueueRow
from voorrang.cases.queries import matching


@pytest.fixture
def cases(town: Cast) -> list[Case]:
    return [
        opened(town, title="Black screen after the update", serials=["5CG1234ABC", "5CG9999XYZ"]),
        opened(town, title="Paper jam", serials=["PHB1234567"]),
    ]


def found(text: str) -> list[str]:
    return [row.number for row in QueueRow.objects.filter(matching(text)).order_by("number")]


@pytest.mark.parametrize("typed", ["{n}", " {l} ", "{s}", "nieuw 2", "NIEUW-0002", "nieuw0002", "2", "#2", "0002"])
def test_a_number_may_be_typed_sloppily(cases: list[Case], typed: str) -> None:
    number = cases[1].number
    assert found(typed.format(n=number, l=number.lower(), s=number.replace("-", " "))) == [number]


def test_a_wrong_check_letter_finds_nobody_elses_case(cases: list[Case]) -> None:
    letter = "A" if cases[1].number[-1] != "A" else "B"
    assert found(f"{cases[1].number[:-1]}{letter}") == []


@pytest.mark.parametrize("typed", ["5cg9999xyz", "5CG 9999 XYZ"])
def test_any_serial_of_a_case_leads_to_it(cases: list[Case], typed: str) -> None:
    assert found(typed) == [cases[0].number]


@pytest.mark.parametrize("typed", ["update", "screen black", "BLACK"])
def test_all_words_must_stand_in_the_symptom(cases: list[Case], typed: str) -> None:
    assert found(typed) == [cases[0].number]


@pytest.mark.parametrize("typed", ["screen paper", "' OR 1=1 --", "%", "_____", "\x00\x00x", "(", "99999999999999999"])
def test_odd_texts_find_nothing_and_break_nothing(cases: list[Case], typed: str) -> None:
    assert found(typed) == []


def test_no_text_finds_all(cases: list[Case]) -> None:
    assert len(found("  ")) == 2
