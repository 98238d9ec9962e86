"""Whatever is entered in whatever order: without consent nothing is charged, and never more than was consented to (D.5)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.world import NOW
from voorrang.rules.charges import amount_of, judge_charge, price_with, state_of, total_of

AMOUNTS = st.decimals("0.01", "5000", places=2)
STATES = st.sampled_from(["draft", "waiting", "consented", "refused", "expired", "withdrawn", "settled"])


@given(st.lists(AMOUNTS, min_size=1, max_size=4), st.lists(st.tuples(STATES, st.integers(0, 3), AMOUNTS), max_size=20))
def test_no_sequence_of_charges_exceeds_the_consent(
    lines: list[Decimal], asked: list[tuple[str, int, Decimal]]
) -> None:
    charged = [Decimal(0)] * len(lines)
    for state, place, amount in asked:
        line = place % len(lines)
        refusal = judge_charge(
            state=state,  # type: ignore[arg-type]
            consented=lines[line],
            charged=charged[line],
            amount=amount,
        )
        if refusal is None:
            assert state == "consented"
            charged[line] += amount
    assert all(done <= consented for done, consented in zip(charged, lines, strict=True))
    assert total_of(charged) <= total_of(lines)


@given(AMOUNTS, AMOUNTS)
def test_a_refusal_says_how_much_is_left(consented: Decimal, more: Decimal) -> None:
    refusal = judge_charge(state="consented", consented=consented, charged=Decimal(0), amount=consented + more)
    assert refusal is not None
    assert (refusal.code, refusal.left) == ("beyond_consent", consented)


@pytest.mark.parametrize(
    ("quantity", "price", "digits", "amount"),
    [("1.25", "95.50", 2, "119.38"), ("0.25", "93.33", 2, "23.33"), ("3", "100", 0, "300"), ("0.5", "33", 0, "17")],
)
def test_amounts_are_exact_and_rounded_once(quantity: str, price: str, digits: int, amount: str) -> None:
    assert amount_of(Decimal(quantity), Decimal(price), digits) == Decimal(amount)


def test_material_costs_what_was_agreed_on_top() -> None:
    assert price_with(Decimal("80.00"), Decimal("12.5")) == Decimal("90.00")


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "waiting"),
        ({"sent_at": None}, "draft"),
        ({"valid_until": NOW}, "expired"),
        ({"answer": "consented", "valid_until": NOW}, "consented"),
        ({"answer": "refused"}, "refused"),
        ({"withdrawn": True}, "withdrawn"),
        ({"answer": "consented", "settled": True}, "settled"),
    ],
)
def test_how_an_estimate_stands(facts: dict[str, object], state: str) -> None:
    usual = {
        "sent_at": NOW,
        "answer": None,
        "withdrawn": False,
        "settled": False,
        "valid_until": NOW + timedelta(days=1),
        "at": NOW,
    }
    assert state_of(**(usual | facts)) == state  # type: ignore[arg-type]
