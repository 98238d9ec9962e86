"""Switching a reading changes a named result, on the shipped programme. Fixed readings: `tests/programme/test_readings.py`."""

import pytest

from tests.rules.world import (
    LAPTOP,
    PC_CONTRACT,
    PRINT_CONTRACT,
    PRINTER,
    ROOT,
    ask,
    codes,
    day,
    small_programme,
)
from voorrang.editions.loader import load_programme
from voorrang.rules.decision import features_of
from voorrang.rules.eligibility import FleetCount, assess
from voorrang.rules.orders import Order, OrderLine, OrderVerdict, judge_order
from voorrang.rules.programme import Programme

FROM_PURCHASE = small_programme(contract_starts="purchase")
BY_CUSTOMER = small_programme(tier_follows="customer")
SWITCHED = {"Q.3", "Q.7", "Q.9", "Q.10", "Q.12", "Q.14", "Q.20"}


def shipped(**choices: str) -> Programme:
    """The shipped programme with other choices; Q_3 stands for Q.3."""
    readings = {key.replace("_", "."): value for key, value in choices.items()}
    return load_programme(ROOT / "programmes" / "hp_priority_services", readings=readings)


def qualifies(programme: Programme, tier: str, *fleet: FleetCount) -> bool:
    return assess(fleet, tier, programme, "confirmed").qualifies


def test_every_switchable_reading_is_switched_here(real_programme: Programme) -> None:
    assert {reading.id for reading in real_programme.readings.values() if reading.switchable} == SWITCHED


def test_q3_printers_help_to_reach_the_second_tier_or_not(real_programme: Programme) -> None:
    fleet = (FleetCount("laptop", True, True, 600, "NL"), FleetCount("printer", True, True, 400, "NL"))
    assert qualifies(real_programme, "PA+", *fleet)
    assert not qualifies(shipped(Q_3="pcs_only"), "PA+", *fleet)


def test_q7_uncovered_units_help_to_reach_the_management_tiers_or_not(real_programme: Programme) -> None:
    uncovered = FleetCount("laptop", True, False, 10_000, "NL")
    assert not qualifies(real_programme, "PM", uncovered)
    assert qualifies(shipped(Q_7="tables"), "PM", uncovered)
    assert not qualifies(shipped(Q_7="tables"), "PA", uncovered)


def test_q7_consumer_pcs_help_to_reach_the_access_tiers_or_not(real_programme: Programme) -> None:
    consumer = FleetCount("laptop", False, True, 1_000, "NL")
    for tier in ("PA", "PA+"):
        assert qualifies(real_programme, tier, consumer)
        assert not qualifies(shipped(Q_7="commercial"), tier, consumer)


def test_q9_the_second_tier_gets_monthly_reports_or_not(real_programme: Programme) -> None:
    assert "monthly_reports" not in features_of("PA+", real_programme)
    assert features_of("PA+", shipped(Q_9="matrix"))["monthly_reports"] == "included"


def test_q10_the_highest_tier_gets_incident_management_or_not(real_programme: Programme) -> None:
    second_table = {"incident_management", "quarterly_reports"}
    assert second_table <= set(features_of("PM+", real_programme))
    assert not second_table & set(features_of("PM+", shipped(Q_10="left_out")))


def ordered(programme: Programme, head_office: str, devices_in: str) -> OrderVerdict:
    lines = (OrderLine("U62G4E", 10_000),)
    fleet = (FleetCount("laptop", True, True, 10_000, devices_in),)
    return judge_order(Order(lines, head_office, head_office, day("2026-04-01"), fleet), programme)


@pytest.mark.parametrize(
    ("head_office", "devices_in", "by_head_office", "by_devices"),
    [("NL", "US", True, False), ("US", "NL", False, True), ("NL", "NL", True, True), ("US", "US", False, False)],
)
def test_q12_the_highest_tier_is_sold_by_head_office_or_by_where_the_units_are(
    real_programme: Programme, head_office: str, devices_in: str, by_head_office: bool, by_devices: bool
) -> None:
    assert ordered(real_programme, head_office, devices_in).accepted is by_head_office
    assert ordered(shipped(Q_12="devices"), head_office, devices_in).accepted is by_devices


def test_q14_an_order_asleep_is_refused_or_served(real_programme: Programme) -> None:
    sleeping = (PC_CONTRACT._replace(activated_at=None),)
    assert ask(LAPTOP, contracts=sleeping, programme=real_programme).outcome == "base_warranty"
    assert ask(LAPTOP, contracts=sleeping, programme=shipped(Q_14="purchase")).outcome == "entitled"


def test_q20_the_shipped_programme_serves_a_printer_at_its_own_tier_or_the_customers(
    real_programme: Programme,
) -> None:
    assert ask(PRINTER, programme=real_programme).tier == "PA"
    assert ask(PRINTER, programme=shipped(Q_20="customer")).tier == "PM"


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
