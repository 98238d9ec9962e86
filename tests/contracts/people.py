"""What the tests of contracts share: ordering for a customer of the cast."""

from datetime import datetime

from tests.cast import AT, BOUGHT, Cast, StandingCast, serving
from voorrang.contracts import actions
from voorrang.contracts.models import Contract, Order
from voorrang.rules.reasons import Reason

PC_ACCESS_3Y = "U80M6E"
PRINT_ACCESS_3Y = "U1PB2E"
PC_ACCESS_PLUS_3Y = "U80MBE"
PC_MANAGEMENT_3Y = "U80M8E"
PRINT_MANAGEMENT_3Y = "U1PB4E"
ALL_MANAGEMENT_PLUS_3Y = "U62G4E"

LAPTOPS_300 = [("laptop", True, 300)]


def place(
    cast: StandingCast,
    one: Cast,
    *lines: tuple[str, int],
    estimates: list[tuple[str, bool, int]] | None = None,
    starts_at: datetime = BOUGHT,
    at: datetime = BOUGHT,
) -> Order:
    """Place an order for one customer, as the vendor's sales do."""
    sales = cast.sales.actor
    with serving(one):
        return actions.place_order(
            lines=list(lines),
            starts_at=starts_at,
            estimates=LAPTOPS_300 if estimates is None else estimates,
            by=sales,
            at=at,
        )


def buy(
    cast: StandingCast,
    one: Cast,
    *lines: tuple[str, int],
    estimates: list[tuple[str, bool, int]] | None = None,
    at: datetime = BOUGHT,
) -> Contract:
    """Place an order that must be accepted, and return its contract."""
    order = place(cast, one, *lines, estimates=estimates, starts_at=at, at=at)
    assert order.accepted, order.reasons
    with serving(one):
        contract: Contract = Contract.objects.get(order=order)
    return contract


def codes(order: Order) -> list[str]:
    return [reason["code"] for reason in order.reasons]


__all__ = ["AT", "BOUGHT", "Reason", "buy", "codes", "place"]
