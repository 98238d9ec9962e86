"""How to reach us, and how far the activation is: before it and after it."""

import pytest

from tests.accounts.pins import issue
from tests.cast import AT, Cast, StandingCast, give_contract, serving
from tests.desk.door import Door
from voorrang.contracts.models import ActivationStep


@pytest.fixture
def one(cast: StandingCast) -> Cast:
    """Rheinwerk has bought, and waits for its activation."""
    give_contract(cast.management, activated=False, at=AT)
    return cast.management


def own_step(one: Cast) -> ActivationStep:
    with serving(one):
        step: ActivationStep = ActivationStep.objects.filter(owner_role="helpdesk_lead").order_by("due_at")[0]
    return step


def test_the_pack_has_numbers_hours_duties_and_what_priority_means(one: Cast, lead: Door) -> None:
    selector = issue(one).split()[0]
    page = lead.get("portal:onboarding")
    assert "Germany" in page.part("numbers")
    assert "round the clock" in page.part("languages")
    assert "Germany" in page.part("markets")
    assert "one-time link" in page.part("pin-how")
    assert selector in page.part("pin-how")
    assert page.part("duties")
    assert page.part("exclusions")


def test_the_pack_comes_as_pdf(one: Cast, lead: Door) -> None:
    page = lead.get(lead.get("portal:onboarding").link("pdf"))
    assert page.response.headers["Content-Type"] == "application/pdf"
    assert page.html.startswith("%PDF")


def test_home_says_what_comes_next(one: Cast, lead: Door) -> None:
    page = lead.get("portal:home")
    assert "This step is yours." in page.part("next-step")
    assert "0 of" in page.part("next-step")
    assert "not in force yet" in page.text


def test_the_lead_completes_a_step_that_is_the_customers(one: Cast, lead: Door) -> None:
    step = own_step(one)
    assert lead.get("portal:onboarding").has(f"finish-{step.key}")
    page = lead.follow(lead.post("portal:step-finish", step.id))
    assert not page.has(f"finish-{step.key}")
    assert "Lea Lead" in page.part("checklist")
    assert lead.post("portal:step-finish", step.id).status == 409


def test_a_step_of_the_vendor_is_not_the_customers_to_complete(one: Cast, lead: Door) -> None:
    with serving(one):
        theirs = ActivationStep.objects.exclude(owner_role="helpdesk_lead")[0]
    assert not lead.get("portal:onboarding").has(f"finish-{theirs.key}")
    assert lead.post("portal:step-finish", theirs.id).status == 404
    with serving(one):
        assert ActivationStep.objects.get(id=theirs.id).done_at is None


def test_an_engineer_reads_the_checklist_only(one: Cast, engineer: Door) -> None:
    assert "finish-" not in engineer.get("portal:onboarding").html
    assert engineer.post("portal:step-finish", own_step(one).id).status == 403


def test_a_foreign_contract_and_step_are_not_there(one: Cast, outsider: Door) -> None:
    with serving(one):
        number = ActivationStep.objects.select_related("contract")[0].contract.number
    assert outsider.get("portal:onboarding", contract=number).status == 404
    assert outsider.get("portal:onboarding-pdf", number).status == 404
    assert outsider.post("portal:step-finish", own_step(one).id).status == 404
