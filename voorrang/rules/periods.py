"""Half-open periods: terms in years, and how people name first and last days."""

from datetime import datetime, timedelta

from voorrang.rules.reasons import JSON

_TICK = timedelta(microseconds=1)


def add_years(starts_at: datetime, years: int) -> datetime:
    """Return the exclusive end of a term of whole years; a start on 29 February ends before 1 March where there is none."""
    try:
        return starts_at.replace(year=starts_at.year + years)
    except ValueError:
        return starts_at.replace(year=starts_at.year + years, month=3, day=1)


def months_begun(starts_at: datetime, ends_at: datetime) -> int:
    """Count the months that a half-open period touches, from its own first day on: a month that has begun counts whole."""
    months = (ends_at.year - starts_at.year) * 12 + ends_at.month - starts_at.month
    into = (ends_at.day, ends_at.timetz()), (starts_at.day, starts_at.timetz())
    return max(months + (into[0] > into[1]), 0)


def last_day(ends_at: datetime) -> str:
    """Return the last day inside a half-open period, as an ISO date."""
    return (ends_at - _TICK).date().isoformat()


def ended(ends_at: datetime, at: datetime) -> dict[str, JSON]:
    """Facts of something that ended: its last day, and how many days ago that was."""
    last = (ends_at - _TICK).date()
    return {"days": (at.date() - last).days, "ended_on": last.isoformat()}


def starting(starts_at: datetime, at: datetime) -> dict[str, JSON]:
    """Facts of something to come: its first day, and in how many days that is."""
    return {"days": (starts_at.date() - at.date()).days, "starts_on": starts_at.date().isoformat()}
