"""People find a case by its number as they heard it, by a serial or its beginning, or by words of the symptom."""

import pytest

from tests.cases.factories import HOUR, opened
from tests.cast import AT, Cast, StandingCast, serving
from voorrang.cases.models import Case, CaseCounter, QueueRow
from voorrang.cases.queries import CaseFilters, QueueFilters, cases_of, queue, search
from voorrang.lib.tenancy import on_side


@pytest.fixture
def cases(town: Cast) -> list[Case]:
    return [
        opened(town, title="Black screen after the update", serials=["5CG1234ABC", "5CG9999XYZ"]),
        opened(town, title="Paper jam", serials=["PHB1234567"]),
    ]


def found(text: str) -> list[str]:
    return [row.number for row in search(QueueRow.objects.all(), text).rows.order_by("number")]


@pytest.mark.parametrize(
    "typed",
    ["{n}", " {l} ", "{s}", "{j}", "nieuw 2", "NIEUW-0002", "nieuw-0002-", "nieuw0002", "Nieuw2", "2", "#2", "0002"],
)
def test_a_number_may_be_typed_sloppily(cases: list[Case], typed: str) -> None:
    number = cases[1].number
    variants = {"n": number, "l": number.lower(), "s": number.replace("-", " "), "j": number.replace("-", "")}
    assert found(typed.format(**variants)) == [number]


def test_a_wrong_check_letter_finds_nobody_elses_case(cases: list[Case]) -> None:
    letter = "A" if cases[1].number[-1] != "A" else "B"
    for typed in (f"{cases[1].number[:-1]}{letter}", f"2{letter}"):
        assert found(typed) == []


def test_a_number_that_breaks_off_finds_all_that_begin_so(town: Cast, cases: list[Case]) -> None:
    CaseCounter.objects.update(last=1041)
    more = [opened(town).number for _ in range(3)]
    for typed in ("nieuw-10", "NIEUW 104", "nieuw10", "Nieuw-104"):
        assert found(typed) == more
    assert len(found("nieuw-")) == 5
    assert found("nieuw-2") == [cases[1].number], "a whole number comes before numbers that begin so"


def test_a_bare_number_finds_that_of_every_customer(cast: StandingCast) -> None:
    numbers = []
    for one in (cast.access, cast.management):
        with serving(one):
            numbers.append(opened(one).number)
            opened(one)
    with on_side("vendor"):
        assert found("1") == sorted(numbers)
        assert found(f"1{numbers[0][-1]}") == [numbers[0]]


@pytest.mark.parametrize("typed", ["5cg9999xyz", "5CG 9999 XYZ", "5cg99"])
def test_any_serial_of_a_case_leads_to_it(cases: list[Case], typed: str) -> None:
    assert found(typed) == [cases[0].number]


def test_a_serial_finds_every_case_that_names_it(town: Cast, cases: list[Case]) -> None:
    again = opened(town, title="Broken again", serials=["5CG9999XYZ"])
    for typed in ("5CG9999XYZ", "5cg9999"):
        assert found(typed) == [cases[0].number, again.number]
    assert found("5CG1234") == [cases[0].number]


def test_a_short_beginning_of_a_serial_is_not_enough(cases: list[Case]) -> None:
    assert found("5CG1") == []


@pytest.mark.parametrize("typed", ["update", "screen black", "BLACK", "the   screen"])
def test_all_words_must_stand_in_the_symptom(cases: list[Case], typed: str) -> None:
    assert found(typed) == [cases[0].number]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Lüfter größer als erlaubt", "GRÖßER lüfter"),
        ("Außen am Gehäuse gebrochen", "außen"),
        ("Écran noir", "écran"),
        ("Οθόνη μαύρη", "οθόνη"),
        ("Чёрный экран", "ЭКРАН"),
        ("المسح لا يعمل", "المسح"),
        ("Only 50% brightness", "50%"),
        (r"C:\temp_old isn't found", r"\temp_old isn't"),
    ],
)
def test_words_of_any_language_in_any_case(town: Cast, cases: list[Case], title: str, typed: str) -> None:
    case = opened(town, title=title)
    assert found(typed) == [case.number]


@pytest.mark.parametrize(
    "typed",
    [
        *("screen paper", "' OR 1=1 --", "%", "_____", "scr_en", "5CG%", "5CG_999XYZ", "\\", "NIEUW-%", "NIEUW-____-_"),
        *("\x00\x00x", "(", "99999999999999999", "٣", "nieuw-٢", "#", "word " * 3000, "A" * 5000, "9" * 5000),
    ],
)
def test_odd_texts_find_nothing_and_break_nothing(cases: list[Case], typed: str) -> None:
    assert found(typed) == []


def test_no_text_finds_all(cases: list[Case]) -> None:
    assert len(found("  ")) == 2


def test_a_customers_list_finds_within_what_the_person_may_see(cast: StandingCast) -> None:
    with serving(cast.management):
        opened(cast.management, title="Black screen", serials=["5CG9999XYZ"])
    with serving(cast.access):
        town = cast.access
        theirs = opened(town, title="Black screen", serials=["5CG9999XYZ"], contact=town.lead)
        QueueRow.objects.filter(id=theirs.id).update(site_id=None)
        mine = opened(town, title="Black screen", serials=["5CG9999XYZ"], at=AT + HOUR)
        for typed in ("5CG9999XYZ", "5cg99", "black", "nieuw-"):
            whole = CaseFilters(search=typed)
            assert [row.id for row in cases_of(None, whole, at=AT).rows] == [mine.id, theirs.id], typed
            town.engineer.contact.scope = "own"
            assert [row.id for row in cases_of(town.engineer.contact, whole, at=AT).rows] == [mine.id], typed
        assert cases_of(town.engineer.contact, CaseFilters(search=theirs.number), at=AT).rows == []
        assert [row.id for row in cases_of(None, CaseFilters(serial=" 5cg9999xyz "), at=AT).rows] == [
            mine.id,
            theirs.id,
        ]


def test_a_search_stays_within_the_other_filters(town: Cast, cases: list[Case]) -> None:
    with on_side("vendor"):
        assert queue(QueueFilters(search=cases[0].number, customers=[]), at=AT).rows == []
        assert queue(QueueFilters(search=cases[0].number, status="closed"), at=AT).rows == []
        assert [row.id for row in queue(QueueFilters(serial="phb1234567"), at=AT).rows] == [cases[1].id]
