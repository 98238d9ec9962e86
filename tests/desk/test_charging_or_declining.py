"""Where a duty is not met a named person may charge or decline (D.5): with a reason, in a role that may, once."""

from uuid import UUID

import pytest

from tests.cast import StandingCast
from tests.contracts.agreements import signed
from tests.desk.door import DESKTOP, LAPTOP, Door, Page, Scenery


@pytest.fixture
def refused(scenery: Scenery) -> UUID:
    """Cover of the laptop has ended."""
    recorded = scenery.scene.ask(LAPTOP)
    assert recorded.outcome == "refused"
    return recorded.decision_id


def choose(door: Door, scenery: Scenery, decision: UUID, choice: str = "charge", reason: str = "Agreed.") -> Page:
    return door.post("desk:decision-choose", scenery.code, decision, data={"choice": choice, "reason": reason})


def test_a_manager_charges_and_the_new_decision_takes_the_place(scenery: Scenery, refused: UUID, manager: Door) -> None:
    page = manager.follow(choose(manager, scenery, refused, reason="Agreed by phone."))
    assert 'data-outcome="chargeable"' in page.html
    assert "D.5" in {clause for why in page.reasons for clause in why.clauses}
    assert "Agreed by phone." in page.text
    assert "Mara Manager" in page.text
    old = manager.get("desk:decision-detail", scenery.code, refused)
    assert 'data-outcome="refused"' in old.html
    assert manager.get(old.link("standing")).html.count('data-outcome="chargeable"')


def test_it_is_chosen_once(scenery: Scenery, refused: UUID, manager: Door) -> None:
    choose(manager, scenery, refused)
    again = choose(manager, scenery, refused, "decline", "Changed my mind.")
    assert again.status == 409
    assert "Somebody has chosen already" in again.text


def test_it_needs_a_reason(scenery: Scenery, refused: UUID, manager: Door) -> None:
    for reason in ("", "   "):
        page = choose(manager, scenery, refused, reason=reason)
        assert page.status == 422
        assert page.has("form-errors")
    assert choose(manager, scenery, refused, "perhaps").status == 422


def test_only_a_named_role_chooses(scenery: Scenery, refused: UUID, agent: Door) -> None:
    assert not agent.get("desk:decision-detail", scenery.code, refused).has("choice")
    page = choose(agent, scenery, refused)
    assert page.status == 422
    assert "Only these roles may do this" in page.text
    assert "support manager" in page.text


def test_an_agreement_leaves_the_choice_to_fewer(
    cast: StandingCast, scenery: Scenery, refused: UUID, manager: Door, operator: Door
) -> None:
    signed(cast, scenery.one, discretion_roles=("operator",))
    assert not manager.get("desk:decision-detail", scenery.code, refused).has("choice")
    page = choose(manager, scenery, refused)
    assert page.status == 422
    assert "Only these roles may do this: operator" in page.text
    assert "May choose for this customer: operator" in operator.get("desk:decision-detail", scenery.code, refused).text


def test_without_ground_there_is_nothing_to_choose(scenery: Scenery, manager: Door) -> None:
    entitled = scenery.scene.ask(DESKTOP).decision_id
    assert not manager.get("desk:decision-detail", scenery.code, entitled).has("choice")
    page = choose(manager, scenery, entitled)
    assert page.status == 422
    assert "nothing to charge or to decline for" in page.text
