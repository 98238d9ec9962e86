"""Sales that know no number choose tier, kind and term; where no article fits, the page says why and what helps (Q.15)."""

from typing import Any

import pytest

from tests.cast import StandingCast
from tests.desk.door import Door
from tests.desk.typed import order


def chosen(tier: str, scope: str, years: str, **counts: int) -> dict[str, Any]:
    """One line by choice, and no number."""
    line = {"line-0-article": "", "line-0-tier": tier, "line-0-scope": scope, "line-0-years": years}
    return order(("", 300), **counts) | line


def test_the_programme_finds_the_article(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    placed = sales.post("desk:order-new", query=f"?customer={town}", data=chosen("PA", "pc", "3", laptop=300))
    verdict = sales.follow(placed)
    assert 'data-accepted="yes"' in verdict.html
    assert "U80M6E" in verdict.text


def test_the_two_year_print_term_is_explained_with_what_helps(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    page = sales.post("desk:order-new", query=f"?customer={town}", data=chosen("PA", "print", "2", printer=300))
    assert page.status == 422
    assert "not sold for 2 years; it is sold for 1, 3, 4, 5" in page.text
    assert "A longer one may end together with the others by agreement" in page.text
    assert "Q.15" in page.text


@pytest.mark.parametrize("choice", [("PA", "", ""), ("", "pc", "3"), ("nonsense", "pc", "3"), ("PA", "pc", "99")])
def test_half_a_choice_is_told(cast: StandingCast, sales: Door, choice: tuple[str, str, str]) -> None:
    page = sales.post("desk:order-new", query=f"?customer={cast.access.customer.code}", data=chosen(*choice))
    assert page.status == 422
    assert page.has("form-errors")


def test_a_longer_print_term_may_end_together_with_the_pcs(cast: StandingCast, sales: Door) -> None:
    town = cast.access.customer.code
    typed = order(("U80LYE", 300), ("U1PB2E", 40), laptop=300, printer=40) | {"ends_on": "2028-03-01"}
    verdict = sales.follow(sales.post("desk:order-new", query=f"?customer={town}", data=typed))
    assert 'data-accepted="yes"' in verdict.html
    assert "after 24 months, instead of after the whole term" in verdict.text


@pytest.mark.parametrize(("last", "told"), [("2026-01-01", "lies before the first"), ("2090-01-01", "at the latest")])
def test_an_end_that_cannot_be_is_refused_with_the_cure(cast: StandingCast, sales: Door, last: str, told: str) -> None:
    town = cast.access.customer.code
    typed = order(("U80M6E", 300), laptop=300) | {"ends_on": last}
    verdict = sales.follow(sales.post("desk:order-new", query=f"?customer={town}", data=typed))
    assert 'data-accepted="no"' in verdict.html
    assert verdict.reason(told).cure.startswith("Choose a last day")
