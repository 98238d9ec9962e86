"""Sales make a quote, send it, and place the order; what is due for renewal starts the next one."""

from typing import Any

import pytest

from tests.cast import AT, StandingCast, give_contract, serving
from tests.contracts.people import PC_ACCESS_3Y
from tests.desk.door import Door, Page
from tests.desk.typed import order
from voorrang.contracts.models import Contract, Quote, Renewal


def typed(*lines: tuple[str, Any], price: str = "", **counts: int) -> dict[str, Any]:
    return order(*lines, **counts) | {"ends_on": "", "valid_on": "", "line-0-price": price}


def made(sales: Door, town: str, **changes: Any) -> Page:
    data = typed((PC_ACCESS_3Y, 300), laptop=300) | changes
    return sales.follow(sales.post("desk:quote-new", query=f"?customer={town}", data=data))


def the_quote(cast: StandingCast) -> Quote:
    with serving(cast.access):
        quote: Quote = Quote.objects.get()
    return quote


def test_from_quote_to_contract(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    draft = made(sales, town, **{"line-0-price": "9.95"})
    assert 'data-stands="yes"' in draft.html
    assert "€2,985.00" in draft.text
    quote = the_quote(cast)
    sent = sales.follow(sales.post("desk:quote-send", town, quote.number))
    assert 'data-state="sent"' in sent.html
    assert sales.get("desk:quote-pdf", town, quote.number).html.startswith("%PDF")
    placed = sales.follow(sales.post("desk:quote-accept", town, quote.number))
    assert 'data-accepted="yes"' in placed.html
    again = sales.post("desk:quote-accept", town, quote.number)
    assert again.status == 409
    assert "Already accepted by Sara Sales" in again.html
    with serving(cast.access):
        assert Contract.objects.count() == 1
    assert "accepted" in sales.get("desk:quote-list", customer=town).text


def test_what_does_not_stand_says_why_and_is_not_sent(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    page = made(sales, town, **{"line-0-article": "U80M6F"})
    assert 'data-stands="no"' in page.html
    assert page.reason("no article U80M6F").cure
    assert not page.has("send-quote")
    assert sales.post("desk:quote-send", town, the_quote(cast).number).status == 409


@pytest.mark.parametrize(
    "changes",
    [
        {"line-0-quantity": "-1"},
        {"line-0-quantity": "99999999999999"},
        {"line-0-price": "-1"},
        {"line-0-price": "1.999"},
        {"starts_on": "20206-01-01"},
        {"valid_on": "2026-01-01"},
    ],
)
def test_a_slip_is_told_beside_its_field(cast: StandingCast, sales: Door, changes: dict[str, str]) -> None:
    data = typed((PC_ACCESS_3Y, 300), laptop=300) | changes
    page = sales.post("desk:quote-new", query=f"?customer={cast.access.customer.code}", data=data)
    assert page.status == 422
    assert page.has("form-errors")


def test_declining_needs_a_reason_of_the_list(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    made(sales, town)
    number = the_quote(cast).number
    sales.post("desk:quote-send", town, number)
    assert sales.post("desk:quote-decline", town, number, data={"reason": "because"}).status == 422
    done = sales.follow(sales.post("desk:quote-decline", town, number, data={"reason": "price", "note": "Too dear"}))
    assert "the price" in done.text


def test_foreign_and_absent_numbers_look_alike(cast: StandingCast, sales: Door) -> None:
    made(sales, cast.access.customer.code)
    number = the_quote(cast).number
    other = cast.other.customer.code
    for code, wanted in ((other, number), (other, "NIEUW-Q9999-A"), ("NOSUCH", number)):
        for name in ("desk:quote-detail", "desk:quote-pdf"):
            assert sales.get(name, code, wanted).status == 404
    query = {"customer": other, "kind": "renewal", "contract": "NIEUW-C0002-X"}
    assert sales.get("desk:quote-new", **query).status == 404


def test_renewing_offers_the_same_again_from_the_day_it_ends(cast: StandingCast, sales: Door) -> None:
    contract = give_contract(cast.access)
    page = sales.get(sales.get("desk:contract-detail", "NIEUW", contract.number).link("renew"))
    assert page.value("line-0-article") == PC_ACCESS_3Y
    assert page.value("starts_on") == "2028-12-12"


def test_a_cancellation_is_told_and_taken_back(cast: StandingCast, sales: Door) -> None:
    contract = give_contract(cast.access)
    args = ("NIEUW", contract.number)
    soon = sales.post("desk:contract-cancel", *args, data={"last_on": "2026-03-05", "reason": "other"})
    assert soon.status == 422
    assert soon.reason("30 days of notice").cure.startswith("Let the contract end on")
    done = sales.follow(
        sales.post("desk:contract-cancel", *args, data={"last_on": "2026-06-30", "reason": "fleet_shrank"})
    )
    assert done.has("cancelled")
    assert "cancelled the contract" in done.part("timeline")
    assert sales.post("desk:contract-cancel", *args, data={"last_on": "2026-06-30", "reason": "other"}).status == 409
    back = sales.follow(sales.post("desk:contract-cancel-undo", *args))
    assert not back.has("cancelled")
    assert sales.post("desk:contract-cancel-undo", *args).status == 409


def test_renewals_are_listed_planned_and_lost(cast: StandingCast, sales: Door) -> None:
    contract = give_contract(cast.access)
    assert contract.number in sales.get("desk:renewal-list").text
    plan = {"owner": str(cast.sales.user.id), "next_step": "Call", "next_on": "2026-05-01", "note": ""}
    listed = sales.follow(sales.post("desk:renewal-plan", "NIEUW", contract.number, data=plan))
    assert "Sara Sales" in listed.text
    assert "No renewal fits" in sales.get("desk:renewal-list", days="30").text
    assert contract.number in sales.get("desk:renewal-list", sort="latest", owner=str(cast.sales.user.id)).text
    assert contract.number in sales.get("desk:renewal-list", format="csv").html
    lost = sales.follow(sales.post("desk:renewal-lose", "NIEUW", contract.number, data={"reason": "price"}))
    assert "lost: the price" in lost.text
    with serving(cast.access):
        assert Renewal.objects.get().lost_at == AT


def test_who_does_not_sell_reads_and_changes_nothing(cast: StandingCast, agent: Door) -> None:
    contract = give_contract(cast.access)
    assert agent.get("desk:renewal-list").status == 200
    assert agent.get("desk:quote-new", customer="NIEUW").status == 403
    assert agent.post("desk:contract-cancel", "NIEUW", contract.number).status == 403
