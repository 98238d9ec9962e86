"""How long each kind of record is kept: the vendor's own periods, or those of the file that VOORRANG_RETENTION names."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

OURS = Path(__file__).with_name("retention.toml")
PEOPLE, CASE_WORDS, SIGN_INS, UPLOADS, CALLS, MAILS, ANSWERS, COUNTERS = KINDS = (
    "people",
    "case_words",
    "sign_ins",
    "uploads",
    "calls",
    "mails",
    "answers",
    "counters",
)
"""What the sweep lets go. Other kinds are kept for good."""
LONGEST = 36_500


class PeriodsInvalid(ValueError):
    """The file of periods names an unknown kind, or a period that is no whole number of days."""


@cache
def periods() -> Mapping[str, int | None]:
    """Return the days that each kind is kept, None for good. Raises `PeriodsInvalid`."""
    return read_periods(settings.VOORRANG_RETENTION or OURS)


def read_periods(path: Path) -> dict[str, int | None]:
    """Return ours, with what a file says instead. Raises `PeriodsInvalid`."""
    ours, found = _read(OURS), _read(path)
    if unknown := sorted(found.keys() - ours.keys()):
        message = f"{path} names {', '.join(unknown)}. The kinds of records are {', '.join(ours)}."
        raise PeriodsInvalid(message)
    if kept := sorted(kind for kind, days in found.items() if days is not None and kind not in KINDS):
        message = f"{path} gives {', '.join(kept)} an end, but they are kept for good. Leave it out."
        raise PeriodsInvalid(message)
    return ours | found


def cut_off(kind: str, at: datetime) -> datetime:
    """Return the instant up to which records of a kind are due at `at`; for a kind that is kept, one before all records."""
    days = periods()[kind]
    return at - timedelta(days=LONGEST if days is None else days)


def _read(path: Path) -> dict[str, int | None]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        message = f"{path} cannot be read: {error}"
        raise PeriodsInvalid(message) from error
    return {kind: _days(path, kind, entry) for kind, entry in raw.items()}


def _days(path: Path, kind: str, entry: Any) -> int | None:
    days = entry.get("days") if isinstance(entry, dict) else entry
    if days is None or (isinstance(days, int) and not isinstance(days, bool) and 0 < days <= LONGEST):
        return days
    message = f"{path}: {kind} is kept for {days!r} days; write a whole number from 1 to {LONGEST}, or leave it out."
    raise PeriodsInvalid(message)
