"""A customer with one of everything that an input can name, each text and number of it marked as its own.

The marks are canaries: no answer to somebody else may hold one. `QZALFA` marks whatever is Alfa's, `QZALFA1X` and
`QZALFA2X` what lies at its first and second site, `QZALFANX` what only the vendor's people read.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from tests.cast import AT, BOUGHT, OFFICE, Cast, Person, Staff, make_person
from tests.installed_base.fleet import HEADER, fleet_file
from voorrang.accounts import actions as accounts
from voorrang.accounts.actions.moves import place_mark
from voorrang.accounts.models import ApiToken, Assignment, Contact, CustomerRole, Pin
from voorrang.audit.actor import SYSTEM
from voorrang.cases.actions import add_file, answer, close, open_case
from voorrang.cases.kinds_of_file import SentFile
from voorrang.cases.models import Case
from voorrang.contracts import actions as contracts
from voorrang.contracts.models import ActivationStep, Contract
from voorrang.entitlements.actions import decide_request, grant_override
from voorrang.entitlements.claim import Claim
from voorrang.gateways.scanner import scanner
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.models import Device, Import
from voorrang.installed_base.uploads import keep_upload

FIRST, SECOND, ANYWHERE = 1, 2, 0
LINES = [("U80M8E", 12_000), ("U1PB4E", 1_200)]
ESTIMATES = [("laptop", True, 12_000), ("printer", True, 1_200)]
ROLES = ("helpdesk_lead", "helpdesk_engineer", "partner_engineer", "executive", "customer_auditor")


@dataclass(frozen=True)
class Thing:
    """Something that an input can name. `site`: where it lies, for those who see one site only."""

    kind: str
    value: str
    site: int = ANYWHERE
    version: int = 1


@dataclass
class Estate:
    """A customer and its things, by kind."""

    mark: str
    one: Cast
    ended: bool = False
    things: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, str] = field(default_factory=dict)
    """Where a contact stands, by its id: a form that moves it says which place it saw."""
    people: dict[str, Person] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    """The id of every row of the customer, whatever the table."""

    @property
    def code(self) -> str:
        return self.one.customer.code

    def add(self, kind: str, value: Any, site: int = ANYWHERE, version: int = 1) -> None:
        self.things[kind].append(Thing(kind, str(value), site, version))

    def first(self, kind: str) -> Thing:
        return self.things[kind][0]


def add_places_and_people(estate: Estate, phone: str) -> None:
    one, mark = estate.one, estate.mark
    second = accounts.add_affiliate(code=f"{mark}-FR", name=f"{mark} France", country="FR", by=SYSTEM, at=BOUGHT)
    site = accounts.add_site(
        affiliate=second,
        code=f"{mark}-LYS",
        name=f"{mark} Lyon",
        country="FR",
        zone="Europe/Paris",
        by=SYSTEM,
        at=BOUGHT,
    )
    partner = accounts.add_partner(name=f"{mark} Partner", starts_at=BOUGHT, by=SYSTEM, at=BOUGHT)
    for role in ROLES:
        is_partner = role == CustomerRole.PARTNER_ENGINEER
        parts: dict[str, Any] = {"standing": Contact.Standing.PARTNER, "partner": partner} if is_partner else {}
        estate.people[role] = _person(estate, role, role, len(estate.people), **parts)
    own = CustomerRole.HELPDESK_ENGINEER
    estate.people["site"] = _person(estate, "site", own, 10, scope=Contact.Scope.SITE, site=one.site)
    estate.people["country"] = _person(estate, "country", own, 11, scope=Contact.Scope.COUNTRY, country="DE")
    estate.people["own"] = _person(estate, "own", own, 12, scope=Contact.Scope.OWN)
    estate.people["site_auditor"] = _person(
        estate, "siteauditor", CustomerRole.CUSTOMER_AUDITOR, 13, scope=Contact.Scope.SITE, site=one.site
    )
    accounts.add_partner(name=f"{mark} Second Partner", starts_at=BOUGHT, by=SYSTEM, at=BOUGHT)
    spare = accounts.add_contact(
        name=f"{mark} Spare",
        standing="helpdesk",
        email=f"spare@{mark}.example",
        phone=f"{phone}7",
        by=SYSTEM,
        at=BOUGHT,
    )
    estate.add("contact", spare.id)
    estate.places[str(spare.id)] = place_mark(spare)
    estate.add("contact", estate.people["executive"].contact.id)
    estate.add("partner", partner.id)
    estate.add("site", site.id, SECOND)
    estate.add("site", one.site.id, FIRST)
    estate.add("site_code", site.code)
    estate.add("affiliate", second.id)
    estate.add("affiliate", one.affiliate.id)
    estate.add("affiliate_code", second.code)
    estate.add("customer", one.customer.code)
    estate.add("customer_id", one.customer.id)
    estate.add("email", f"spare@{mark}.example".lower())
    estate.add("phone", f"{phone}7")


def _person(estate: Estate, name: str, role: str, number: int, **parts: Any) -> Person:
    mark = estate.mark
    email = f"{name.replace('_', '')}@{mark.lower()}.example"
    phone = f"+49221{abs(hash(mark)) % 9000 + 1000}{number:03d}"
    return make_person(f"{mark} {name}", email, phone, role, **parts)


def add_contract(estate: Estate) -> None:
    order = contracts.place_order(lines=LINES, starts_at=BOUGHT, estimates=ESTIMATES, by=OFFICE, at=BOUGHT)
    assert order.accepted, order.reasons
    contract: Contract = Contract.objects.get(order=order)
    steps = list(ActivationStep.objects.filter(contract=contract, done_at=None))
    contracts.activate(contract=contract, by=OFFICE, at=BOUGHT)
    later = BOUGHT + timedelta(days=4 * 365)
    coming = contracts.place_order(lines=LINES, starts_at=later, estimates=ESTIMATES, by=OFFICE, at=BOUGHT)
    assert coming.accepted, coming.reasons
    estate.add("order", order.number)
    estate.add("contract", contract.number)
    estate.add("contract", Contract.objects.get(order=coming).number)
    estate.add("contract_id", contract.id)
    owned = [step for step in steps if step.owner_role in CustomerRole.values]
    for step in owned:
        estate.add("own_step", step.id)
    for step in steps:
        estate.add("step", step.id)


def fleet_row(serial: str, country: str = "DE", site: str = "HQ", affiliate: str = "") -> str:
    """Return one line of a fleet file, with cover."""
    number = "6A1B2EA#ABD"
    return f"HP;{serial};{number};EliteDesk 800 G9;desktop;yes;{country};{site};;warranty;3y;2024-06-01;2027-05-31;{affiliate}"


FLEET_HEADER = f"{HEADER};affiliate"


def add_fleet(estate: Estate) -> None:
    mark = estate.mark
    first, more, second = f"{mark}1X01", f"{mark}1X02", f"{mark}2X01"
    rows = [fleet_row(first), fleet_row(more), fleet_row(second, "FR", f"{mark}-LYS")]
    for lines in (rows, [fleet_row(f"{mark}1X03")]):
        file = fleet_file(*lines, header=FLEET_HEADER, name=f"{mark}.csv")
        report = import_fleet(file=file, dry_run=False, create_places=False, by=SYSTEM, at=BOUGHT)
        assert not report.is_refused, report.errors
    for serial, site in ((first, FIRST), (second, SECOND), (more, FIRST)):
        estate.add("device", Device.objects.get(serial=serial).id, site)
        estate.add("serial", serial, site)
    for batch in Import.objects.order_by("-imported_at", "-id")[:1]:
        estate.add("import", batch.id)
    upload = keep_upload(
        file=fleet_file(fleet_row(f"{mark}1X04"), header=FLEET_HEADER, name=f"{mark}.csv"),
        create_places=False,
        by=estate.people["helpdesk_lead"].actor,
        at=AT,
    )
    estate.add("upload", upload.id)


def add_cases(estate: Estate) -> None:
    mark, engineer = estate.mark, estate.people["helpdesk_engineer"]
    for serial, site, title in (
        (f"{mark}1X01", FIRST, f"{mark}1X dark screen"),
        (f"{mark}2X01", SECOND, f"{mark}2X loud fan"),
        (f"{mark}1X02", FIRST, f"{mark}1X closed"),
    ):
        case = _case(serial, title, engineer)
        if title.endswith("closed"):
            close(case=case, text=f"{mark}1X never mind", by=engineer.actor, at=AT)
        if site and "closed" not in title:
            _file_of(estate, case, site)
        estate.add("case", case.id, site, Case.objects.get(id=case.id).version)
        estate.add("case_number", case.number, site)
        estate.add("decision", case.decision_id, site)
    refused = decide_request(
        claim=Claim(contact=estate.people["own"].contact, devices=(f"{mark}9X99",), language="de"),
        door="portal",
        by=engineer.actor,
        at=AT,
    )
    estate.add("decision", refused.decision_id, ANYWHERE)


def add_override(estate: Estate, manager: Staff) -> None:
    """An exception, which lets every later claim of the customer through: so it comes last."""
    override = grant_override(
        kind="goodwill",
        reason=f"{estate.mark}NX kept them waiting",
        expires_at=AT + timedelta(days=30),
        by=manager.actor,
        at=AT,
    )
    estate.add("override", override.id)


def _case(serial: str, title: str, engineer: Person) -> Case:
    mark = re.match(r"QZ[A-Z]+?(?=\d)", serial)
    assert mark
    recorded = decide_request(
        claim=Claim(contact=engineer.contact, devices=(serial,), language="de", self_diagnosis={"found": title}),
        door="portal",
        by=engineer.actor,
        at=AT,
    )
    case = open_case(
        recorded=recorded,
        title=title,
        body=f"{title} since Monday",
        impact="one_person",
        language="de",
        diagnosis={"found": title},
        door="portal",
        by=engineer.actor,
        at=AT,
    )
    answer(case=case, text=f"{title}: we look at it", by=OFFICE, at=AT)
    answer(case=case, text=f"{mark[0]}NX difficult customer", internal=True, by=OFFICE, at=AT)
    return case


def _file_of(estate: Estate, case: Case, site: int) -> None:
    """A file of the customer's with each open case; its name and words are marked."""
    by = estate.people["helpdesk_engineer"].actor
    for kind, name in (("file", ""), ("spare_file", " spare")):  # one of them is removed, by whom it belongs to
        words = f"{estate.mark}{site}X what we saw{name}".encode()
        sent = SentFile(f"{estate.mark}{site}X{name}.txt", len(words), [words])
        kept = add_file(case=case, sent=sent, folder=settings.VOORRANG_FILES, scanner=scanner(), by=by, at=AT)
        estate.add(kind, kept.id, site)


def add_keys(estate: Estate, manager: Staff) -> None:
    one, lead = estate.one, estate.people["helpdesk_lead"]
    estate.add("helpdesk", one.helpdesk.id)
    grant = accounts.grant_pin(helpdesk=one.helpdesk, contact=lead.contact, by=SYSTEM, at=AT)
    estate.add("pin_text", accounts.redeem_pin_grant(token=grant, by=lead.actor, at=AT))
    estate.add("used_pin_link", grant)
    estate.add("pin", Pin.objects.get().id)
    estate.add("pin_link", accounts.grant_pin(helpdesk=one.helpdesk, contact=lead.contact, by=SYSTEM, at=AT))
    spare = Contact.objects.get(id=UUID(estate.first("contact").value))
    estate.add("invitation_link", accounts.invite(contact=spare, role="executive", by=SYSTEM, at=AT))
    token = accounts.make_token(name=f"{estate.mark} tickets", by=lead.actor, at=AT)
    estate.add("token_text", token.text)
    estate.add("token", ApiToken.objects.get(prefix=token.prefix, token_hash=token.hash).id)
    domain = accounts.claim_domain(domain=f"{estate.mark}.example", by=lead.actor, at=AT)
    estate.add("domain", domain.id)
    estate.add("assignment", _assignment(estate, manager))


def _assignment(estate: Estate, manager: Staff) -> UUID:
    made: Assignment = accounts.assign(
        customer=estate.one.customer,
        user=manager.user,
        role="support_manager",
        starts_at=AT + timedelta(days=300),
        by=SYSTEM,
        at=AT,
    )
    return made.id
