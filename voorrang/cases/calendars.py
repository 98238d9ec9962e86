"""The hours that a clock counts in: stored by key and version, so that an old deadline can be explained."""

import json
import zoneinfo
from collections.abc import Iterable
from datetime import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tzdata import IANA_VERSION

from voorrang.contracts.models import SupportCalendar
from voorrang.lib.statements import read
from voorrang.rules.clocks import Calendar, Window

_HOURS = "SELECT key, version, zone, weekly FROM contracts_supportcalendar WHERE key = ANY (%s)"
_NEWEST = "SELECT key, max(version) FROM contracts_supportcalendar WHERE key = ANY (%s) GROUP BY key"


class CalendarName(NamedTuple):
    """Key and version of stored hours; an empty key counts round the clock."""

    key: str = ""
    version: int = 0


AROUND_THE_CLOCK = Calendar(zone="UTC", windows=())


class CalendarMissing(LookupError):
    """A promise or target names hours that are not stored: `keys`."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)
        super().__init__(", ".join(sorted(self.keys)))


def load_calendars(names: Iterable[CalendarName]) -> dict[CalendarName, Calendar]:
    """Return the hours by name, in at most one query. Raises `CalendarMissing`."""
    wanted = set(names)
    found = {name: AROUND_THE_CLOCK for name in wanted if not name.key}
    if missing := wanted - found.keys():
        keys = {name.key for name in missing}
        for key, version, zone, weekly in read(_HOURS, [sorted(keys)]):
            name = CalendarName(key, version)
            if name in missing:
                found[name] = calendar_of(
                    SupportCalendar(key=key, version=version, zone=zone, weekly=json.loads(weekly))
                )
    if missing := wanted - found.keys():
        raise CalendarMissing(name.key for name in missing)
    return found


def newest(keys: Iterable[str]) -> dict[str, CalendarName]:
    """Return the newest version of each key; "" stands for round the clock. Raises `CalendarMissing`."""
    wanted = set(keys)
    names = {"": CalendarName()}
    if wanted - {""}:
        names |= {key: CalendarName(key, version) for key, version in read(_NEWEST, [sorted(wanted)])}
    if missing := wanted - names.keys():
        raise CalendarMissing(missing)
    return names


def calendar_of(row: SupportCalendar) -> Calendar:
    """Return stored hours as the rules read them."""
    windows = tuple(
        Window(int(weekday), time.fromisoformat(opens), time.fromisoformat(closes))
        for weekday, spans in sorted(row.weekly.items())
        for opens, closes in spans
    )
    return Calendar(zone=row.zone, windows=windows, version=f"{row.key}.{row.version}")


@cache
def zones_version() -> str:
    """Return the version of the time zone database in use: the system's where Python finds one, else the wheel's."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder) / "tzdata.zi"
        if file.is_file():
            with file.open(encoding="utf-8") as lines:
                return lines.readline().removeprefix("# version").strip()[:16]
    return str(IANA_VERSION)
