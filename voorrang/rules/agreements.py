"""Versions of an agreement: how one stands, and whether the period of the next one fits. Pure; periods are half-open."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

type AgreementState = Literal["draft", "offered", "agreed", "in_force", "ended"]


class Held(NamedTuple):
    """A signed version: its number, and when it holds."""

    number: str
    starts_at: datetime
    ends_at: datetime | None


class Flaw(NamedTuple):
    """Why a period does not fit. `code` is one of `FLAWS`; `number` and `day` are what the cure names."""

    code: str
    number: str = ""
    day: datetime | None = None


FLAWS = ("ends_before_start", "period_over", "starts_too_early", "gap", "overlaps", "end_not_usable")


def state_of(
    *, offered: bool, signed_at: datetime | None, starts_at: datetime, ends_at: datetime | None, at: datetime
) -> AgreementState:
    """Tell how a version stands: a draft, offered to the customer, agreed for later, in force, or ended."""
    if signed_at is None:
        return "offered" if offered else "draft"
    if ends_at is not None and ends_at <= at:
        return "ended"
    return "in_force" if starts_at <= at else "agreed"


def starts(starts_at: datetime, signed_at: datetime) -> datetime:
    """Return when a version begins: never before it was signed, for a promise does not work backwards."""
    return max(starts_at, signed_at)


def judge_period(
    *, starts_at: datetime, ends_at: datetime | None, earlier: Held | None, others: Iterable[Held], at: datetime
) -> Flaw | None:
    """Say why a version may not hold for this period; None when it may.

    `earlier` is the signed version before it, which ends where this one begins: no gap lies between, and it held for a
    while. `others` are signed versions of other agreements: of two at once nobody would know which one counts.
    """
    if ends_at is not None and ends_at <= starts_at:
        return Flaw("ends_before_start", day=starts_at)
    if ends_at is not None and ends_at <= at:
        return Flaw("period_over", day=ends_at)
    if earlier is not None:
        if starts_at <= earlier.starts_at:
            return Flaw("starts_too_early", earlier.number, earlier.starts_at)
        if earlier.ends_at is not None and earlier.ends_at < starts_at and earlier.ends_at > at:
            return Flaw("gap", earlier.number, earlier.ends_at)
    for other in sorted(others, key=lambda one: one.starts_at):
        begins_before_end = ends_at is None or other.starts_at < ends_at
        ends_after_start = other.ends_at is None or other.ends_at > starts_at
        if begins_before_end and ends_after_start:
            return Flaw("overlaps", other.number, other.ends_at)
    return None
