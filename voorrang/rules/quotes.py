"""What a quote comes to, and how it stands. Quantities are the programme's; prices are typed by sales, or left out."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from voorrang.rules.programme import Programme

type QuoteState = Literal["draft", "sent", "accepted", "declined", "expired"]

SETTING = "quote_rules"
VALID_DAYS_UNLESS_SET = 30
DECLINE_UNLESS_SET = ("other",)


class Total(NamedTuple):
    """The exact sum of the lines that have a price; `is_whole` when all have."""

    amount: Decimal
    is_whole: bool


def state_of(
    *, sent_at: datetime | None, answer: Literal["accepted", "declined"] | None, valid_until: datetime, at: datetime
) -> QuoteState:
    """Tell how a quote stands at `at`. An answer stays; without one a quote expires, sent or not."""
    if answer is not None:
        return answer
    if at >= valid_until:
        return "expired"
    return "draft" if sent_at is None else "sent"


def line_total(quantity: int, price: Decimal | None) -> Decimal | None:
    """Return the exact price of a line; None without a price."""
    return None if price is None else price * quantity


def total_of(lines: Iterable[tuple[int, Decimal | None]]) -> Total | None:
    """Sum up (quantity, price of a unit) lines exactly; None when no line has a price."""
    sums = [line_total(quantity, price) for quantity, price in lines]
    known = [one for one in sums if one is not None]
    return Total(sum(known, Decimal(0)), len(known) == len(sums)) if known else None


def valid_until(at: datetime, programme: Programme) -> datetime:
    """Return the end, exclusive, of the validity that a quote has unless sales choose another."""
    try:
        days = int(programme.assumption(SETTING).value["valid_days"])
    except KeyError:
        days = VALID_DAYS_UNLESS_SET
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=days + 1)


def decline_reasons(programme: Programme) -> tuple[str, ...]:
    """Return the keys of the reasons to choose from when a quote is declined."""
    try:
        return tuple(programme.assumption(SETTING).value["decline_reasons"])
    except KeyError:
        return DECLINE_UNLESS_SET
