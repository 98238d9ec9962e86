"""An unmet duty is a condition, never a hurdle (D.2-D.4); only a named person may charge or decline (D.5)."""

from typing import Any

import pytest

from tests.rules.world import (
    DESKTOP,
    ENDED_COVER,
    LAPTOP,
    MONITOR,
    UNCOVERED,
    WARRANTY,
    ask,
    charge,
    codes,
    decline,
    reason_of,
)
from voorrang.rules.facts import DutyChoice

UNMET: list[dict[str, Any]] = [{"self_diagnosis": False}, {"missing": ("symptom",)}, {"open_steps": ("reboot",)}]


@pytest.mark.parametrize("unmet", UNMET)
def test_an_unmet_duty_makes_it_conditional(unmet: dict[str, Any]) -> None:
    decision = ask(LAPTOP, **unmet)
    assert (decision.outcome, decision.tier) == ("conditional", "PM")


def test_what_is_missing_is_named() -> None:
    decision = ask(LAPTOP, missing=("symptom", "photo"))
    assert reason_of(decision, "information_missing").facts == {"items": ["photo", "symptom"]}


@pytest.mark.parametrize("unmet", UNMET)
def test_mara_may_charge_or_decline_when_a_duty_is_unmet(unmet: dict[str, Any]) -> None:
    charged = ask(LAPTOP, choice=charge(), **unmet)
    assert charged.outcome == "chargeable"
    assert reason_of(charged, "charged_by_choice").facts == {"role": "support_manager"}
    declined = ask(LAPTOP, choice=decline(), **unmet)
    assert declined.outcome == "refused"
    assert {"declined_by_choice", "base_warranty_stands"} <= codes(declined)


def test_mara_may_charge_for_ended_cover_and_for_an_exclusion() -> None:
    assert ask(UNCOVERED, choice=charge()).outcome == "chargeable"
    assert ask(LAPTOP, exclusions=("fix_not_installed",), choice=charge()).outcome == "chargeable"


def test_an_agent_may_not() -> None:
    decision = ask(UNCOVERED, choice=charge(role="agent"))
    assert decision.outcome == "refused"
    assert reason_of(decision, "choice_not_allowed").facts == {"role": "agent"}


@pytest.mark.parametrize("choice", [charge(), decline()])
def test_nobody_charges_or_declines_without_a_name(choice: DutyChoice) -> None:
    decision = ask(LAPTOP, self_diagnosis=False, choice=choice._replace(by=""))
    assert decision.outcome == "conditional"
    assert "choice_unnamed" in codes(decision)


def test_a_choice_without_ground_has_no_effect() -> None:
    for choice in (charge(), decline()):
        decision = ask(LAPTOP, choice=choice)
        assert decision.outcome == "entitled"
        assert "choice_without_ground" in codes(decision)


def test_a_choice_buys_no_contract() -> None:
    assert ask(LAPTOP, contracts=(), choice=charge()).outcome == "base_warranty"


def test_an_exclusion_is_refused_and_the_own_warranty_stands() -> None:
    decision = ask(LAPTOP, exclusions=("fix_not_installed",))
    assert decision.outcome == "refused"
    assert {"excluded", "base_warranty_stands"} <= codes(decision)


def test_cover_lifts_the_exclusion_of_hardware_found_in_verification() -> None:
    covered = ask(LAPTOP, exclusions=("found_in_verification",))
    assert covered.outcome == "entitled"
    assert "exclusion_lifted" in codes(covered)
    uncovered = ask(UNCOVERED, exclusions=("found_in_verification",))
    assert uncovered.outcome == "refused"
    assert "excluded_uncovered" in codes(uncovered)


def test_an_exclusion_that_the_programme_does_not_name_has_no_effect() -> None:
    decision = ask(LAPTOP, exclusions=("bad_mood",))
    assert decision.outcome == "entitled"
    assert "exclusion_unknown" in codes(decision)


def test_more_cover_of_the_host_does_not_make_an_excluded_monitor_worse() -> None:
    monitor = MONITOR._replace(covers=(WARRANTY,))
    old = monitor._replace(attached_to=DESKTOP._replace(covers=(ENDED_COVER,)))
    assert ask(old, exclusions=("fix_not_installed",)).outcome == "refused"
    assert ask(monitor, exclusions=("fix_not_installed",)).outcome == "refused"


def test_a_question_that_is_refused_has_no_tier() -> None:
    declined = ask(self_diagnosis=False, choice=decline())
    assert (declined.outcome, declined.tier) == ("refused", None)
    excluded = ask(exclusions=("fix_not_installed",))
    assert (excluded.outcome, excluded.tier) == ("refused", None)
