"""How tests come in by the desk: somebody signed in, pages read as people read them, forms sent as browsers send them."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import AT, Cast, Staff, StandingCast, serving
from tests.entitlements.claims import DIAGNOSED, Scene, rheinwerk_in_force
from voorrang.cases.actions import open_case
from voorrang.cases.models import Case, CaseEvent, QueueRow
from voorrang.contracts.models import Contract, InternalTarget
from voorrang.installed_base.models import Device

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
        main = self.html.partition("<main")[2] or self.html
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    def has(self, test: str) -> bool:
        """Whether a control with this `data-test` is there."""
        return f'data-test="{test}"' in self.html

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        found = re.search(rf'<input[^>]*name="{name}"[^>]*>', self.html)
        assert found, f"no field {name}"
        value = re.search(r'value="([^"]*)"', found[0])
        return unescape(value[1]) if value else ""


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
