"""A refused order is kept and says each reason with its clause and what would help; it is corrected and sent again."""

from typing import Any

import pytest

from tests.cast import Cast, StandingCast, serving
from tests.contracts.people import ALL_MANAGEMENT_PLUS_3Y, PC_ACCESS_3Y, PC_ACCESS_PLUS_3Y, PRINT_ACCESS_3Y
from tests.desk.door import Door, Page
from tests.desk.typed import order
from voorrang.accounts.models import Customer
from voorrang.contracts.models import Contract, Order


def refused(sales: Door, one: Cast, typed: dict[str, Any]) -> Page:
    """Place an order that must be refused, and return its page."""
    verdict = sales.follow(sales.post("desk:order-new", query=f"?customer={one.customer.code}", data=typed))
    assert 'data-accepted="no"' in verdict.html
    return verdict


def move(one: Cast, country: str) -> None:
    Customer.objects.filter(id=one.customer.id).update(head_office_country=country)


def test_an_unknown_article(cast: StandingCast, sales: Door) -> None:
    page = refused(sales, cast.access, order(("U80M6F", 300), laptop=300))
    assert page.reason("U80M6F").clauses
    assert "U80M6E" in page.reason("U80M6F").cure


@pytest.mark.parametrize("article", ["'; DROP TABLE orders", "12 34", "<b>U80M6E</b>", "=1+1"])
def test_what_is_no_article_number_at_all(cast: StandingCast, sales: Door, article: str) -> None:
    page = refused(sales, cast.access, order((article, 300), laptop=300))
    assert page.reasons[0].cure
    assert article in page.text


def test_a_country_outside_coverage(cast: StandingCast, sales: Door) -> None:
    page = refused(sales, cast.access, order((PC_ACCESS_3Y, 300), country="IS", laptop=300))
    reason = page.reason("Iceland")
    assert "C.2" in reason.clauses
    assert reason.cure


def test_a_tier_that_is_not_sold_where_the_head_office_is(cast: StandingCast, sales: Door) -> None:
    move(cast.management_plus, "US")
    typed = order((ALL_MANAGEMENT_PLUS_3Y, 12_000), country="US", laptop=11_800, printer=200)
    reason = refused(sales, cast.management_plus, typed).reason("United States")
    assert {"R.8", "Q.12"} & set(reason.clauses)
    assert reason.cure


def test_a_second_contract_for_the_same_devices_at_the_same_time(cast: StandingCast, sales: Door) -> None:
    town = cast.access
    sales.post("desk:order-new", query=f"?customer={town.customer.code}", data=order((PC_ACCESS_3Y, 300), laptop=300))
    page = refused(sales, town, order((PC_ACCESS_PLUS_3Y, 1_000), starts_on="2027-01-01", laptop=1_000))
    assert "PCs" in page.reasons[0].text
    assert page.reasons[0].clauses
    assert page.reasons[0].cure


def test_a_kind_of_device_left_uncovered(cast: StandingCast, sales: Door) -> None:
    reason = refused(sales, cast.access, order((PC_ACCESS_3Y, 300), laptop=300, printer=4)).reason("printers")
    assert "E.1" in reason.clauses
    assert reason.cure


def test_it_is_kept_and_makes_no_contract(cast: StandingCast, sales: Door) -> None:
    refused(sales, cast.access, order(("NOTHING1", 1), laptop=1))
    with serving(cast.access):
        assert not Order.objects.get().accepted
        assert not Contract.objects.exists()
    assert "refused" in sales.get("desk:order-list", customer=cast.access.customer.code).text


def test_it_is_corrected_without_typing_it_again(cast: StandingCast, sales: Door) -> None:
    page = refused(sales, cast.access, order((PC_ACCESS_3Y, 300), laptop=300, printer=4))
    form = sales.get(page.link("correct"))
    assert form.value("line-0-article") == PC_ACCESS_3Y
    assert form.value("line-0-quantity") == "300"
    assert form.value("count_printer") == "4"
    typed = order((PC_ACCESS_3Y, 300), (PRINT_ACCESS_3Y, 4), laptop=300, printer=4)
    again = sales.follow(sales.post(page.link("correct"), data=typed))
    assert 'data-accepted="yes"' in again.html


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (order(laptop=1), "The order has no line yet"),
        (order((PC_ACCESS_3Y, "many"), laptop=1), "Enter a whole number"),
        (order((PC_ACCESS_3Y, ""), laptop=1), "How many?"),
        (order(("", 5), laptop=1), "Of which article?"),
        (order((PC_ACCESS_3Y, 5), starts_on="31.31.2026", laptop=1), "Enter a valid date"),
        (order((PC_ACCESS_3Y, 5), starts_on="20206-01-01", laptop=1), "Enter a valid date"),
        (order((PC_ACCESS_3Y, 5), country="XX", laptop=1), "XX is not one of the available choices"),
        (order((PC_ACCESS_3Y, 5), laptop=-3), "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(
    cast: StandingCast, sales: Door, typed: dict[str, Any], told: str
) -> None:
    page = sales.post("desk:order-new", query=f"?customer={cast.access.customer.code}", data=typed)
    assert page.status == 422
    assert page.has("form-errors")
    assert told in page.text
    assert page.value("line-0-article") == typed.get("line-0-article", "")
    with serving(cast.access):
        assert not Order.objects.exists()
