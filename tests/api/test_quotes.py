"""A connected system reads what was offered: never a draft, never somebody else's."""

from decimal import Decimal

import pytest

from tests.api.systems import system_of, vendor_system
from tests.cast import AT, StandingCast, serving
from voorrang.contracts import actions
from voorrang.contracts.models import Quote


@pytest.fixture
def quote(cast: StandingCast) -> Quote:
    """Rheinwerk is offered PCs with a price and printers without."""
    lines = [actions.QuotedLine("U80M7E", 11_000, Decimal("2.50")), actions.QuotedLine("U1PB3E", 200)]
    estimates = [("laptop", True, 11_000), ("printer", True, 200)]
    with serving(cast.management):
        offer = actions.Offer(lines=lines, starts_at=AT, currency="EUR")
        return actions.make_quote(offer=offer, estimates=estimates, by=cast.sales.actor, at=AT)


def send(cast: StandingCast, quote: Quote) -> None:
    with serving(cast.management):
        actions.send_quote(quote=quote, by=cast.sales.actor, at=AT)


def test_a_quote_that_was_sent_is_read(cast: StandingCast, quote: Quote) -> None:
    send(cast, quote)
    system = system_of(cast.management, scopes=["contracts.read"])
    (listed,) = system.call("GET", "quotes").body["items"]
    assert (listed["number"], listed["state"], listed["kind"]) == (quote.number, "sent", "new")
    assert {line["article"]: line["price"] for line in listed["lines"]} == {"U80M7E": "2.50", "U1PB3E": None}
    assert (listed["total"], listed["total_is_whole"], listed["currency"]) == ("27500.00", False, "EUR")
    assert system.call("GET", f"quotes/{quote.id}").body == listed


def test_a_draft_is_the_vendors(cast: StandingCast, quote: Quote) -> None:
    system = system_of(cast.management)
    assert system.call("GET", "quotes").body["items"] == []
    assert system.call("GET", f"quotes/{quote.id}").status == 404
    assert vendor_system("RHEIN").call("GET", f"quotes/{quote.id}").body["state"] == "draft"


def test_a_foreign_quote_is_absent(cast: StandingCast, quote: Quote) -> None:
    send(cast, quote)
    assert system_of(cast.other).call("GET", f"quotes/{quote.id}").status == 404
