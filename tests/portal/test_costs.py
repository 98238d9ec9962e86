"""The customer reads what work would cost, and consents or refuses by name; who may is the lead's and the agreement's."""

from decimal import Decimal

from tests.cast import StandingCast, serving
from tests.desk.door import Door, Scenery
from tests.portal.conftest import colleague
from voorrang.accounts.models import CustomerRole
from voorrang.charges.models import Consent


def test_the_lead_consents_to_what_was_read(scenery: Scenery, lead: Door) -> None:
    [case_id, cost_id] = scenery.cost()
    assert lead.get("portal:case-detail", case_id).has("cost")
    page = lead.get("portal:cost-detail", cost_id)
    assert "90.00" in page.part("total")
    other = lead.post("portal:cost-consent", cost_id, data={"amount": "1"})
    assert other.status == 409
    page = lead.follow(lead.post("portal:cost-consent", cost_id, data={"amount": page.value("amount")}))
    assert 'data-state="consented"' in page.html
    with serving(scenery.one):
        given = Consent.objects.get()
    assert (given.name, given.amount) == ("Lea Lead", Decimal("90.00"))


def test_an_engineer_reads_and_the_lead_may_let_it_answer(scenery: Scenery, lead: Door, engineer: Door) -> None:
    [_, cost_id] = scenery.cost()
    page = engineer.get("portal:cost-detail", cost_id)
    assert "Your helpdesk lead answers" in page.text
    refused = engineer.post("portal:cost-refuse", cost_id, data={"reason": "no"})
    assert refused.status == 422
    assert "Ask your lead to answer" in refused.html
    lead.post("portal:consent-rule", data={"engineers_may": "yes"})
    page = engineer.follow(engineer.post("portal:cost-refuse", cost_id, data={"reason": "Too dear"}))
    assert 'data-state="refused"' in page.html
    assert "Too dear" in page.text


def test_who_comes_second_hears_who_was_first(cast: StandingCast, scenery: Scenery, lead: Door) -> None:
    [_, cost_id] = scenery.cost()
    second = Door(colleague(cast, CustomerRole.HELPDESK_LEAD))  # type: ignore[arg-type]
    lead.post("portal:cost-consent", cost_id, data={"amount": "90.00"})
    late = second.post("portal:cost-refuse", cost_id)
    assert late.status == 409
    assert "Lea Lead has consented already" in late.html


def test_a_draft_and_a_foreign_one_are_absent(scenery: Scenery, lead: Door, outsider: Door) -> None:
    [_, draft] = scenery.cost(sent=False)
    [_, sent] = scenery.cost()
    assert lead.get("portal:cost-detail", draft).status == 404
    assert lead.get("portal:cost-list").html.count("data-row") == 1
    assert outsider.get("portal:cost-detail", sent).status == 404
    assert outsider.get("portal:cost-list").html.count("data-row") == 0
