"""A clock tells how much time is used, when it is due and why: counted, paused, closed and overdue stretches."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from voorrang.rules.clocks import Calendar, Evaluation, Event, Interval, Pause, Promise, Window, evaluate

OFFICE = Calendar("Europe/Amsterdam", tuple(Window(day, time(9), time(17)) for day in range(5)), "office-1")
WAITING = Pause("waiting_on_customer", "customer_asked", frozenset({"customer_answered"}))
FOUR_HOURS = Promise(
    key="first_response",
    kind="response",
    for_seconds=4 * 3600,
    measure="elapsed",
    starts_on=frozenset({"opened"}),
    stops_on=frozenset({"answered"}),
    pauses=(WAITING,),
)
IN_OFFICE = replace(FOUR_HOURS, measure="working")


def at(text: str) -> datetime:
    """A moment of March 2026 in UTC: `04T10:00`; Amsterdam is one hour ahead, two from the 29th."""
    return datetime.fromisoformat(f"2026-03-{text}").replace(tzinfo=UTC)


def events(**moments: str) -> list[Event]:
    return [Event(at(moment), kind) for kind, moment in moments.items()]


def shown(promise: Promise, happened: list[Event], now: str, calendar: Calendar = OFFICE) -> Evaluation:
    return evaluate(promise, calendar, happened, at(now))


def stretches(evaluation: Evaluation) -> list[tuple[str, str, float]]:
    """State, reason and hours of each interval."""
    return [(one.state, one.reason, (one.ends_at - one.starts_at) / timedelta(hours=1)) for one in evaluation.intervals]


def test_before_its_start_it_shows_nothing() -> None:
    clock = shown(FOUR_HOURS, [], "04T10:00")
    assert (clock.verdict, clock.deadline, clock.intervals) == ("not_started", None, ())
    assert shown(FOUR_HOURS, events(opened="05T10:00"), "04T10:00").verdict == "not_started"


def test_it_runs_and_names_its_deadline() -> None:
    clock = shown(FOUR_HOURS, events(opened="04T10:00"), "04T11:00")
    assert (clock.verdict, clock.deadline) == ("running", at("04T14:00"))
    assert (clock.counted_seconds, clock.remaining_seconds) == (3600, 3 * 3600)
    assert clock.intervals == (Interval(at("04T10:00"), at("04T11:00"), "counted", "counting"),)


def test_an_answer_in_time_meets_it_even_at_the_last_moment() -> None:
    assert shown(FOUR_HOURS, events(opened="04T10:00", answered="04T12:00"), "09T00:00").verdict == "met"
    clock = shown(FOUR_HOURS, events(opened="04T10:00", answered="04T14:00"), "09T00:00")
    assert (clock.verdict, clock.stopped_at, clock.overdue_seconds) == ("met", at("04T14:00"), 0)


def test_it_is_breached_only_after_its_deadline() -> None:
    assert shown(FOUR_HOURS, events(opened="04T10:00"), "04T14:00").verdict == "running"
    clock = shown(FOUR_HOURS, events(opened="04T10:00"), "04T15:30")
    assert (clock.verdict, clock.deadline) == ("breached", at("04T14:00"))
    assert stretches(clock) == [("counted", "counting", 4), ("overdue", "overdue", 1.5)]


def test_a_late_answer_leaves_it_breached() -> None:
    clock = shown(FOUR_HOURS, events(opened="04T10:00", answered="04T15:00"), "09T00:00")
    assert (clock.verdict, clock.overdue_seconds, clock.counted_seconds) == ("breached", 3600, 4 * 3600)


def test_waiting_on_the_customer_pauses_it() -> None:
    happened = events(opened="04T10:00", customer_asked="04T11:00")
    clock = shown(FOUR_HOURS, happened, "04T20:00")
    assert (clock.verdict, clock.deadline, clock.counted_seconds) == ("paused", None, 3600)
    again = shown(FOUR_HOURS, happened + events(customer_answered="04T21:00"), "04T22:00")
    assert (again.verdict, again.deadline) == ("running", at("05T00:00"))
    assert stretches(again) == [
        ("counted", "counting", 1),
        ("paused", "waiting_on_customer", 10),
        ("counted", "counting", 1),
    ]


def test_a_pause_after_the_deadline_mends_nothing() -> None:
    clock = shown(FOUR_HOURS, events(opened="04T10:00", customer_asked="04T15:00"), "04T16:00")
    assert (clock.verdict, clock.deadline) == ("breached", at("04T14:00"))
    assert [state for state, _, _ in stretches(clock)] == ["counted", "overdue", "paused"]


def test_a_pause_that_begins_at_the_deadline_is_still_in_time() -> None:
    happened = events(opened="04T10:00", customer_asked="04T14:00")
    assert shown(FOUR_HOURS, happened, "04T16:00").verdict == "paused"
    later = shown(FOUR_HOURS, happened + events(customer_answered="04T20:00"), "04T20:30")
    assert (later.verdict, later.deadline) == ("breached", at("04T20:00"))


def test_it_may_stop_while_it_is_paused() -> None:
    clock = shown(FOUR_HOURS, events(opened="04T10:00", customer_asked="04T11:00", answered="04T12:00"), "09T00:00")
    assert (clock.verdict, clock.deadline, clock.stopped_at) == ("met", None, at("04T12:00"))


def test_working_time_skips_nights_and_weekends() -> None:
    clock = shown(IN_OFFICE, events(opened="06T14:00"), "07T12:00")
    assert (clock.verdict, clock.deadline) == ("running", at("09T10:00"))
    assert stretches(clock) == [("counted", "counting", 2), ("closed", "outside_hours", 20)]


def test_a_deadline_at_closing_time_is_that_day_not_the_next() -> None:
    assert shown(IN_OFFICE, events(opened="04T12:00"), "04T12:00").deadline == at("04T16:00")


def test_after_a_deadline_at_closing_time_the_evening_is_overdue() -> None:
    clock = shown(IN_OFFICE, events(opened="04T12:00"), "04T18:00")
    assert clock.verdict == "breached"
    assert stretches(clock) == [("counted", "counting", 4), ("overdue", "overdue", 2)]


def test_a_holiday_is_closed_and_says_so() -> None:
    with_holiday = replace(OFFICE, holidays=frozenset({date(2026, 3, 5)}))
    clock = shown(IN_OFFICE, events(opened="04T15:00"), "05T20:00", with_holiday)
    assert clock.deadline == at("06T11:00")
    assert ("closed", "holiday", 8) in stretches(clock)


def test_the_day_that_is_an_hour_short_counts_what_it_is() -> None:
    around_the_clock = Calendar("Europe/Amsterdam", tuple(Window(day, time(0), time(0)) for day in range(7)))
    day_long = replace(IN_OFFICE, for_seconds=24 * 3600)
    clock = shown(day_long, events(opened="28T23:00"), "29T22:00", around_the_clock)
    assert clock.counted_seconds == 23 * 3600
    assert clock.deadline == at("29T23:00")


def test_opening_hours_follow_summer_time() -> None:
    assert shown(IN_OFFICE, events(opened="27T15:00"), "27T15:00").deadline == at("30T10:00")


def test_a_reopened_case_goes_on_counting() -> None:
    promise = replace(FOUR_HOURS, resumes_on=frozenset({"reopened"}))
    happened = events(opened="04T10:00", answered="04T11:00", reopened="05T11:00")
    clock = shown(promise, happened, "05T12:00")
    assert (clock.verdict, clock.deadline) == ("running", at("05T14:00"))
    assert stretches(clock)[1] == ("paused", "answered", 24)


def test_two_pauses_at_once_end_when_both_have_ended() -> None:
    parts = Pause("waiting_for_parts", "part_ordered", frozenset({"part_arrived"}))
    promise = replace(FOUR_HOURS, pauses=(WAITING, parts))
    happened = events(
        opened="04T10:00",
        customer_asked="04T11:00",
        part_ordered="04T12:00",
        customer_answered="04T13:00",
        part_arrived="04T15:00",
    )
    clock = shown(promise, happened, "04T16:00")
    assert clock.deadline == at("04T18:00")
    assert [reason for _, reason, _ in stretches(clock)] == [
        "counting",
        "waiting_on_customer",
        "waiting_for_parts",
        "counting",
    ]


def test_one_kind_of_event_may_stop_a_round_and_start_the_next() -> None:
    daily = replace(FOUR_HOURS, kind="update", starts_on=frozenset({"updated"}), stops_on=frozenset({"updated"}))
    happened = [Event(at("04T10:00"), "updated", "1"), Event(at("04T13:00"), "updated", "2")]
    clock = shown(daily, happened, "05T00:00")
    assert (clock.verdict, clock.stopped_at) == ("met", at("04T13:00"))


def test_hours_that_never_open_give_no_deadline() -> None:
    assert shown(IN_OFFICE, events(opened="04T10:00"), "04T11:00", Calendar("UTC", ())).deadline is None
