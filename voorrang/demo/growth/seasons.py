"""Summer and winter time of several zones at once: two moments of one season have the same offsets everywhere. Pure."""

from bisect import bisect_right
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_DAYS_BEFORE, _DAYS_AFTER = 400, 60

type Offsets = tuple[timedelta | None, ...]


class Seasons(NamedTuple):
    """When the offsets of any zone changed, and what they were from then on."""

    starts: list[datetime]
    offsets: list[Offsets]

    def at(self, moment: datetime) -> Offsets:
        """Return the offsets of all zones at a moment."""
        return self.offsets[max(0, bisect_right(self.starts, moment) - 1)]


@cache
def seasons(zones: tuple[str, ...], anchor: datetime) -> Seasons:
    """Return the seasons from a year and a month before the anchor to two months after it."""
    known = [ZoneInfo(zone) for zone in zones]
    hour = timedelta(hours=1)
    moment = (anchor - timedelta(days=_DAYS_BEFORE)).replace(minute=0, second=0, microsecond=0)
    found = Seasons([moment], [_offsets(moment, known)])
    while moment < anchor + timedelta(days=_DAYS_AFTER):
        day = moment + timedelta(days=1)
        while moment < day and found.offsets[-1] != _offsets(day, known):
            moment += hour
            if _offsets(moment, known) != found.offsets[-1]:
                found.starts.append(moment)
                found.offsets.append(_offsets(moment, known))
        moment = day
    return found


def _offsets(moment: datetime, zones: list[ZoneInfo]) -> Offsets:
    return tuple(moment.astimezone(zone).utcoffset() for zone in zones)
