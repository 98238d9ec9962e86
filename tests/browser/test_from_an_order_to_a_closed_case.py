"""The whole story: an article number, a fleet, eligibility, activation, a PIN, three cases by three doors, one of them closed."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction

from tests.browser.conftest import sign_in
from voorrang.accounts import actions as accounts
from voorrang.accounts.models import Contact, Customer, Helpdesk
from voorrang.audit.actor import SYSTEM
from voorrang.demo import world
from voorrang.demo.fleets import fleet_files, plan_fleet
from voorrang.demo.people import PASSWORD, DemoCustomer, Member, Place
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected, on_side

pytestmark = pytest.mark.browser

STORM = DemoCustomer(
    "STORM",
    "Storm Verzekeringen",
    "nl",
    (Place("UTR", "Storm Utrecht", "NL", "Europe/Amsterdam"),),
    (
        Member("Lotte Storm", "helpdesk_lead", "", phone="+31302010001"),
        Member("Bram Storm", "helpdesk_engineer", "", phone="+31302010002"),
    ),
    rank=0,
    pcs=0,
    printers=0,
    hint="",
)
ARTICLE = "U80M6E"


@pytest.fixture
def newcomer(real_commits: None) -> None:
    """A customer with its people and nothing bought, and the vendor's staff."""
    assert world.ensure(customers=[STORM])


def test_the_story(newcomer: None, new_page: Callable[..., Any], tmp_path: Path) -> None:
    seller, lead, engineer, agent = (new_page() for _ in range(4))
    sign_in(seller, "sara@vendor.example", PASSWORD)
    sign_in(lead, "lotte@storm.example", PASSWORD)
    sign_in(engineer, "bram@storm.example", PASSWORD)
    sign_in(agent, "lena@vendor.example", PASSWORD)

    contract = order(seller)
    serials = bring_in_the_fleet(lead, tmp_path)

    seller.goto(contract)
    assert "300" in seller.inner_text("[data-test=eligibility]"), "eligibility says what was counted"
    activate(seller)
    pin = see_the_pin(lead)

    by_portal(engineer, serials[0])
    by_api(engineer, serials[1])
    by_pin(agent, pin, serials[2])

    agent.goto("/desk/")
    queue = agent.inner_text("[data-test=queue]")
    assert all(title in queue for title in ("Laptop dead", "Screen black", "Fan loud"))
    assert "due" in queue, "clocks run"
    to_the_end(agent, engineer)


def order(seller: Any) -> str:
    """Order by article number; return the contract's address."""
    seller.goto("/desk/orders/new/?customer=STORM")
    seller.fill("[name=line-0-article]", ARTICLE)
    seller.fill("[name=line-0-quantity]", "300")
    seller.fill("[name=count_laptop]", "300")
    seller.click("[data-test=send-order]")
    seller.wait_for_selector("[data-test=verdict][data-accepted=yes]")
    return str(seller.get_attribute("[data-test=to-contract]", "href"))


def bring_in_the_fleet(lead: Any, folder: Path) -> list[str]:
    """Upload a fleet: first what it would do, then do it; return some serials."""
    units = [
        unit
        for unit in plan_fleet(STORM._replace(pcs=300, covered=1.0), Random(3), now())
        if unit.model.kind != "monitor"
    ]
    first, second = fleet_files(units, now())
    file = folder / "storm.csv"
    file.write_bytes(first + b"".join(second.splitlines(keepends=True)[1:]))
    lead.goto("/portal/fleet/import/")
    lead.set_input_files("[name=file]", str(file))
    if not lead.is_checked("[name=create_places]"):
        lead.check("[name=create_places]")
    lead.click("[data-test=send-file]")
    lead.wait_for_selector("[data-test=dry-run]")
    assert lead.inner_text("[data-test=new]") == "300"
    lead.click("[data-test=confirm]")
    lead.wait_for_selector("[data-test=import-report]")
    return [unit.serial for unit in units]


def activate(seller: Any) -> None:
    """Bring the contract into force."""
    seller.locator("main details:has(form[action$='/activation/']) summary").click()
    seller.locator("main form[action$='/activation/'] button").first.click()
    seller.wait_for_selector("text=in force since")


def see_the_pin(lead: Any) -> str:
    """Open the one-time link of a granted PIN, and read it once."""
    with transaction.atomic(), on_side("vendor"), customer_selected(Customer.objects.get(code="STORM").id):
        contact = Contact.objects.get(name="Lotte Storm")
        token = accounts.grant_pin(helpdesk=Helpdesk.objects.get(), contact=contact, by=SYSTEM, at=now())
    lead.goto(f"/pin/{token}")
    lead.click("[data-test=show-pin]")
    pin = "".join(lead.locator("[data-test=pin] span").all_inner_texts())
    lead.goto(f"/pin/{token}")
    assert lead.locator("[data-test=show-pin]").count() == 0, "the link works once"
    return pin


def by_portal(engineer: Any, serial: str) -> None:
    engineer.goto("/portal/cases/open/")
    engineer.fill("[name=title]", "Laptop dead")
    engineer.fill("[name=serials]", serial)
    engineer.fill("[name=found]", "Tried a second charger")
    engineer.click("[data-test=send-case]")
    engineer.wait_for_selector("[data-test=why]")
    assert "entitled" in engineer.inner_text("[data-test=why]")


def by_api(engineer: Any, serial: str) -> None:
    with transaction.atomic(), on_side("vendor"), customer_selected(Customer.objects.get(code="STORM").id):
        contact = Contact.objects.get(name="Bram Storm")
        secret = accounts.make_token(name="Tickets", contact=contact, by=SYSTEM, at=now())
    answer = engineer.request.post(
        "/api/v1/cases",
        headers={"Authorization": f"Bearer {secret.text}"},
        data={
            "symptom": "Screen black",
            "devices": [{"serial": serial}],
            "language": "nl",
            "self_diagnosis": {"found": "External screen works"},
        },
    )
    told = answer.json()
    assert answer.status == 201, told
    assert told["decision"]["outcome"] == "entitled"
    assert told["decision"]["reasons"]
    assert told["case"]["number"].startswith("STORM-")


def by_pin(agent: Any, pin: str, serial: str) -> None:
    agent.goto("/desk/pin/")
    agent.fill("[name=phone]", "+31302010002")
    agent.fill("[name=pin]", pin)
    agent.click("[data-test=check-pin]")
    agent.wait_for_selector("[data-test=pin-verdict]")
    agent.click("[data-test=open-with-pin]")
    agent.fill("[name=title]", "Fan loud")
    agent.fill("[name=serials]", serial)
    agent.fill("[name=diagnosis]", "Dust removed, no change")
    agent.click("[data-test=send-case]")
    agent.wait_for_selector("[data-test=why]")


def to_the_end(agent: Any, engineer: Any) -> None:
    """Answer, ask back, be answered, resolve; the customer closes."""
    agent.locator("[data-test=queue] a[data-open]", has_text="STORM-0001").click()
    agent.click("[data-test=take]")
    write(agent, "answer", "We have read your findings")
    write(agent, "ask_back", "Which charger is it?")
    agent.wait_for_selector("text=asked back")

    engineer.goto("/portal/cases/")
    engineer.locator("a[data-open]", has_text="STORM-0001").click()
    engineer.fill("[data-test=text]", "The one that came with it")
    engineer.click("[data-test=send-reply]")
    engineer.wait_for_selector("text=The one that came with it")

    agent.reload()
    write(agent, "resolve", "A new charger is on its way")
    agent.wait_for_selector("text=resolved the case")

    engineer.reload()
    assert "A new charger is on its way" in engineer.inner_text("main")
    if engineer.locator("[data-test=act-close]").count():
        engineer.click("[data-test=act-close]")
    engineer.fill("[data-test=text]", "Works, thank you")
    engineer.click("[data-test=send-reply]")
    engineer.wait_for_selector("text=Works, thank you")
    agent.goto("/desk/?status=closed")
    assert "STORM-0001" in agent.inner_text("[data-test=queue]")


def write(agent: Any, act: str, text: str) -> None:
    agent.click(f"[data-test=act-{act}]")
    agent.fill("[data-test=text]", text)
    agent.click("[data-test=send]")
    agent.wait_for_selector(f"text={text}")
