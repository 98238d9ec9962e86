"""What may be charged: exact amounts, and never more than the customer consented to, line by line (D.5). Pure."""

from collections.abc import Iterable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

type CostState = Literal["draft", "waiting", "consented", "refused", "expired", "withdrawn", "settled"]


class Refusal(NamedTuple):
    """Why a charge is not taken: `no_consent`, `beyond_consent`, `settled` or `nothing`. `left` is what may still be charged."""

    code: str
    left: Decimal = Decimal(0)


def rounded(amount: Decimal, digits: int = 2) -> Decimal:
    """Round to the smallest coin of a currency with so many digits, halves up."""
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def amount_of(quantity: Decimal, price: Decimal, digits: int = 2) -> Decimal:
    """Return what a line comes to, rounded once; a total is the exact sum of such lines."""
    return rounded(quantity * price, digits)


def price_with(cost: Decimal, percent: Decimal, digits: int = 2) -> Decimal:
    """Return the price of material that costs so much, with the agreed percentage on top."""
    return rounded(cost * (100 + percent) / 100, digits)


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """Return the exact sum."""
    return sum(amounts, Decimal(0))


def state_of(
    *,
    sent_at: datetime | None,
    answer: str | None,
    withdrawn: bool,
    settled: bool,
    valid_until: datetime,
    at: datetime,
) -> CostState:
    """Tell how an estimate stands at `at`. A consent stays until the account is settled; what nobody answered expires."""
    if settled:
        return "settled"
    if answer is not None:
        return "consented" if answer == "consented" else "refused"
    if withdrawn:
        return "withdrawn"
    if at >= valid_until:
        return "expired"
    return "draft" if sent_at is None else "waiting"


def judge_charge(*, state: CostState, consented: Decimal, charged: Decimal, amount: Decimal) -> Refusal | None:
    """Say why a charge against one line may not be taken; None when it may.

    `consented` is the line's amount in the estimate, `charged` what was charged against it before. Work beyond it needs a
    new estimate.
    """
    if state == "settled":
        return Refusal("settled")
    if state != "consented":
        return Refusal("no_consent")
    if amount <= 0:
        return Refusal("nothing")
    left = consented - charged
    return Refusal("beyond_consent", max(left, Decimal(0))) if amount > left else None
