"""A file names first and last covered day; both are covered from midnight to midnight UTC, and not an instant more."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import AT, Cast, StandingCast
from tests.installed_base.fleet import LAPTOP, LAPTOP_AGAIN, take_in
from voorrang.installed_base.queries import device_facts, fleet_counts
from voorrang.lib.tenancy import customer_selected
from voorrang.rules.covers import cover_at

TICK = timedelta(microseconds=1)


@pytest.fixture
def rheinwerk(cast: StandingCast) -> Cast:
    """A laptop covered from 1 March 2023 to 18 February 2026, and again from 10 March 2026 to 9 March 2027."""
    take_in(cast.management, LAPTOP, LAPTOP_AGAIN)
    return cast.management


@pytest.mark.parametrize(
    ("at", "covered"),
    [
        (datetime(2023, 3, 1, tzinfo=UTC) - TICK, False),
        (datetime(2023, 3, 1, tzinfo=UTC), True),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), True),
        (datetime(2026, 2, 19, tzinfo=UTC) - TICK, True),
        (datetime(2026, 2, 19, tzinfo=UTC), False),
        (datetime(2026, 3, 10, tzinfo=UTC) - TICK, False),
        (datetime(2026, 3, 10, tzinfo=UTC), True),
        (datetime(2027, 3, 10, tzinfo=UTC), False),
    ],
)
def test_cover_holds_from_the_first_midnight_to_the_last(rheinwerk: Cast, at: datetime, covered: bool) -> None:
    """The decision and the count for eligibility draw the line at the same instant."""
    with customer_selected(rheinwerk.customer.id):
        (laptop,) = device_facts(["5CG0000001"], AT)
        assert (cover_at(laptop.covers, at) is not None) is covered
        if at >= AT:  # before the import no device was known, so none is counted
            (count,) = fleet_counts(at)
            assert count.under_cover is covered


@pytest.mark.parametrize("day", ["1 Mar 2024", "2023-02-29", "1.3.24", "spring 2024"])
def test_what_is_no_day_is_refused_with_its_column(cast: StandingCast, day: str) -> None:
    report = take_in(cast.management, LAPTOP.replace("2023-03-01", day))
    assert [(error.field, error.code) for error in report.errors] == [("cover_starts_on", "date_malformed")]
    assert "2026-04-03" in report.errors[0].cure


@pytest.mark.parametrize("day", ["03/01/2024", "1-3-2024"])
def test_an_order_of_day_and_month_is_not_guessed(cast: StandingCast, day: str) -> None:
    report = take_in(cast.management, LAPTOP.replace("2023-03-01", day))
    assert [(error.field, error.code) for error in report.errors] == [("", "date_order_unknown")]


def test_the_29th_of_february_is_a_day_in_a_leap_year(cast: StandingCast) -> None:
    assert not take_in(cast.management, LAPTOP.replace("2026-02-18", "2028-02-29")).errors
