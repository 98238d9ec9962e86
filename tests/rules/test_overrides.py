"""A named exception needs a role, a reason and an end; it lifts everything but who may call."""

import pytest

from tests.rules.world import LAPTOP, NOW, UNA, UNCOVERED, ask, codes, goodwill, reason_of
from voorrang.rules.facts import Override


def test_goodwill_lifts_ended_cover() -> None:
    decision = ask(UNCOVERED, override=goodwill())
    assert (decision.outcome, decision.tier) == ("entitled", "PM")
    granted = reason_of(decision, "override_granted").facts
    assert granted == {"override": "goodwill", "override_reason": "R-17", "until_on": "2026-03-11"}


def test_it_lifts_missing_contracts_and_unmet_duties() -> None:
    assert ask(UNCOVERED, contracts=(), override=goodwill()).outcome == "entitled"
    assert ask(LAPTOP, self_diagnosis=False, override=goodwill()).outcome == "entitled"


@pytest.mark.parametrize(
    ("override", "code"),
    [
        (goodwill(expires_at=NOW), "override_expired"),
        (goodwill(role="agent"), "override_not_allowed"),
        (goodwill(role="technical_expert"), "override_not_allowed"),
        (goodwill(kind="whim"), "override_not_allowed"),
        (goodwill(reason_id=""), "override_unnamed"),
        (goodwill(by=""), "override_unnamed"),
    ],
)
def test_without_role_reason_or_time_it_has_no_effect_and_says_so(override: Override, code: str) -> None:
    decision = ask(UNCOVERED, override=override)
    assert decision.outcome == "refused"
    assert code in codes(decision)


def test_a_technical_expert_may_grant_a_safety_recall() -> None:
    recall = goodwill(kind="safety_recall", role="technical_expert")
    assert ask(UNCOVERED, override=recall).outcome == "entitled"


def test_a_unit_that_it_keeps_is_not_handed_to_its_own_warranty() -> None:
    abroad, other = LAPTOP._replace(country="RO"), LAPTOP._replace(ref="OTHER", country="RO")
    decision = ask(abroad, other, override=goodwill(devices=(abroad.ref,)))
    assert "base_warranty_applies" not in codes(decision, abroad.ref)
    assert "base_warranty_applies" in codes(decision, other.ref)


def test_it_may_hold_for_one_unit_only() -> None:
    decision = ask(UNCOVERED, UNCOVERED._replace(ref="OTHER"), override=goodwill(devices=("OTHER",)))
    assert {device.ref: device.outcome for device in decision.devices} == {
        UNCOVERED.ref: "refused",
        "OTHER": "entitled",
    }
    elsewhere = ask(UNCOVERED, override=goodwill(devices=("OTHER",)))
    assert elsewhere.outcome == "refused"
    assert "override_granted" not in codes(elsewhere)


def test_an_unlisted_caller_stays_conditional() -> None:
    assert ask(UNCOVERED, caller=UNA, override=goodwill()).outcome == "conditional"
