"""What holds for every clock: its intervals tile the time, its figures add up, and it never forgets a breach."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from voorrang.rules.clocks import Calendar, Event, Pause, Promise, Window, evaluate

START = datetime(2026, 3, 23, 8, 0, tzinfo=UTC)
"""A Monday; the clocks go forward on the Sunday after."""
MOMENTS = st.integers(0, 14 * 24 * 4).map(lambda quarters: START + timedelta(minutes=15 * quarters))
KINDS = ("opened", "asked", "answered", "parts_ordered", "parts_came", "resolved", "reopened", "noted")
EVENTS = st.lists(st.tuples(MOMENTS, st.sampled_from(KINDS), st.sampled_from("abc")), max_size=10).map(
    lambda rows: [Event(START - timedelta(hours=1), "opened"), *(Event(*row) for row in rows)]
)
CALENDARS = st.builds(
    Calendar,
    zone=st.sampled_from(("Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "UTC")),
    windows=st.lists(
        st.sampled_from(
            [
                Window(day, opens, closes)
                for day in range(7)
                for opens, closes in ((time(8), time(12)), (time(13), time(0)))
            ]
        ),
        min_size=1,
        max_size=10,
        unique=True,
    ).map(tuple),
    version=st.just("v"),
    holidays=st.frozensets(st.sampled_from([date(2026, 3, 25), date(2026, 3, 30)])),
)
PROMISES = st.builds(
    Promise,
    key=st.just("p"),
    kind=st.just("resolution"),
    for_seconds=st.integers(1, 40 * 4).map(lambda quarters: quarters * 900),
    measure=st.sampled_from(("elapsed", "working")),
    starts_on=st.just(frozenset({"opened"})),
    stops_on=st.just(frozenset({"resolved"})),
    pauses=st.just(
        (
            Pause("customer", "asked", frozenset({"answered"})),
            Pause("parts", "parts_ordered", frozenset({"parts_came"})),
        )
    ),
    resumes_on=st.sampled_from((frozenset(), frozenset({"reopened"}))),
)


@given(PROMISES, CALENDARS, EVENTS, MOMENTS)
def test_intervals_tile_the_time_from_start_to_stop_or_now(
    promise: Promise, calendar: Calendar, happened: list[Event], now: datetime
) -> None:
    clock = evaluate(promise, calendar, happened, now)
    assert clock.started_at == START - timedelta(hours=1)
    end = clock.stopped_at or now
    edges = [clock.started_at, *(one.ends_at for one in clock.intervals)]
    assert [one.starts_at for one in clock.intervals] == edges[:-1]
    assert edges[-1] == end or (not clock.intervals and clock.started_at == end)
    assert all(one.starts_at < one.ends_at for one in clock.intervals)
    pairs = zip(clock.intervals, clock.intervals[1:], strict=False)
    assert all((one.state, one.reason) != (two.state, two.reason) for one, two in pairs)


@given(PROMISES, CALENDARS, EVENTS, MOMENTS)
def test_the_figures_are_the_sums_of_the_intervals(
    promise: Promise, calendar: Calendar, happened: list[Event], now: datetime
) -> None:
    clock = evaluate(promise, calendar, happened, now)
    sums = dict.fromkeys(("counted", "overdue"), 0.0)
    for one in clock.intervals:
        if one.state in sums:
            sums[one.state] += (one.ends_at - one.starts_at).total_seconds()
    assert clock.counted_seconds == sums["counted"] <= promise.for_seconds
    assert clock.overdue_seconds == sums["overdue"]
    assert clock.remaining_seconds == promise.for_seconds - clock.counted_seconds
    assert (clock.overdue_seconds > 0) <= (clock.verdict == "breached")


@given(PROMISES, CALENDARS, EVENTS, MOMENTS)
def test_a_breach_is_exactly_being_past_the_deadline(
    promise: Promise, calendar: Calendar, happened: list[Event], now: datetime
) -> None:
    clock = evaluate(promise, calendar, happened, now)
    end = clock.stopped_at or now
    assert (clock.verdict == "breached") == (clock.deadline is not None and end > clock.deadline)


@given(PROMISES, CALENDARS, EVENTS, MOMENTS, MOMENTS)
def test_a_breached_clock_stays_breached_with_the_same_deadline(
    promise: Promise, calendar: Calendar, happened: list[Event], one: datetime, other: datetime
) -> None:
    sooner, later = sorted((one, other))
    before = evaluate(promise, calendar, happened, sooner)
    after = evaluate(promise, calendar, happened, later)
    if before.verdict == "breached":
        assert (after.verdict, after.deadline) == ("breached", before.deadline)


@given(PROMISES, CALENDARS, MOMENTS, st.integers(1, 200), MOMENTS)
def test_a_pause_never_brings_the_deadline_nearer(
    promise: Promise, calendar: Calendar, asked_at: datetime, quarters: int, now: datetime
) -> None:
    opened = [Event(START, "opened")]
    pause = [Event(asked_at, "asked"), Event(asked_at + timedelta(minutes=15 * quarters), "answered")]
    without = evaluate(promise, calendar, opened, now).deadline
    paused = evaluate(promise, calendar, opened + pause, now).deadline
    assert without is not None
    assert paused is None or paused >= without


@given(PROMISES, CALENDARS, EVENTS, MOMENTS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_handed_in_plays_no_part(
    promise: Promise, calendar: Calendar, happened: list[Event], now: datetime, dice: object
) -> None:
    shuffled = list(happened)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert evaluate(promise, calendar, shuffled, now) == evaluate(promise, calendar, happened, now)


@given(PROMISES, CALENDARS, EVENTS, MOMENTS)
def test_a_running_clock_is_due_when_its_deadline_says(
    promise: Promise, calendar: Calendar, happened: list[Event], now: datetime
) -> None:
    past = [event for event in happened if event.at <= now]
    clock = evaluate(promise, calendar, past, now)
    if clock.verdict == "running" and clock.deadline is not None:
        at_the_deadline = evaluate(promise, calendar, past, clock.deadline)
        assert at_the_deadline.verdict == "running"
        assert at_the_deadline.remaining_seconds == 0
        just_after = evaluate(promise, calendar, past, clock.deadline + timedelta(seconds=1))
        assert just_after.verdict == "breached"


@given(CALENDARS, MOMENTS, MOMENTS)
def test_wall_clock_time_is_never_less_than_working_time(calendar: Calendar, one: datetime, other: datetime) -> None:
    opened, now = sorted((one, other))
    promise = Promise("p", "response", 10**7, "working", frozenset({"opened"}), frozenset({"done"}))
    clock = evaluate(promise, calendar, [Event(opened, "opened")], now)
    assert clock.counted_seconds <= (now - opened).total_seconds()
