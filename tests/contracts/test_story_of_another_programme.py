"""The whole story under a programme that nobody sells: from its article number to a closed case, by all doors.

Code knows no programme: the second one is written into a temporary folder, and nothing of ours shows on any page.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import AT, StandingCast, nobody_selected
from tests.contracts.ours import ours_in
from tests.programme.invented import CODE, write_invented_programme
from voorrang.accounts import actions as accounts
from voorrang.accounts.models import Contact, Customer, CustomerRole, Helpdesk
from voorrang.audit.actor import SYSTEM
from voorrang.contracts.actions import store_internal_targets
from voorrang.contracts.models import Contract, Order
from voorrang.contracts.onboarding import onboarding_pack
from voorrang.editions.store import programme_at, store_folder
from voorrang.entitlements.models import Decision
from voorrang.entitlements.replay import replay_all
from voorrang.lib.tenancy import customer_selected, on_side

FOREIGN_ARTICLE = "U80M6E"
"""One of our programme: here it is as unknown as any."""

COLUMNS = "maker,serial,product_number,model,kind,commercial,country,site,cover_kind,cover_level,cover_starts_on,cover_ends_on"
UNIT = "Nordframe,{serial},NF-900,Fjell 14,laptop,yes,EE,HQ,warranty,on the spot,2025-06-01,{until}"
FLEET = [UNIT.format(serial=f"NFR000{n}", until="2028-05-31") for n in range(1, 6)]
LAPSED = UNIT.format(serial="NFR0009", until="2026-02-18")

CUSTOMER = {
    "name": "Tamm",
    "code": "TAMM",
    "head_office_country": "EE",
    "language": "et",
    "affiliate_name": "Tamm OÜ",
    "affiliate_code": "EE",
    "affiliate_country": "EE",
    "site_name": "Tallinn",
    "site_code": "HQ",
    "zone": "Europe/Tallinn",
    "contact_name": "Liis Lepik",
    "contact_email": "liis@tamm.example",
    "contact_phone": "+3726001234",
}


@dataclass
class Somebody:
    """A browser whose every page is kept, to be searched for what does not belong there."""

    pages: dict[str, str]
    client: Client = field(default_factory=Client)

    def get(self, name: str, /, *args: Any, **query: str) -> str:
        """Open a page and return it."""
        return self._kept(self.client.get(reverse(name, args=args), query, follow=True), name)

    def send(self, name: str, /, *args: Any, query: str = "", **data: Any) -> str:
        """Send a form, follow where it leads, and return that page."""
        sent = {"idempotency_key": str(uuid4()), **data}
        return self._kept(self.client.post(reverse(name, args=args) + query, sent, follow=True), name)

    def _kept(self, response: Any, name: str) -> str:
        content = b"".join(response) if response.streaming else response.content
        html = content.decode(errors="replace")
        assert response.status_code == 200, (name, response.status_code, words(html))
        self.pages[f"{len(self.pages)} {name}"] = html
        return html


def words(html: str) -> str:
    """What a person reads in the main part of a page."""
    main = html.partition("<main")[2] or html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def sold_here(db: None, tmp_path: Path, settings: Any) -> Path:
    """The second programme is what this installation runs; ours is not even on the disk."""
    write_invented_programme(tmp_path / CODE)
    settings.VOORRANG_PROGRAMMES, settings.VOORRANG_PROGRAMME, settings.VOORRANG_NOW = tmp_path, CODE, AT
    store_folder(tmp_path / CODE, at=AT)
    store_internal_targets(programme=programme_at(CODE, AT), by=SYSTEM, at=AT)
    return tmp_path


def test_the_story_by_all_doors(  # noqa: PLR0915 -- one story, told in one piece
    sold_here: Path, cast: StandingCast, settings: Any
) -> None:
    pages: dict[str, str] = {}
    sales, agent, lead = Somebody(pages), Somebody(pages), Somebody(pages)
    sales.client.force_login(cast.sales.user)
    agent.client.force_login(cast.agent.user)

    # Who it is, and what it buys.
    sales.send("desk:customer-new", **CUSTOMER)
    tamm = Customer.objects.get(code="TAMM")
    assert tamm.programme == CODE
    assert "Article unknown" in words(order(sales, FOREIGN_ARTICLE, laptops=6))
    outside = words(order(sales, "NF-C3", laptops=6, country="DE"))
    assert "Order country not covered" in outside
    assert not accepted(tamm)
    assert "Oak" in words(order(sales, "nf-o3", laptops=6))
    [contract] = accepted(tamm)

    # Its fleet comes, and the programme says whether it is enough.
    lead.client.force_login(person(tamm))
    upload(lead, FLEET[:3])
    page = words(lead.get("portal:contract"))
    assert "k-10" in page
    assert "5" in page
    upload(lead, [*FLEET, LAPSED])
    assert "NFR0005" in words(lead.get("portal:fleet"))
    lead.get("portal:contract")

    # Activation, the pack and the PIN.
    sales.get("desk:contract-detail", "TAMM", contract.number)
    sales.send("desk:contract-activate", "TAMM", contract.number)
    assert sales.get("desk:contract-onboarding", "TAMM", contract.number).startswith("%PDF")
    with customer_selected(tamm.id):
        pages["the pack"] = repr(onboarding_pack(contract, language="en", at=AT))
        helpdesk, contact = Helpdesk.objects.get(), Contact.objects.get()
        grant = accounts.grant_pin(helpdesk=helpdesk, contact=contact, by=cast.operator.actor, at=AT)
    pin = accounts.redeem_pin_grant(token=grant, by=SYSTEM, at=AT)

    # A case by the portal, and one that is refused with the cure.
    said = {
        "title": "Fan is loud",
        "body": "It howls.",
        "diagnosis": "Fan changed.",
        "impact": "site",
        "language": "et",
    }
    opened = lead.send("portal:case-open", **said, serials="NFR0001")
    number = str(re.search(r"TAMM-\d+-\w", words(opened))[0])  # type: ignore[index]
    assert "k-4" in opened
    refused = lead.send("portal:case-open", **said, serials="NFR0009")
    assert "Ask a forester." in words(refused)

    # One by API, and one by a PIN on the phone.
    api = by_api(tamm, person(tamm), pages)
    assert api["decision"]["outcome"] == "entitled"
    assert {reason["clause"] for reason in api["decision"]["reasons"]} == {"k-4"}
    checked = agent.send("desk:pin-check", phone="+3726001234", pin=pin)
    check = str(re.search(r"check=([\w-]+)", checked)[1])  # type: ignore[index]
    with customer_selected(tamm.id):
        caller = str(Contact.objects.get().id)
    phoned = agent.send("desk:case-open", query=f"?check={check}", **said, serials="NFR0003", contact=caller)
    assert "TAMM-" in words(phoned)

    # The queue, and the case to its end.
    queue = agent.get("desk:queue")
    assert len(set(re.findall(r"TAMM-\d+-\w", queue))) == 3, words(queue)
    case_id = re.search(rf'cases/([0-9a-f-]{{36}})/"[^>]*>\s*{number}', queue)[1]  # type: ignore[index]
    write(agent, case_id, "answer", "Thank you, we look.")
    write(agent, case_id, "ask_back", "Which firmware?")
    replied = lead.send("portal:case-reply", case_id, act="reply", text="1.7", version=version(lead, case_id))
    assert "1.7" in words(replied)
    write(agent, case_id, "resolve", "A new fan.")
    settings.VOORRANG_NOW = AT + timedelta(hours=2)
    closed = lead.send("portal:case-reply", case_id, act="close", text="", version=version(lead, case_id))
    assert "closed the case" in words(closed)

    for name in ("programme", "desk:decision-list", "desk:device-search", "desk:order-list"):
        agent.get(name, customer="TAMM")
    for name in ("desk:customer-detail", "desk:override-list", "desk:override-new", "desk:serial-list"):
        agent.get(name, "TAMM")
    for decision in decisions(tamm):
        agent.get("desk:decision-detail", "TAMM", decision.id)
    for name in ("portal:home", "portal:case-list"):
        lead.get(name)

    # Years later: every decision still follows from its facts and its edition.
    with nobody_selected():
        report = replay_all()
    assert report["checked"] == len(decisions(tamm)) == 4
    assert report["different"] == []
    found = {name: ours_in(html) - {FOREIGN_ARTICLE} for name, html in pages.items()}
    assert {name: ours for name, ours in found.items() if ours} == {}


def test_what_is_ours_would_be_found() -> None:
    assert ours_in("<td>Cover ended (E.2)</td>") == {"E.2"}
    assert ours_in('<option value="PA">Panama</option> PM+ U80M6E') == {"PM+", "U80M6E"}
    assert ours_in("priority_parts, K-E.2, 12 PMs, version 1.0") == {"priority_parts"}


def order(sales: Somebody, article: str, *, laptops: int, country: str = "EE") -> str:
    """Order on the desk's page as sales do."""
    lines = {"line-TOTAL_FORMS": "2", "line-INITIAL_FORMS": "0", "line-0-article": article, "line-0-quantity": "6"}
    return sales.send(
        "desk:order-new",
        query="?customer=TAMM",
        starts_on=AT.date().isoformat(),
        country=country,
        count_laptop=str(laptops),
        **lines,
    )


def accepted(customer: Customer) -> list[Contract]:
    with on_side("vendor"), customer_selected(customer.id):
        return list(Contract.objects.filter(order__in=Order.objects.filter(accepted=True)))


def decisions(customer: Customer) -> list[Decision]:
    with customer_selected(customer.id):
        return list(Decision.objects.order_by("id"))


def person(customer: Customer) -> Any:
    """The first contact accepts an invitation as the helpdesk's lead, once."""
    from voorrang.accounts.models import User

    known = User.objects.filter(email=CUSTOMER["contact_email"]).first()
    if known is not None:
        return known
    with customer_selected(customer.id):
        token = accounts.invite(contact=Contact.objects.get(), role=CustomerRole.HELPDESK_LEAD, by=SYSTEM, at=AT)
    return accounts.accept_invitation(token=token, password="een-zin-die-niemand-raadt", at=AT)


def upload(lead: Somebody, rows: list[str]) -> str:
    """Send a fleet file, look at what it would do, and confirm."""
    file = SimpleUploadedFile("fleet.csv", "\n".join([COLUMNS, *rows]).encode(), "text/csv")
    tried = lead.send("portal:fleet-import", file=file)
    upload_id = re.search(r"fleet/import/([0-9a-f-]{36})/confirmation/", tried)
    assert upload_id, words(tried)
    return lead.send("portal:upload-confirm", upload_id[1])


def by_api(customer: Customer, user: Any, pages: dict[str, str]) -> dict[str, Any]:
    with customer_selected(customer.id):
        token = accounts.make_token(name="Monitoring", contact=Contact.objects.get(), by=SYSTEM, at=AT).text
    headers = {"Authorization": f"Bearer {token}"}
    body = {
        "symptom": "Blinks",
        "devices": [{"serial": "NFR0002"}],
        "language": "et",
        "impact": "one_person",
        "self_diagnosis": {"finding": "board"},
    }
    client = Client()
    answer = client.post("/api/v1/cases", json.dumps(body), content_type="application/json", headers=headers)
    assert answer.status_code == 201, answer.content
    for path in ("cases", "contracts", "devices", "decisions", "customers", "docs", "openapi.json"):
        pages[f"api {path}"] = client.get(f"/api/v1/{path}", headers=headers).content.decode()
    pages["api POST cases"] = answer.content.decode()
    found: dict[str, Any] = answer.json()
    return found


def version(somebody: Somebody, case_id: str) -> str:
    page = somebody.get("portal:case-detail", case_id)
    return str(re.search(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"', page)[1])  # type: ignore[index]


def write(agent: Somebody, case_id: str, act: str, text: str) -> str:
    page = agent.get("desk:case-detail", case_id)
    seen = re.search(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"', page)
    assert seen, words(page)
    sent = agent.send("desk:case-write", case_id, act=act, text=text, version=seen[1] or seen[2])
    assert text in words(sent)
    return sent
