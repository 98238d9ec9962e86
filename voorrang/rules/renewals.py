"""The renewal pipeline: how near an end is, and which stage is to be told. The days are the vendor's setting."""

from datetime import datetime, timedelta

from voorrang.rules.programme import Programme

SETTING = "renewal_stages"
STAGES_UNLESS_SET = (90, 60, 30)
LOST_UNLESS_SET = ("other",)


def stages(programme: Programme) -> tuple[int, ...]:
    """Return the days before an end at which its renewal is due, the earliest (most days) first."""
    try:
        days = programme.assumption(SETTING).value["days"]
    except KeyError:
        days = STAGES_UNLESS_SET
    return tuple(sorted({int(one) for one in days}, reverse=True))


def lost_reasons(programme: Programme) -> tuple[str, ...]:
    """Return the keys of the reasons to choose from when a renewal is lost."""
    try:
        return tuple(programme.assumption(SETTING).value["lost_reasons"])
    except KeyError:
        return LOST_UNLESS_SET


def stage_of(ends_at: datetime, at: datetime, days: tuple[int, ...]) -> int | None:
    """Return the stage that an end has reached at `at`: the fewest days that hold it; None while it is further away."""
    left = ends_at - at
    return min((one for one in days if left <= timedelta(days=one)), default=None)


def remind_at(ends_at: datetime, days: tuple[int, ...], told: int | None) -> datetime | None:
    """Return when the following stage is reached, after the stage that was told last; None when none is left."""
    following = max((one for one in days if told is None or one < told), default=None)
    return None if following is None else ends_at - timedelta(days=following)


def stage_to_tell(ends_at: datetime, at: datetime, days: tuple[int, ...], told: int | None) -> int | None:
    """Return the stage to tell now: the one reached, unless it or a nearer one was told. A late run tells one, not all."""
    reached = stage_of(ends_at, at, days)
    return reached if reached is not None and (told is None or reached < told) else None
