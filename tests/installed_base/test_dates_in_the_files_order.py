"""Dates are read in the file's own order. Where no date shows it, whoever sends the file says it; nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voorrang.installed_base.fleet_file import Defaults, FleetReader, FleetRow, RowError
from voorrang.installed_base.fleet_file.dates import read_day, shown_by

HEADER = "Serial number;Manufacturer;Model;Country;Purchase date;Warranty end date"
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def read(*dates: tuple[str, str], order: object = None) -> list[FleetRow | RowError]:
    rows = [f"5CG000000{n};HP;HP EliteBook 840 G5;NL;{bought};{ends}" for n, (bought, ends) in enumerate(dates)]
    return list(FleetReader("\n".join([HEADER, *rows]).encode(), Defaults("", order)))  # type: ignore[arg-type]


def bought(found: list[FleetRow | RowError]) -> list[date | None]:
    assert all(isinstance(one, FleetRow) for one in found), found
    return [one.purchased_date for one in found if isinstance(one, FleetRow)]


def test_one_day_after_the_twelfth_shows_the_order_of_all() -> None:
    assert bought(read(("03/04/2024", "01/02/2027"), ("25/12/2023", ""))) == [date(2024, 4, 3), date(2023, 12, 25)]
    assert bought(read(("03/04/2024", "12/25/2026"))) == [date(2024, 3, 4)]


def test_a_file_that_shows_none_asks_once_and_takes_the_answer() -> None:
    (error,) = read(("03/04/2024", ""))
    assert isinstance(error, RowError)
    assert (error.line, error.code) == (1, "date_order_unknown")
    assert "03/04/2024" in error.message
    assert bought(read(("03/04/2024", ""), order="day_first")) == [date(2024, 4, 3)]
    assert bought(read(("03/04/2024", ""), order="month_first")) == [date(2024, 3, 4)]


def test_half_in_one_order_and_half_in_the_other_is_refused_with_an_example_of_each() -> None:
    (error,) = read(("25/12/2023", ""), ("12/26/2023", ""), ("03/04/2024", ""))
    assert isinstance(error, RowError)
    assert error.code == "dates_mixed"
    assert "25/12/2023" in error.message
    assert "12/26/2023" in error.message


def test_years_first_and_names_of_months_need_no_order() -> None:
    texts = [
        "2024-04-03",
        "2024/04/03",
        "20240403",
        "2024-04-03T10:00:00Z",
        "3 april 2024",
        "3. April 2024",
        "3 abril 2024",
    ]
    texts += ["3 avril 2024", "April 3, 2024", "03-Apr-2024", "45385", "04/04/2024"]
    assert [read_day(text, None) for text in texts] == [date(2024, 4, 3)] * 11 + [date(2024, 4, 4)]


@pytest.mark.parametrize(
    "text", ["", "soon", "2024-02-30", "31/04/2024", "3 mar 2024", "99/99/2024", "1e10", "٣/٤/٢٠٢٤x"]
)
def test_what_is_no_date_or_not_clear_is_none(text: str) -> None:
    assert read_day(text, "day_first") is None


@given(st.lists(DAYS, min_size=1, max_size=20), DAYS.filter(lambda day: day.day > 12), st.sampled_from("/-."))
def test_a_column_in_one_order_with_one_late_day_comes_back(days: list[date], late: date, sign: str) -> None:
    for order, form in (("day_first", f"%d{sign}%m{sign}%Y"), ("month_first", f"%m{sign}%d{sign}%Y")):
        texts = [f"{day:{form}}" if day.year > 999 else "" for day in [*days, late]]
        shown = shown_by(texts)
        assert shown.order == order
        assert [read_day(text, shown.order) for text in texts] == [*days, late]


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    assert read_day(text, None) is None or isinstance(read_day(text, None), date)
