"""How a promised feature stands: only evidence lets us say that it was delivered, or that it is late."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from voorrang.rules.promises import Evidence, add_months, judge, next_due, period_end, year_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SINCE = datetime(2025, 1, 31, tzinfo=UTC)
DELIVERED = Evidence("report", NOW - timedelta(days=9), 1)


def test_without_evidence_nothing_is_claimed() -> None:
    assert judge(None, is_replaced=False, at=NOW) == "no_evidence"
    assert judge(None, is_replaced=True, at=NOW) == "replaced"


def test_what_was_delivered_is_kept_until_the_next_is_due() -> None:
    assert judge(DELIVERED, is_replaced=False, at=NOW) == "kept"
    assert judge(DELIVERED._replace(due_at=NOW + timedelta(days=31)), is_replaced=False, at=NOW) == "kept"
    assert judge(DELIVERED._replace(due_at=NOW + timedelta(days=30)), is_replaced=False, at=NOW) == "due_soon"
    assert judge(DELIVERED._replace(due_at=NOW), is_replaced=False, at=NOW) == "overdue"


def test_what_nobody_asked_for_is_unused() -> None:
    assert judge(Evidence("calls", None, 0), is_replaced=False, at=NOW) == "unused"


def test_a_quarterly_report_is_due_by_the_end_of_each_quarter_of_the_contract() -> None:
    assert next_due("quarter", since=SINCE, last_at=None) == datetime(2025, 4, 30, tzinfo=UTC)
    served = datetime(2025, 4, 9, tzinfo=UTC)
    assert next_due("quarter", since=SINCE, last_at=served) == datetime(2025, 7, 31, tzinfo=UTC)


def test_the_contracts_year_begins_on_its_own_day() -> None:
    assert year_of(SINCE, NOW) == datetime(2026, 1, 31, tzinfo=UTC)


@given(st.sampled_from(["month", "quarter", "year"]), st.integers(0, 4000))
def test_a_moment_lies_in_the_period_that_ends_next(every: str, days: int) -> None:
    at = SINCE + timedelta(days=days)
    end = period_end(every, since=SINCE, at=at)  # type: ignore[arg-type]
    assert end > at
    assert next_due(every, since=SINCE, last_at=at) > end  # type: ignore[arg-type]


def test_a_month_without_such_a_day_ends_on_its_last() -> None:
    assert add_months(SINCE, 1) == datetime(2025, 2, 28, tzinfo=UTC)
    assert add_months(SINCE, 12) == datetime(2026, 1, 31, tzinfo=UTC)
