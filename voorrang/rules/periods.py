"""Half-open periods of contracts: terms in years, and how people name their last day."""

from datetime import datetime, timedelta


def add_years(starts_at: datetime, years: int) -> datetime:
    """Return the exclusive end of a term of whole years; a start on 29 February ends before 1 March where there is none."""
    try:
        return starts_at.replace(year=starts_at.year + years)
    except ValueError:
        return starts_at.replace(year=starts_at.year + years, month=3, day=1)


def last_day(ends_at: datetime) -> str:
    """Return the last day inside a half-open period, as an ISO date."""
    return (ends_at - timedelta(microseconds=1)).date().isoformat()
