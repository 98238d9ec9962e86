"""A deadline says how it stands in words; red is for what is late and for nothing else."""

from datetime import timedelta

import pytest

from tests.ui.render import NOW, rendered
from voorrang.ui.shapes import Due

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("due", "words", "red"),
    [
        (Due(NOW + 130 * MINUTE), "due in 2 h 10 min", False),
        (Due(NOW + 26 * HOUR), "due tomorrow 11:12", False),
        (Due(NOW), "due in less than a minute", False),
        (Due(NOW - 12 * MINUTE), "overdue 12 min", True),
        (Due(NOW + HOUR, "paused", NOW - 3 * HOUR), "paused 3 h", False),
        (Due(None, "paused", NOW - 3 * HOUR), "paused 3 h", False),
        (Due(NOW - HOUR, "paused"), "paused", False),
        (Due(NOW, "kept", NOW - HOUR), "kept", False),
        (Due(NOW - 2 * HOUR, "missed", NOW - HOUR), "missed by 1 h", True),
        (Due(None), "no deadline", False),
        (None, "no deadline", False),
    ],
)
def test_a_deadline_is_told_in_words(due: Due | None, words: str, red: bool) -> None:
    html = rendered("{% due due %}", due=due)
    assert words in html
    assert ("vr-bad" in html) is red


def test_the_moment_stands_below_with_the_exact_time_as_tooltip() -> None:
    html = rendered("{% due due %}", due=Due(NOW + HOUR))
    assert "today 10:12" in html
    assert 'datetime="2031-03-04T10:12:00Z"' in html
    assert "Tuesday 4 March 2031, 10:12 (UTC)" in html
    assert "today" not in rendered("{% due due exact=False %}", due=Due(NOW + HOUR))
