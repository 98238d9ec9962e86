"""A clock's file: working time needs opening hours, elapsed time needs none."""

import pytest

from voorrang.rules.wire import PayloadRefused, clock_json


def clock(measure: str) -> dict[str, object]:
    """Opened, four hours promised, in a calendar without hours."""
    return {
        "promise": {
            "key": "first_response",
            "kind": "response",
            "for_seconds": 4 * 3600,
            "measure": measure,
            "starts_on": ["opened"],
            "stops_on": ["answered"],
        },
        "events": [{"at": "2026-03-04T10:00:00Z", "kind": "opened"}],
        "now": "2026-03-04T11:00:00Z",
    }


def test_working_time_without_opening_hours_is_refused_with_the_cure() -> None:
    with pytest.raises(PayloadRefused) as refused:
        clock_json(clock("working"))
    (error,) = refused.value.errors
    assert (error.field, error.code) == ("calendar", "never_open")
    assert "add windows" in error.message


def test_elapsed_time_needs_no_hours() -> None:
    assert clock_json(clock("elapsed"))["deadline"] == "2026-03-04T14:00:00Z"
