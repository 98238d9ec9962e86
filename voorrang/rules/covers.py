"""Cover of one device (E.9): which period is in force, how long it lasts, and what comes nearest where none is (X.1)."""

from datetime import datetime
from operator import attrgetter

from voorrang.rules.facts import Cover
from voorrang.rules.periods import ended, last_day, starting
from voorrang.rules.reasons import JSON, Reason


def cover_at(covers: tuple[Cover, ...], at: datetime) -> Cover | None:
    """Return the cover in force that lasts longest."""
    found: Cover | None = None
    for cover in covers:
        if cover.starts_at <= at < cover.ends_at and (
            found is None or (cover.ends_at, cover.kind, cover.level) > (found.ends_at, found.kind, found.level)
        ):
            found = cover
    return found


def end_of_chain(covers: tuple[Cover, ...], ends_at: datetime) -> datetime:
    """Return when cover really ends: a cover that begins in time carries on from the one before."""
    for cover in sorted(covers, key=attrgetter("starts_at")):
        if cover.starts_at <= ends_at < cover.ends_at:
            ends_at = cover.ends_at
    return ends_at


def why_no_cover(covers: tuple[Cover, ...], at: datetime, ref: str, host: str | None) -> Reason:
    """Name the cover that comes nearest (X.1): one about to start before one that ended, unless that ended more recently."""
    past = max((cover.ends_at for cover in covers if cover.ends_at <= at), default=None)
    coming = min((cover.starts_at for cover in covers if at < cover.starts_at < cover.ends_at), default=None)
    facts: dict[str, JSON]
    if coming is not None and (past is None or coming - at <= at - past):
        code, facts = "cover_not_started", starting(coming, at)
    elif past is not None:
        code, facts = "cover_ended", ended(past, at)
    else:
        code, facts = "cover_none", {}
    if host is not None:
        code, facts["host"] = f"host_{code}", host
    return Reason(code, facts, ref)


def own_cover(code: str, ref: str, cover: Cover) -> Reason:
    return Reason(code, {"cover": cover.kind, "until_on": last_day(cover.ends_at)}, ref)
