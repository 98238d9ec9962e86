"""A clock's bar shows what was counted, paused and overdue, and says it aloud."""

import re
from datetime import timedelta

from tests.ui.render import NOW, rendered
from voorrang.rules.clocks import Evaluation, Interval
from voorrang.ui.clock_views import clock_view
from voorrang.ui.shapes import ClockView, Due, Stretch

HOUR = timedelta(hours=1)
START = NOW - 4 * HOUR


def _bars(html: str) -> list[tuple[str, float, float]]:
    found = re.findall(r'vr-bar-(\w+)" x="([\d.]+)%" width="([\d.]+)%"', html)
    return [(kind, float(x), float(width)) for kind, x, width in found]


def test_the_bar_runs_from_the_start_to_the_deadline() -> None:
    clock = ClockView("Response", Due(NOW + 4 * HOUR), START, (Stretch("counted", START, NOW),))
    assert _bars(rendered("{% clock_bar clock %}", clock=clock)) == [("counted", 0.0, 50.0)]


def test_an_overdue_bar_ends_now() -> None:
    clock = ClockView(
        "Response",
        Due(NOW - HOUR),
        START,
        (
            Stretch("counted", START, START + HOUR),
            Stretch("paused", START + HOUR, START + 2 * HOUR, "waiting"),
            Stretch("counted", START + 2 * HOUR, NOW - HOUR),
            Stretch("overdue", NOW - HOUR, NOW),
        ),
    )
    html = rendered("{% clock_bar clock %}", clock=clock)
    assert [kind for kind, _, _ in _bars(html)] == ["counted", "paused", "counted", "overdue"]
    assert sum(width for _, _, width in _bars(html)) == 100
    assert "Response: counted 2 h, paused 1 h and overdue 1 h" in html
    assert 'fill="url(#vr-hatch)"' in html


def test_a_clock_without_a_stretch_or_deadline_still_shows() -> None:
    assert "nothing counted yet" in rendered("{% clock_bar clock %}", clock=ClockView("Response", Due(None), START))


def test_an_internal_target_says_so() -> None:
    clock = ClockView("Resolution", Due(NOW), START, internal=True)
    assert "not shown to the customer" in rendered("{% clock_bar clock %}", clock=clock)


def test_an_evaluation_becomes_a_clock_to_show() -> None:
    evaluation = Evaluation(
        "breached",
        START,
        None,
        NOW - HOUR,
        3 * 3600.0,
        0.0,
        3600.0,
        (Interval(START, NOW - HOUR, "counted", "counting"), Interval(NOW - HOUR, NOW, "overdue", "overdue")),
    )
    view = clock_view("Response", evaluation)
    assert view is not None
    assert view.due == Due(NOW - HOUR, "running")
    assert [stretch.kind for stretch in view.stretches] == ["counted", "overdue"]
    assert clock_view("Response", Evaluation("not_started", None, None, None, 0.0, 60.0, 0.0)) is None


def test_a_clock_that_stopped_late_is_missed_for_good() -> None:
    evaluation = Evaluation("breached", START, NOW, NOW - HOUR, 3 * 3600.0, 0.0, 3600.0)
    view = clock_view("Response", evaluation)
    assert view is not None
    assert view.due == Due(NOW - HOUR, "missed", NOW)
