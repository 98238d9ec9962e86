"""How tests come in by the desk: somebody signed in, pages read as people read them, forms sent as browsers send them."""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import AT, OFFICE, Cast, Staff, StandingCast, serving
from tests.entitlements.claims import DIAGNOSED, Scene, rheinwerk_in_force
from voorrang.audit.actor import Actor
from voorrang.cases.actions import open_case
from voorrang.cases.models import Case, CaseEvent, QueueRow
from voorrang.charges.actions.estimates import Line, make_estimate, send_estimate
from voorrang.contracts import actions
from voorrang.contracts.actions.agreement_drafts import AgreementTerms, draft_agreement
from voorrang.contracts.actions.agreement_signing import sign_side
from voorrang.contracts.models import Agreement, Contract, InternalTarget, QuoteSending
from voorrang.entitlements.actions import choose
from voorrang.entitlements.models import Decision
from voorrang.installed_base.models import Device

YEAR = timedelta(days=365)
DESKTOP, LAPTOP, PRINTER = "CZC0000001", "5CG0000001", "VNB0000001"


@dataclass
class Scenery:
    """Rheinwerk and what it has."""

    one: Cast
    scene: Scene
    case: Case

    @property
    def code(self) -> str:
        return self.one.customer.code

    @property
    def case_url(self) -> str:
        return reverse("desk:case-detail", args=[self.case.id])

    def row(self) -> QueueRow:
        with serving(self.one):
            return QueueRow.objects.get(id=self.case.id)

    def events(self) -> list[str]:
        with serving(self.one):
            return list(CaseEvent.objects.filter(case=self.case).order_by("sequence").values_list("type", flat=True))

    def version(self) -> int:
        with serving(self.one):
            return int(Case.objects.get(id=self.case.id).version)

    def contract(self) -> Contract:
        with serving(self.one):
            contract: Contract = Contract.objects.select_related("order").get()
        return contract

    def quote(self) -> str:
        """Offer Rheinwerk the highest tier, and return the number of the quote that was sent."""
        with serving(self.one):
            lines = [actions.QuotedLine("U62G4E", 11_200)]
            offer = actions.Offer(kind="upgrade", lines=lines, starts_at=AT)
            quote = actions.make_quote(offer=offer, by=OFFICE, at=AT)
            QuoteSending.objects.create(customer=self.one.customer, quote=quote, sent_at=AT)
        return str(quote.number)

    def agreement(self, *, signed: bool = False) -> str:
        """Return the number of a draft, or of an agreement that both sides signed for the year after."""
        with serving(self.one):
            held = Agreement.objects.exclude(signed_at=None).first()
            if signed and held is not None:
                return str(held.number)
            period = {"starts_at": AT + YEAR} if signed else {"starts_at": AT, "ends_at": AT + YEAR}
            made = draft_agreement(terms=AgreementTerms(**period), by=OFFICE, at=AT)
            if signed:
                for by in (OFFICE, self.one.lead.actor):
                    sign_side(agreement=made, revision=1, by=by, at=AT)
        return str(made.number)

    def cost(self, *, sent: bool = True) -> list[UUID]:
        """Return the ids of a charged case and of its estimate of cost."""
        recorded = self.scene.ask(LAPTOP)
        manager = Actor(kind="user", id=self.one.engineer.user.id, side="vendor", role="support_manager")
        with serving(self.one):
            decision = Decision.objects.get(id=recorded.decision_id)
            made = choose(decision=decision, choice="charge", reason="Agreed.", by=manager, at=AT)
            values = {"title": "Board", "impact": "site", "language": "de", "door": "desk"}
            case = open_case(recorded=made, **values, by=manager, at=AT)
            lines = [Line("labour", "Work", Decimal(1), price=Decimal(90), reason="List price")]
            said = {"currency": "EUR", "language": "de", "text": "Arbeit", "valid_until": AT + YEAR}
            cost = make_estimate(case=case, lines=lines, **said, by=manager, at=AT)
            if sent:
                send_estimate(estimate=cost, by=manager, at=AT)
        return [case.id, cost.id]

    def device(self, serial: str = DESKTOP) -> Device:
        with serving(self.one):
            device: Device = Device.objects.get(serial=serial)
        return device

    def open(self, *serials: str, title: str = "Fan is loud", **claim: Any) -> Case:
        """Open a further case of the same engineer."""
        return open_one(self.scene, *serials, title=title, **claim)


def scenery_of(cast: StandingCast) -> Scenery:
    """Lay the scene; the case has a target of an hour."""
    scene = rheinwerk_in_force(cast)
    InternalTarget.objects.create(programme=scene.one.customer.programme, kind="response", seconds=3600)
    return Scenery(scene.one, scene, open_one(scene, DESKTOP, title="Will not power on"))


def open_one(scene: Scene, *serials: str, title: str, **claim: Any) -> Case:
    recorded = scene.ask(*serials, **claim)
    with serving(scene.one):
        return open_case(
            recorded=recorded,
            title=title,
            body="The power light blinks three times.",
            impact="one_person",
            language="de",
            diagnosis=DIAGNOSED,
            door="portal",
            by=scene.one.engineer.actor,
            at=AT,
        )


class Why(NamedTuple):
    """One reason as the page tells it."""

    text: str
    clauses: list[str]
    cure: str


class Page:
    """What came back, as a person reads it."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        self.status = response.status_code
        content = b"".join(response) if response.streaming else response.content
        self.html = content.decode(errors="replace")
        self.to = response.headers.get("Location", "")

    @property
    def text(self) -> str:
        """The words of the page's main part, without marks."""
        return plain(self.html.partition("<main")[2] or self.html)

    def has(self, test: str) -> bool:
        """Whether a control with this `data-test` is there."""
        return f'data-test="{test}"' in self.html

    def link(self, test: str) -> str:
        """Return where the link with this `data-test` leads."""
        found = re.search(rf'<a [^>]*data-test="{re.escape(test)}"[^>]*>', self.html)
        assert found, f"no link {test}"
        address = re.search(r'href="([^"]*)"', found[0])
        assert address, f"{test} leads nowhere"
        return unescape(address[1])

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        name = re.escape(name)
        found = re.search(rf'<input[^>]*name="{name}"[^>]*>', self.html)
        if found:
            value = re.search(r'value="([^"]*)"', found[0])
            return unescape(value[1]) if value else ""
        area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>([^<]*)</textarea>', self.html)
        assert area, f"no field {name}"
        return unescape(area[1]).strip()

    def part(self, test: str) -> str:
        """Return the words of the table or section with this `data-test`."""
        found = re.search(rf'<(\w+)[^>]*data-test="{re.escape(test)}".*?</\1>', self.html, re.DOTALL)
        assert found, f"no part {test}"
        return plain(found[0])

    @property
    def reasons(self) -> list[Why]:
        """The reasons on the page, in the order in which they stand."""
        found = []
        for lists in re.findall(r'<ul class="vr-reasons">(.*?)</ul>', self.html, re.DOTALL):
            for line in re.findall(r"<li .*?</li>", lists, re.DOTALL):
                words = line.partition('class="vr-reason-words">')[2].partition('class="vr-clauses"')[0]
                text, _, cure = words.partition('<span class="vr-cure">')
                clauses = re.findall(r">([A-Z]+\d*\.\d+)<", line)
                found.append(Why(plain(text), clauses, plain(cure)))
        return found

    def reason(self, part: str) -> Why:
        """Return the first reason that says this."""
        found = next((why for why in self.reasons if part in why.text), None)
        assert found, f"no reason says {part!r}: {[why.text for why in self.reasons]}"
        return found


class Door:
    """Somebody of the vendor, signed in."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.client = Client()
        self.client.force_login(staff.user)

    def get(self, name: str, *args: Any, **query: str) -> Page:
        """Open a page by its name (or its address)."""
        address = name if name.startswith("/") else reverse(name, args=args)
        return Page(self.client.get(address, query))

    def post(self, name: str, *args: Any, data: dict[str, Any] | None = None, query: str = "") -> Page:
        """Send a form, once."""
        address = name if name.startswith("/") else reverse(name, args=args)
        sent = {"idempotency_key": str(uuid4()), **(data or {})}
        return Page(self.client.post(address + query, sent))

    def follow(self, page: Page) -> Page:
        """Go where an answer leads."""
        assert page.status == 302, page.text[:600]
        return self.get(page.to)


def plain(html: str) -> str:
    """Return the words of a piece of a page, without marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>|<[^>]*$", " ", html)).split())
