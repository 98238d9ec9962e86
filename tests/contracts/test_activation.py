"""A contract comes into force within thirty days of purchase (G.7), step by step, and its term counts from then (Q.14)."""

from datetime import timedelta

import pytest
from django.db import transaction

from tests.cast import BOUGHT, StandingCast, give_contract, serving
from tests.contracts.people import PC_ACCESS_3Y, buy
from voorrang.audit.models import Entry
from voorrang.contracts import queries
from voorrang.contracts.actions import (
    AlreadyActivated,
    PeriodTaken,
    StepAlreadyDone,
    StepNotYours,
    activate,
    complete_step,
    place_order,
)
from voorrang.contracts.models import ActivationStep, Contract
from voorrang.editions.models import Edition

THEN = BOUGHT + timedelta(days=20)


def test_the_steps_are_laid_at_purchase_and_none_is_due_after_thirty_days(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        checklist = queries.checklist_of(contract, BOUGHT)
    assert checklist.deadline_at == BOUGHT + timedelta(days=30)
    assert all(BOUGHT < row.step.due_at <= checklist.deadline_at for row in checklist.rows)
    assert [row.state for row in checklist.rows] == ["open"] * len(checklist.rows)


def test_a_tier_has_only_its_own_steps(cast: StandingCast) -> None:
    def keys(one) -> set[str]:  # noqa: ANN001
        contract = give_contract(one, activated=False)
        with serving(one):
            return {step.key for step in queries.steps_of(contract)}

    assert "remote_expert" not in keys(cast.access)
    assert "remote_expert" in keys(cast.access_plus)
    manager = keys(cast.management)
    assert "support_manager" in manager
    assert "remote_expert" not in manager


def test_a_step_is_done_by_somebody_at_some_time(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        step = queries.steps_of(contract).get(key="fleet_estimate")
        complete_step(step=step, by=cast.access.lead.actor, at=THEN)
        assert (step.done_at, step.done_by, step.remind_at) == (THEN, cast.access.lead.user.id, None)
        assert queries.checklist_of(contract, THEN).done == 1


def test_a_step_is_done_once(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        step = queries.steps_of(contract).get(key="fleet_estimate")
        complete_step(step=step, by=cast.operator.actor, at=THEN)
        with pytest.raises(StepAlreadyDone):
            complete_step(step=step, by=cast.operator.actor, at=THEN)


def test_the_customer_does_not_complete_the_vendors_steps(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        step = queries.steps_of(contract).get(owner_role="operator", key="access")
        with pytest.raises(StepNotYours):
            complete_step(step=step, by=cast.access.lead.actor, at=THEN)


def test_what_is_late_is_overdue(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    at = BOUGHT + timedelta(days=7)
    with serving(cast.access):
        assert [step.key for step in queries.overdue_steps(at)] == ["welcome_call"]
        assert queries.checklist_of(contract, at).rows[0].state == "overdue"


def test_before_activation_nothing_is_in_force(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        assert not queries.scopes_in_force(BOUGHT + timedelta(days=1)).exists()
        [held] = queries.contract_facts(BOUGHT + timedelta(days=1))
        assert held.activated_at is None
        assert queries.activation_of(contract) is None


def test_the_term_counts_from_activation(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        activate(contract=contract, by=cast.operator.actor, at=THEN)
        [scope] = queries.scopes_in_force(THEN)
        assert (scope.starts_at, scope.ends_at) == (THEN, THEN.replace(year=THEN.year + 3))
        [held] = queries.contract_facts(THEN)
        assert held.activated_at == THEN


def test_a_contract_that_shall_begin_later_does(cast: StandingCast) -> None:
    later = BOUGHT + timedelta(days=60)
    with serving(cast.access):
        order = place_order(lines=[(PC_ACCESS_3Y, 300)], starts_at=later, by=cast.sales.actor, at=BOUGHT)
        contract = Contract.objects.get(order=order)
        activate(contract=contract, by=cast.operator.actor, at=THEN)
        [scope] = queries.scopes_of(contract)
        assert scope.starts_at == later
        assert not queries.scopes_in_force(THEN).exists()


def test_where_the_programme_counts_from_purchase_the_term_stays(
    cast: StandingCast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from voorrang.contracts.actions import activation

    asked = activation.programme_of_contract

    monkeypatch.setattr(
        activation,
        "programme_of_contract",
        lambda contract, at: replace(asked(contract, at), contract_starts="purchase"),
    )
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        activate(contract=contract, by=cast.operator.actor, at=THEN)
        [scope] = queries.scopes_of(contract)
    assert scope.starts_at == BOUGHT


def test_a_contract_is_activated_once(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access), pytest.raises(AlreadyActivated):
        activate(contract=contract, by=cast.operator.actor, at=THEN)


def test_open_steps_stop_no_activation_and_are_told(cast: StandingCast) -> None:
    contract = give_contract(cast.access)
    with serving(cast.access):
        entry = Entry.objects.get(type="contract.activated")
        assert "fleet_import" in entry.data["open_steps"]
        assert ActivationStep.objects.filter(contract=contract, done_at=None).exists()


def test_a_late_activation_does_not_run_into_the_next_contract(cast: StandingCast) -> None:
    first = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.access):
        [scope] = queries.scopes_of(first)
        place_order(lines=[(PC_ACCESS_3Y, 300)], starts_at=scope.ends_at, by=cast.sales.actor, at=BOUGHT)
        with pytest.raises(PeriodTaken), transaction.atomic():
            activate(contract=first, by=cast.operator.actor, at=THEN)


def test_another_customers_contract_does_not_exist_here(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    with serving(cast.other), pytest.raises(Contract.DoesNotExist):
        queries.contract_by_number(contract.number)


def test_the_terms_bought_stay_frozen(cast: StandingCast) -> None:
    contract = buy(cast, cast.access, (PC_ACCESS_3Y, 300))
    later = BOUGHT + timedelta(days=365)
    old = Edition.objects.get(hash=contract.terms_hash)
    Edition.objects.create(
        programme=old.programme,
        part=old.part,
        label="next",
        starts_at=later,
        stored_at=later,
        hash="f" * 64,
        body=old.body,
    )
    with serving(cast.access):
        assert queries.programme_of_contract(contract, later).terms_hash == contract.terms_hash
        assert queries.programme_in_force(cast.access.customer, later).terms_hash == contract.terms_hash
