"""A contract for the device's scope must be in force; else the unit's own warranty helps where it has one."""

from datetime import timedelta

import pytest

from tests.rules.world import (
    LAPTOP,
    NOW,
    PC_CONTRACT,
    PRINT_CONTRACT,
    PRINTER,
    UNCOVERED,
    ask,
    codes,
    day,
    reason_of,
)
from voorrang.rules.facts import ContractScope

ENDED = PC_CONTRACT._replace(starts_at=day("2023-02-20"), ends_at=day("2026-02-20"), activated_at=day("2023-02-20"))
COMING = PC_CONTRACT._replace(starts_at=day("2026-03-20"), activated_at=day("2026-03-20"))
SLEEPING = PC_CONTRACT._replace(activated_at=None)


def test_the_contract_and_its_tier_are_named() -> None:
    decision = ask(LAPTOP)
    assert reason_of(decision, "contract_in_force").facts == {"scope": "pc", "tier": "PM", "until_on": "2028-04-30"}
    assert decision.tier == "PM"


def test_each_device_is_served_at_the_tier_of_its_scope() -> None:
    decision = ask(LAPTOP, PRINTER)
    assert {device.ref: device.tier for device in decision.devices} == {LAPTOP.ref: "PM", PRINTER.ref: "PA"}
    assert decision.tier == "PM"


@pytest.mark.parametrize(
    ("contracts", "code"),
    [
        ((), "contract_absent"),
        ((PRINT_CONTRACT,), "contract_none_for_scope"),
        ((ENDED,), "contract_ended"),
        ((COMING,), "contract_not_started"),
        ((SLEEPING,), "contract_not_activated"),
        ((ENDED, COMING), "contract_not_started"),
        ((ENDED, SLEEPING), "contract_not_activated"),
    ],
)
def test_without_one_in_force_the_nearest_contract_is_named(contracts: tuple[ContractScope, ...], code: str) -> None:
    covered = ask(LAPTOP, contracts=contracts)
    assert covered.outcome == "base_warranty"
    assert {code, "base_warranty_applies"} <= codes(covered)
    assert covered.tier is None
    uncovered = ask(UNCOVERED, contracts=contracts)
    assert uncovered.outcome == "refused"
    assert {code, "cover_ended"} <= codes(uncovered)


def test_how_long_ago_it_ended_is_told_in_days() -> None:
    facts = reason_of(ask(LAPTOP, contracts=(ENDED,)), "contract_ended").facts
    assert facts == {"days": 13, "ended_on": "2026-02-19", "scope": "pc"}


def test_periods_are_half_open() -> None:
    assert ask(LAPTOP, contracts=(PC_CONTRACT._replace(ends_at=NOW),)).outcome == "base_warranty"
    assert ask(LAPTOP, contracts=(PC_CONTRACT._replace(activated_at=NOW),)).outcome == "entitled"


def test_an_end_within_thirty_days_is_announced() -> None:
    ending = PC_CONTRACT._replace(ends_at=NOW + timedelta(days=30))
    assert reason_of(ask(LAPTOP, contracts=(ending,)), "contract_ends_soon").facts["days"] == 30
    later = PC_CONTRACT._replace(ends_at=NOW + timedelta(days=31))
    assert "contract_ends_soon" not in codes(ask(LAPTOP, contracts=(later,)))


def test_a_successor_makes_the_announcement_needless() -> None:
    ending = PC_CONTRACT._replace(ends_at=NOW + timedelta(days=10))
    successor = PC_CONTRACT._replace(starts_at=ending.ends_at, ends_at=day("2030-01-01"), activated_at=None)
    assert "contract_ends_soon" not in codes(ask(LAPTOP, contracts=(ending, successor)))


def test_a_fleet_below_the_minimum_is_flagged_and_served() -> None:
    decision = ask(LAPTOP, contracts=(PC_CONTRACT._replace(eligibility="below"),))
    assert decision.outcome == "entitled"
    assert "eligibility_below" in codes(decision)


def test_a_question_without_a_device_is_judged_on_the_contract() -> None:
    decision = ask()
    assert (decision.outcome, decision.tier, decision.devices) == ("entitled", "PM", ())
    assert "question_without_device" in codes(decision)
    assert ask(contracts=()).outcome == "refused"
