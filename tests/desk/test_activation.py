"""A contract is brought into force: steps with their owners and deadlines, the activation itself, once."""

import re
from datetime import timedelta

import pytest

from tests.cast import AT, Cast, StandingCast, give_contract, serving
from tests.desk.door import Door, Page
from voorrang.contracts.models import ActivationStep, Contract


@pytest.fixture
def bought(cast: StandingCast) -> Contract:
    """The town has bought five days ago, and nothing is active."""
    return give_contract(cast.access, activated=False, at=AT - timedelta(days=5))


def opened(door: Door, one: Cast, contract: Contract) -> Page:
    return door.get("desk:contract-detail", one.customer.code, contract.number)


def test_the_checklist_says_what_whose_and_by_when(cast: StandingCast, bought: Contract, operator: Door) -> None:
    page = opened(operator, cast.access, bought)
    assert page.has("checklist")
    assert re.search(r"0 of \d+ steps done", page.text)
    assert "helpdesk lead" in page.text
    assert "within 30 days of the purchase" in page.text
    assert "due 27 Mar" in page.text or "27 Mar" in page.text


def test_a_step_is_done_once_and_by_name(cast: StandingCast, bought: Contract, operator: Door) -> None:
    town = cast.access
    with serving(town):
        step = ActivationStep.objects.filter(contract=bought).order_by("due_at", "id")[0]
    args = (town.customer.code, bought.number, step.id)
    page = operator.follow(operator.post("desk:step-finish", *args))
    assert "The step is done" in page.text
    assert "1 of" in page.text
    assert "Olga Operator" in page.text
    again = operator.post("desk:step-finish", *args)
    assert again.status == 409
    assert "Somebody has completed this step before" in again.text


def test_activation_lets_the_helpdesk_claim(cast: StandingCast, bought: Contract, operator: Door) -> None:
    town = cast.access
    assert "waits for activation" in opened(operator, town, bought).text
    page = operator.follow(operator.post("desk:contract-activate", town.customer.code, bought.number))
    assert "The contract is in force" in page.text
    assert "in force since" in page.text
    assert not page.has("activate")


def test_it_is_activated_once(cast: StandingCast, bought: Contract, operator: Door) -> None:
    args = (cast.access.customer.code, bought.number)
    operator.post("desk:contract-activate", *args)
    again = operator.post("desk:contract-activate", *args)
    assert again.status == 409
    assert "in force already" in again.text


def test_open_steps_are_told_before_one_activates(cast: StandingCast, bought: Contract, operator: Door) -> None:
    assert "still open" in opened(operator, cast.access, bought).text


def test_a_deadline_that_passed_is_told(cast: StandingCast, operator: Door) -> None:
    contract = give_contract(cast.access, activated=False, at=AT - timedelta(days=45))
    assert 'data-due="overdue"' in opened(operator, cast.access, contract).html


def test_an_agent_reads_and_activates_nothing(cast: StandingCast, bought: Contract, agent: Door) -> None:
    page = opened(agent, cast.access, bought)
    assert page.status == 200
    assert not page.has("activate")
    assert agent.post("desk:contract-activate", cast.access.customer.code, bought.number).status == 403


def test_a_contract_that_is_not_there(cast: StandingCast, bought: Contract, operator: Door) -> None:
    for number in ("NIEUW-C9999-X", "' OR 1=1", "\0"):
        assert operator.get("desk:contract-detail", cast.access.customer.code, number).status == 404
