"""The periods of cover of one device, drawn on one line of time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from voorrang.installed_base.models import Cover


@dataclass(frozen=True, slots=True)
class CoverBar:
    """One period of cover on the time line, as shares of its width."""

    cover: Cover
    x: str
    width: str


def cover_bars(covers: list[Cover], at: datetime) -> dict[str, Any]:
    """Return the periods on one time line from the first start to the last end, and where today is."""
    if not covers:
        return {}
    starts_at = min(*(one.starts_at for one in covers), at)
    ends_at = max(*(one.ends_at for one in covers), at)
    whole = max((ends_at - starts_at).total_seconds(), 1.0)

    def share(of: timedelta) -> str:
        return f"{of.total_seconds() / whole * 100:.2f}%"

    bars = [CoverBar(one, share(one.starts_at - starts_at), share(one.ends_at - one.starts_at)) for one in covers]
    return {"bars": bars, "now": share(at - starts_at), "starts_at": starts_at, "ends_at": ends_at}
