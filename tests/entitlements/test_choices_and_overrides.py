"""What named people decide: to charge or decline (D.5), and exceptions with a role, a reason and an end."""

from datetime import timedelta

import pytest

from tests.cast import AT, StandingCast
from tests.entitlements.claims import Scene, codes
from voorrang.entitlements.actions import choose, grant_override, revoke_override
from voorrang.entitlements.explain import explain
from voorrang.entitlements.models import Decision, Discretion, Override
from voorrang.entitlements.queries import decision_by_id, overrides_in_force, standing_decision
from voorrang.entitlements.recording import RecordedDecision
from voorrang.entitlements.refusals import (
    ChoiceWithoutGround,
    DecisionSuperseded,
    ExpiryNotAllowed,
    OverrideAlreadyEnded,
    OverrideKindUnknown,
    ReasonMissing,
    RoleMayNot,
)
from voorrang.installed_base.models import Device
from voorrang.lib.tenancy import customer_selected

LAPTOP, DESKTOP = "5CG0000001", "CZC0000001"
NEXT_WEEK = AT + timedelta(days=7)


def stored(scene: Scene, recorded: RecordedDecision) -> Decision:
    with customer_selected(scene.one.customer.id):
        return decision_by_id(recorded.decision_id)


def test_a_manager_charges_and_the_new_decision_takes_the_place_of_the_old(
    rheinwerk: Scene, cast: StandingCast
) -> None:
    refused = rheinwerk.ask(LAPTOP)
    manager = cast.support_manager.actor
    with customer_selected(rheinwerk.one.customer.id):
        old = decision_by_id(refused.decision_id)
        charged = choose(decision=old, choice="charge", reason="Agreed by phone.", by=manager, at=AT)
        assert charged.outcome == "chargeable"
        assert "charged_by_choice" in codes(charged)
        assert standing_decision(old).id == charged.decision_id
        assert old.outcome == "refused"
        assert Discretion.objects.get().chosen_by == manager.id
        assert explain(standing_decision(old)).reasons == charged.answer.reasons
        with pytest.raises(DecisionSuperseded):
            choose(decision=old, choice="decline", reason="No.", by=manager, at=AT)


def test_only_the_programmes_roles_choose_and_only_with_ground_and_reason(rheinwerk: Scene, cast: StandingCast) -> None:
    entitled, refused = stored(rheinwerk, rheinwerk.ask(DESKTOP)), stored(rheinwerk, rheinwerk.ask(LAPTOP))
    manager = cast.support_manager.actor
    with customer_selected(rheinwerk.one.customer.id):
        for nobody in (cast.agent.actor, rheinwerk.one.lead.actor):
            with pytest.raises(RoleMayNot, match="support_manager"):
                choose(decision=refused, choice="charge", reason="Please.", by=nobody, at=AT)
        with pytest.raises(ReasonMissing):
            choose(decision=refused, choice="charge", reason=" ", by=manager, at=AT)
        with pytest.raises(ChoiceWithoutGround):
            choose(decision=entitled, choice="decline", reason="Tired.", by=manager, at=AT)
        assert Decision.objects.count() == 2


def test_goodwill_for_a_device_ends_by_itself(rheinwerk: Scene, cast: StandingCast) -> None:
    with customer_selected(rheinwerk.one.customer.id):
        laptop = Device.objects.get(serial=LAPTOP)
        grant_override(
            kind="goodwill",
            device=laptop,
            reason="Third board this year.",
            expires_at=NEXT_WEEK,
            by=cast.support_manager.actor,
            at=AT,
        )
    lifted = rheinwerk.ask(LAPTOP)
    assert lifted.outcome == "entitled"
    assert "override_granted" in codes(lifted)
    assert rheinwerk.ask(DESKTOP).facts.override is None
    assert rheinwerk.ask(LAPTOP, at=NEXT_WEEK).facts.override is None


def test_an_exception_can_be_revoked_once(rheinwerk: Scene, cast: StandingCast) -> None:
    with customer_selected(rheinwerk.one.customer.id):
        override = grant_override(
            kind="safety_recall", reason="Batteries.", expires_at=NEXT_WEEK, by=cast.operator.actor, at=AT
        )
        assert list(overrides_in_force(AT)) == [override]
        revoke_override(override=override, by=cast.operator.actor, at=AT)
        assert not overrides_in_force(AT).exists()
        with pytest.raises(OverrideAlreadyEnded):
            revoke_override(override=override, by=cast.operator.actor, at=AT)
    assert rheinwerk.ask(LAPTOP).outcome == "refused"


def test_an_exception_needs_kind_role_reason_and_an_end_in_sight(rheinwerk: Scene, cast: StandingCast) -> None:
    manager = cast.support_manager.actor
    good = {"kind": "goodwill", "reason": "Loyal.", "expires_at": NEXT_WEEK, "by": manager, "at": AT}
    with customer_selected(rheinwerk.one.customer.id):
        for change, refusal in [
            ({"kind": "friendship"}, OverrideKindUnknown),
            ({"by": cast.agent.actor}, RoleMayNot),
            ({"reason": ""}, ReasonMissing),
            ({"expires_at": AT}, ExpiryNotAllowed),
            ({"expires_at": AT + timedelta(days=400)}, ExpiryNotAllowed),
        ]:
            with pytest.raises(refusal):
                grant_override(**(good | change))
        assert not Override.objects.exists()
