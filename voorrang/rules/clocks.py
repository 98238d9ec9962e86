"""Clocks: how much of a promise is used up, when it is due, and why. One pure function over events and a calendar.

Deadlines are instants; work must be done *by* the deadline, so a clock is breached only after it. A sweeper that claims
breaches asks for `deadline < now`. All subtraction happens in UTC, so a day of 23 or 25 hours counts as what it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from voorrang.rules.shape import Day, Instant, LocalTime, Many, Maybe, OneOf, Record, Seconds, Whole, Words, words_of

type PromiseKind = Literal["response", "update", "resolution"]
type Measure = Literal["elapsed", "working"]
type IntervalState = Literal["counted", "paused", "closed", "overdue"]
type Verdict = Literal["not_started", "running", "paused", "met", "breached"]


class Window(NamedTuple):
    """Opening hours on one weekday (0 = Monday), local time, end exclusive; closing at 00:00 is the end of the day."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours as data. `version` names this calendar's content in a stored milestone."""

    zone: str
    windows: tuple[Window, ...]
    version: str = ""
    holidays: frozenset[date] = frozenset()


class Pause(NamedTuple):
    """An event that stops the count for a while and the events that let it go on. `key` is the reason shown."""

    key: str
    starts_on: str
    ends_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class Promise:
    """So much time for something. Starts at the first event of `starts_on`, stops at the first later one of `stops_on`.

    `for_seconds` counts as `measure` says. An event of `resumes_on` after the stop makes it run again (a case reopened); the
    time between is a pause. A promise that repeats (an update each day) is one clock for each round: hand in the events of
    that round.
    """

    key: str
    kind: PromiseKind
    for_seconds: int
    measure: Measure
    starts_on: frozenset[str]
    stops_on: frozenset[str]
    pauses: tuple[Pause, ...] = ()
    resumes_on: frozenset[str] = frozenset()


class Event(NamedTuple):
    """Something that happened. Events of one instant go by `id`, then `kind`; the order they are handed in plays no part."""

    at: datetime
    kind: str
    id: str = ""


class Interval(NamedTuple):
    """A stretch of time in one state. `reason` is `counting`, `overdue`, `outside_hours`, `holiday`, or a pause's key."""

    starts_at: datetime
    ends_at: datetime
    state: IntervalState
    reason: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a clock shows. The intervals lie end to end from the start to the stop, or to now.

    `deadline` is None before the start, and while a pause leaves it open. Once time is used up it never moves again.
    `counted_seconds` is the sum of the `counted` intervals, `overdue_seconds` that of the `overdue` ones.
    """

    verdict: Verdict
    started_at: datetime | None
    stopped_at: datetime | None
    deadline: datetime | None
    counted_seconds: float
    remaining_seconds: float
    overdue_seconds: float
    intervals: tuple[Interval, ...] = field(default=())


def evaluate(promise: Promise, calendar: Calendar, events: Iterable[Event], now: datetime) -> Evaluation:
    """Evaluate a clock at `now`; events after `now` have not happened yet."""
    stretches, running = _stretches(promise, events, now)
    left = timedelta(seconds=promise.for_seconds)
    if not stretches:
        return Evaluation("not_started", None, None, None, 0.0, left.total_seconds(), 0.0)
    hours = calendar if promise.measure == "working" else None
    intervals: list[Interval] = []
    deadline: datetime | None = None
    final = stretches[-1]
    for stretch in stretches:
        if stretch.pause is not None:
            _append(intervals, Interval(stretch.starts_at, stretch.ends_at, "paused", stretch.pause))
            continue
        upto = stretch.ends_at
        if deadline is not None:
            upto = stretch.starts_at
        else:
            due = _due(left, stretch.starts_at, hours, limit=None if stretch is final else stretch.ends_at)
            # Time that runs out in the very instant in which a pause begins is not used up: the deadline waits for its end.
            if due is not None and (stretch is final or due < stretch.ends_at):
                deadline, upto = due, min(due, stretch.ends_at)
        left -= _count(intervals, stretch.starts_at, upto, hours)
        _append(intervals, Interval(upto, stretch.ends_at, "overdue", "overdue"))
    counted = _sum(intervals, "counted")
    verdict: Verdict = "met"
    if deadline is not None and final.ends_at > deadline:
        verdict = "breached"
    elif running:
        verdict = "running" if final.pause is None else "paused"
    return Evaluation(
        verdict=verdict,
        started_at=stretches[0].starts_at,
        stopped_at=None if running else final.ends_at,
        deadline=deadline,
        counted_seconds=counted,
        remaining_seconds=promise.for_seconds - counted,
        overdue_seconds=_sum(intervals, "overdue"),
        intervals=tuple(intervals),
    )


class _Stretch(NamedTuple):
    """Time between two events that matter: running, or paused for a reason."""

    starts_at: datetime
    ends_at: datetime
    pause: str | None


def _stretches(promise: Promise, events: Iterable[Event], now: datetime) -> tuple[list[_Stretch], bool]:
    """Cut the time from the start to the stop (or now) at the events that matter; and say whether it still runs.

    The last stretch is always there and may be empty: it tells the present state.
    """
    stretches: list[_Stretch] = []
    since: datetime | None = None
    stopped: Event | None = None
    pauses: set[str] = set()
    reason: str | None = None
    for event in sorted((event for event in events if event.at <= now), key=attrgetter("at", "id", "kind")):
        if since is None:
            since = event.at if event.kind in promise.starts_on else None
            continue
        if stopped is not None:
            if event.kind in promise.resumes_on:
                stretches.append(_Stretch(since, event.at, stopped.kind))
                since, stopped, reason = event.at, None, None
            continue
        if event.kind in promise.stops_on:
            stretches.append(_Stretch(since, event.at, reason))
            since, stopped = event.at, event
            pauses.clear()
            continue
        pauses -= {pause.key for pause in promise.pauses if event.kind in pause.ends_on}
        pauses |= {pause.key for pause in promise.pauses if event.kind == pause.starts_on}
        became = next((pause.key for pause in promise.pauses if pause.key in pauses), None)
        if became != reason:
            stretches.append(_Stretch(since, event.at, reason))
            since, reason = event.at, became
    if since is not None and stopped is None:
        stretches.append(_Stretch(since, now, reason))
    return stretches, stopped is None


_HORIZON = 366 * 25
"""Days to look ahead for a deadline; hours that never open give none."""


def _windows(calendar: Calendar, after: datetime) -> Iterator[tuple[datetime, datetime, bool]]:
    """Opening hours that end after an instant, in UTC and in order, each with whether a holiday closes it."""
    zone = ZoneInfo(calendar.zone)
    by_weekday: dict[int, list[Window]] = {}
    for window in sorted(calendar.windows):
        by_weekday.setdefault(window.weekday, []).append(window)
    day = after.astimezone(zone).date() - timedelta(days=1)
    reached = after
    for _ in range(_HORIZON):
        for window in by_weekday.get(day.weekday(), ()):
            closing_day = day + timedelta(days=1) if window.closes == time(0) else day
            opens_at = max(datetime.combine(day, window.opens, zone).astimezone(UTC), reached)
            closes_at = datetime.combine(closing_day, window.closes, zone).astimezone(UTC)
            if opens_at < closes_at:
                yield opens_at, closes_at, day in calendar.holidays
                reached = closes_at
        day += timedelta(days=1)


def _due(left: timedelta, starts_at: datetime, hours: Calendar | None, limit: datetime | None) -> datetime | None:
    """Return the first instant by which `left` has counted, or None when that is after `limit`."""
    due: datetime | None = None
    if hours is None or not left:
        due = starts_at + left
    else:
        for opens_at, closes_at, holiday in _windows(hours, starts_at):
            if limit is not None and opens_at >= limit:
                break
            if holiday:
                continue
            if left <= closes_at - opens_at:
                due = opens_at + left
                break
            left -= closes_at - opens_at
    return None if due is None or (limit is not None and due > limit) else due


def _count(intervals: list[Interval], starts_at: datetime, ends_at: datetime, hours: Calendar | None) -> timedelta:
    """Add the intervals of a running stretch before its deadline; return how much of it counts."""
    if hours is None:
        _append(intervals, Interval(starts_at, ends_at, "counted", "counting"))
        return ends_at - starts_at
    counted = timedelta()
    at = starts_at
    for opens_at, closes_at, holiday in _windows(hours, starts_at):
        if opens_at >= ends_at:
            break
        until = min(closes_at, ends_at)
        _append(intervals, Interval(at, opens_at, "closed", "outside_hours"))
        if holiday:
            _append(intervals, Interval(opens_at, until, "closed", "holiday"))
        else:
            _append(intervals, Interval(opens_at, until, "counted", "counting"))
            counted += until - opens_at
        at = until
    _append(intervals, Interval(at, ends_at, "closed", "outside_hours"))
    return counted


def _append(intervals: list[Interval], interval: Interval) -> None:
    """Add an interval unless it is empty; join it to the one before when both tell the same."""
    if interval.starts_at >= interval.ends_at:
        return
    if intervals and intervals[-1][2:] == interval[2:]:
        interval = intervals.pop()._replace(ends_at=interval.ends_at)
    intervals.append(interval)


def _sum(intervals: Iterable[Interval], state: IntervalState) -> float:
    spans = (interval.ends_at - interval.starts_at for interval in intervals if interval.state == state)
    return sum(spans, timedelta()).total_seconds()


# Shapes for files


def _opens_before_closing(window: Window) -> tuple[str, str, str] | None:
    if window.closes == time(0) or window.opens < window.closes:
        return None
    return ("closes", "closes_before_opening", "must be later than opens; split hours past midnight into two windows")


def _known_zone(calendar: Calendar) -> tuple[str, str, str] | None:
    try:
        ZoneInfo(calendar.zone)
    except (KeyError, ValueError, OSError):
        pass
    else:
        return None
    return ("zone", "unknown_zone", f"{calendar.zone!r} is no time zone; give an IANA name such as Europe/Amsterdam")


_KEY = Words(64)
_KINDS = Many(_KEY, most=50, into=frozenset)
_CALENDAR = Record(
    Calendar,
    {
        "zone": _KEY,
        "windows": Many(
            Record(
                Window,
                {"weekday": Whole(0, 6), "opens": LocalTime(), "closes": LocalTime()},
                {},
                _opens_before_closing,
            ),
            most=100,
        ),
        "version": Words(64, may_be_empty=True),
        "holidays": Many(Day(), into=frozenset),
    },
    {"windows": [], "version": "", "holidays": []},
    _known_zone,
)
_PROMISE = Record(
    Promise,
    {
        "key": _KEY,
        "kind": OneOf(words_of(PromiseKind)),
        "for_seconds": Whole(1, 10 * 366 * 86400),
        "measure": OneOf(words_of(Measure)),
        "starts_on": _KINDS,
        "stops_on": _KINDS,
        "pauses": Many(Record(Pause, {"key": _KEY, "starts_on": _KEY, "ends_on": _KINDS}, {}), most=20, ordered=True),
        "resumes_on": _KINDS,
    },
    {"pauses": [], "resumes_on": []},
)


class Clock(NamedTuple):
    """Everything that one evaluation needs."""

    promise: Promise
    calendar: Calendar
    events: tuple[Event, ...]
    now: datetime


def _working_hours_given(clock: Clock) -> tuple[str, str, str] | None:
    if clock.promise.measure == "elapsed" or clock.calendar.windows:
        return None
    return ("calendar", "never_open", "has no opening hours, yet the promise counts working time; add windows")


CLOCK = Record(
    Clock,
    {
        "promise": _PROMISE,
        "calendar": _CALENDAR,
        "events": Many(
            Record(Event, {"at": Instant(), "kind": _KEY, "id": Words(64, may_be_empty=True)}, {"id": ""}), most=10_000
        ),
        "now": Instant(),
    },
    {"calendar": {"zone": "UTC"}, "events": []},
    _working_hours_given,
)
"""The shape of a clock's file."""

EVALUATION = Record(
    Evaluation,
    {
        "verdict": OneOf(words_of(Verdict)),
        "started_at": Maybe(Instant()),
        "stopped_at": Maybe(Instant()),
        "deadline": Maybe(Instant()),
        "counted_seconds": Seconds(),
        "remaining_seconds": Seconds(),
        "overdue_seconds": Seconds(),
        "intervals": Many(
            Record(
                Interval,
                {
                    "starts_at": Instant(),
                    "ends_at": Instant(),
                    "state": OneOf(words_of(IntervalState)),
                    "reason": _KEY,
                },
                {},
            ),
            most=100_000,
            ordered=True,
        ),
    },
    {},
)
"""The shape of its answer."""
