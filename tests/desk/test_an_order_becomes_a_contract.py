"""Sales types article numbers; what the programme accepts becomes a contract that waits for its activation."""

from tests.cast import StandingCast
from tests.contracts.people import PC_ACCESS_3Y, PRINT_ACCESS_3Y
from tests.desk.door import Door
from tests.desk.typed import order


def test_an_accepted_order_leads_to_its_contract(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    placed = sales.post("desk:order-new", query=f"?customer={town}", data=order((PC_ACCESS_3Y, 300), laptop=300))
    verdict = sales.get(placed.to)
    assert 'data-accepted="yes"' in verdict.html
    assert "The order is accepted" in verdict.text
    assert PC_ACCESS_3Y in verdict.text
    contract = sales.get(verdict.link("to-contract"))
    assert "not activated yet" in contract.text
    assert contract.has("checklist")


def test_articles_are_read_in_any_case_and_with_spaces(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    typed = order((f"  {PC_ACCESS_3Y.lower()} ", 300), laptop=300)
    assert (
        'data-accepted="yes"' in sales.follow(sales.post("desk:order-new", query=f"?customer={town}", data=typed)).html
    )


def test_what_an_article_buys_is_told_while_typing(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    told = sales.get("desk:article", **{"customer": town, "line-0-article": PC_ACCESS_3Y})
    assert "Priority Access · PCs · 3 years" in told.text
    assert "O.1" in told.text


def test_a_slip_is_told_beside_the_nearest_article(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    told = sales.get("desk:article", **{"customer": town, "line-0-article": "U80M6F"})
    assert "Did you mean U80M6E?" in told.text


def test_one_more_line_keeps_what_was_typed(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    typed = order((PC_ACCESS_3Y, 300), (PRINT_ACCESS_3Y, 20), laptop=300, printer=20) | {"add_line": "1"}
    page = sales.post("desk:order-new", query=f"?customer={town}", data=typed)
    assert page.status == 200
    assert page.value("line-0-article") == PC_ACCESS_3Y
    assert page.value("line-1-quantity") == "20"
    assert page.value("line-2-article") == ""
    assert page.value("count_printer") == "20"


def test_the_list_shows_the_order_with_its_verdict(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    assert "No order yet" in sales.get("desk:order-list", customer=town).text
    sales.post("desk:order-new", query=f"?customer={town}", data=order((PC_ACCESS_3Y, 300), laptop=300))
    listed = sales.get("desk:order-list", customer=town)
    assert f"300 × {PC_ACCESS_3Y}" in listed.text
    assert "accepted" in listed.text
    assert "1 order" in listed.text
    assert "No order fits" in sales.get("desk:order-list", customer=town, verdict="refused").text
