"""Switching a reading changes a named result: the start of a contract (Q.14), and what a tier belongs to (Q.20)."""

from tests.rules.world import LAPTOP, PC_CONTRACT, PRINT_CONTRACT, PRINTER, ask, codes, day, small_programme

FROM_PURCHASE = small_programme(contract_starts="purchase")
BY_CUSTOMER = small_programme(tier_follows="customer")


def test_q14_a_contract_starts_with_its_activation_or_with_its_purchase() -> None:
    sleeping = PC_CONTRACT._replace(activated_at=None)
    assert ask(LAPTOP, contracts=(sleeping,)).outcome == "base_warranty"
    assert ask(LAPTOP, contracts=(sleeping,), programme=FROM_PURCHASE).outcome == "entitled"


def test_q14_an_activation_to_come_does_not_count_yet() -> None:
    soon = PC_CONTRACT._replace(activated_at=day("2026-03-20"))
    assert ask(LAPTOP, contracts=(soon,)).outcome == "base_warranty"
    assert ask(LAPTOP, contracts=(soon,), programme=FROM_PURCHASE).outcome == "entitled"


def test_q20_a_printer_is_served_at_its_own_tier_or_at_the_customers() -> None:
    contracts = (PC_CONTRACT, PRINT_CONTRACT)
    assert ask(PRINTER, contracts=contracts).tier == "PA"
    raised = ask(PRINTER, contracts=contracts, programme=BY_CUSTOMER)
    assert raised.tier == "PM"
    assert "tier_follows_customer" in codes(raised)


def test_q20_the_customers_tier_buys_no_scope() -> None:
    assert ask(PRINTER, contracts=(PC_CONTRACT,), programme=BY_CUSTOMER).outcome == "base_warranty"
