"""Who took a case over shows which feature was delivered: the manager's is not the technical expert's."""

import pytest

from tests.cast import AT, PROGRAMME, Staff, StandingCast, give_contract, serving
from tests.entitlements.claims import Scene
from tests.promise_book.test_every_feature_has_its_line import book, line
from voorrang.cases.actions import open_case, take
from voorrang.cases.models import Case
from voorrang.contracts.models import InternalTarget

TAKING_OVER = ("incident_management", "technical_escalation")


@pytest.fixture
def case(cast: StandingCast) -> Case:
    """A case of the customer that has both a manager and a technical expert."""
    one = cast.management_plus
    give_contract(one)
    InternalTarget.objects.create(programme=PROGRAMME, kind="response", seconds=3600)
    by = one.engineer.actor
    recorded = Scene(one).ask()
    with serving(one):
        return open_case(
            recorded=recorded, title="Odd", impact="one_person", language="en", door="portal", by=by, at=AT
        )


def take_over(cast: StandingCast, case: Case, who: Staff) -> dict[str, str]:
    """Let somebody take the case, and return how the two features stand then."""
    with serving(cast.management_plus):
        take(case=case, by=who.actor, at=AT)
    found = book(cast.management_plus)
    return {key: line(found, key).state for key in TAKING_OVER}


def test_the_managers_case_shows_incident_management(cast: StandingCast, case: Case) -> None:
    states = take_over(cast, case, cast.support_manager)
    assert states == {"incident_management": "kept", "technical_escalation": "unused"}


def test_the_technical_experts_case_shows_technical_escalation(cast: StandingCast, case: Case) -> None:
    states = take_over(cast, case, cast.technical_expert)
    assert states == {"incident_management": "unused", "technical_escalation": "kept"}
    evidence = line(book(cast.management_plus), "technical_escalation").evidence
    assert evidence is not None
    assert (evidence.times, evidence.last_at, evidence.link) == (1, AT, ("case", str(case.id)))


def test_an_agents_case_shows_neither(cast: StandingCast, case: Case) -> None:
    assert set(take_over(cast, case, cast.agent).values()) == {"unused"}
