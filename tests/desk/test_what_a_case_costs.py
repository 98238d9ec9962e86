"""At the desk a charged case is estimated, sent, charged within the consent, settled and exported; refusals say what helps."""

from decimal import Decimal

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Page, Scenery
from voorrang.accounts.models import CustomerRole
from voorrang.cases.models import QueueRow
from voorrang.charges.actions.answering import consent
from voorrang.charges.models import CostEstimate, CostLine, InvoiceExport
from voorrang.lib.tenancy import on_side

VALID = "2026-12-31"


def typed(*lines: dict[str, str], **said: str) -> dict[str, str]:
    form = {"text": "Die Platine muss getauscht werden.", "currency": "EUR", "valid_on": VALID} | said
    form |= {"line-TOTAL_FORMS": str(len(lines)), "line-INITIAL_FORMS": "0"}
    for place, line in enumerate(lines):
        form |= {f"line-{place}-{name}": value for name, value in line.items()}
    return form


def say_yes(scenery: Scenery, cost_id: object, amount: str) -> None:
    lead = scenery.one.lead
    with serving(scenery.one):
        estimate = CostEstimate.objects.get(id=cost_id)
        roles = [CustomerRole.HELPDESK_LEAD]
        consent(estimate=estimate, amount=Decimal(amount), user=lead.user, roles=roles, by=lead.actor, at=AT)


def state(page: Page) -> str:
    return page.html.partition('data-state="')[2].partition('"')[0]


def test_from_the_case_to_the_books(cast: StandingCast, scenery: Scenery, agent: Door, operator: Door) -> None:
    [case_id, _] = scenery.cost(sent=False)
    page = agent.get(agent.get("desk:case-detail", case_id).link("cost-new"))
    work = {"kind": "labour", "text": "Change the board", "quantity": "1.5", "price": "100", "reason": "List price"}
    page = agent.follow(agent.post("desk:cost-new", case_id, data=typed(work)))
    assert "150.00" in page.part("total")
    with serving(scenery.one):
        cost = CostEstimate.objects.order_by("-id")[0]
    where = [case_id, cost.id]
    assert state(agent.follow(agent.post("desk:cost-send", *where))) == "waiting"
    with serving(scenery.one):
        assert QueueRow.objects.get(id=case_id).status == "waiting"
    line = {"line": str(cost_line(scenery, cost)), "quantity": "1"}
    early = agent.post("desk:cost-charge", *where, data=line)
    assert early.status == 409
    assert "The customer has not consented to this" in early.html
    say_yes(scenery, cost.id, "150.00")
    agent.follow(agent.post("desk:cost-charge", *where, data=line))
    beyond = agent.post("desk:cost-charge", *where, data=line)
    assert beyond.status == 422
    assert "€50.00 of this line is left. Work beyond it needs a new estimate." in beyond.text
    page = agent.follow(agent.post("desk:cost-settle", *where))
    assert state(page) == "settled"
    today = AT.date().isoformat()
    operator.follow(operator.post("desk:invoice-export", data={"first_on": today, "last_on": today}))
    with on_side("vendor"):
        number = InvoiceExport.objects.get().number
    files = [operator.get("desk:invoice-file", number, "csv").html for _ in range(2)]
    assert files[0] == files[1]
    assert "100.00,EUR" in files[0]
    again = operator.post("desk:invoice-export", data={"first_on": today, "last_on": today})
    assert again.status == 422
    assert "in an export already" in again.text


def cost_line(scenery: Scenery, cost: CostEstimate) -> object:
    with serving(scenery.one):
        return CostLine.objects.get(estimate=cost).id


def test_a_line_without_an_agreed_rate_says_why(scenery: Scenery, agent: Door) -> None:
    [case_id, _] = scenery.cost()
    page = agent.post("desk:cost-new", case_id, data=typed({"kind": "labour", "text": "Work", "quantity": "1"}))
    assert page.status == 422
    assert "Choose an agreed rate, or type a price" in page.text
    unexplained = {"kind": "labour", "text": "Work", "quantity": "1", "price": "9"}
    assert "say why it is right" in agent.post("desk:cost-new", case_id, data=typed(unexplained)).text
    assert agent.post("desk:cost-new", case_id, data=typed({})).status == 422


def test_a_case_under_the_contract_is_not_estimated(scenery: Scenery, agent: Door) -> None:
    assert not agent.get(scenery.case_url).has("cost-new")
    work = {"kind": "labour", "text": "Work", "quantity": "1", "price": "9", "reason": "x"}
    page = agent.post("desk:cost-new", scenery.case.id, data=typed(work))
    assert page.status == 409
    assert "Choose at the decision to charge first" in page.text


def test_the_list_tells_how_each_stands(scenery: Scenery, agent: Door, sales: Door) -> None:
    scenery.cost()
    scenery.cost(sent=False)
    assert agent.get("desk:cost-list", state="waiting").html.count("data-row") == 1
    assert agent.get("desk:cost-list", format="csv").html.count("RHEIN-E") == 2
    assert sales.get("desk:cost-list").status == 403


def test_a_cost_belongs_to_its_case(scenery: Scenery, agent: Door) -> None:
    [_, cost_id] = scenery.cost()
    assert agent.get("desk:cost-detail", scenery.case.id, cost_id).status == 404
