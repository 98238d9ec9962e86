"""axe finds nothing on any page that a link leads to, nor on its empty list, its refused form, its key sheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from tests.accounts.second_factor import code_now, give_app
from tests.browser.conftest import axe_findings, sign_in
from tests.support.small_world import SMALL
from tests.support.walk import Walk, kind_of, shown_names, starts, states
from voorrang.accounts import actions as accounts
from voorrang.accounts.caller_list.uploads import confirm_list, keep_list
from voorrang.accounts.links import invitation_link, pin_link
from voorrang.accounts.models import Contact, ContactUpload, Customer, Helpdesk, User
from voorrang.accounts.visitor import NOBODY
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.charges.models import CostEstimate
from voorrang.demo import world
from voorrang.demo.people import PASSWORD
from voorrang.entitlements.actions import decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.finding import find_redress, standing_decisions
from voorrang.gateways.mail import no_mail
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile
from voorrang.lib.clock import now
from voorrang.lib.tenancy import customer_selected, on_side
from voorrang.permissions.map import CUSTOMER, PERMISSIONS, VENDOR

pytestmark = pytest.mark.browser

LEAD, CAREFUL, OPERATOR, MANAGER = (
    "jasper@geld.example",
    "fleur@geld.example",
    "olga@vendor.example",
    "ingrid@vendor.example",
)
PEOPLE = {
    "customer": ("", LEAD, "silje@fjor.example", "marta@alma.example"),
    "vendor": (OPERATOR, MANAGER),
}
"""Who walks on each side, by mail address; nobody is signed in without one. `CAREFUL` has a second factor."""

NO_PAGE = {
    "home": "sends on to the reader's first page",
    "set_language": "sends back to the page that it was chosen on",
    "portal:decision-object": "sends on to the decision",
    "sign_in:company-oidc": "an answer of the identity provider",
    "sign_in:company-finish": "sends on what the identity provider has said",
    "sign_in:company-metadata": "a file for the identity provider",
    "mfa_login_webauthn": "an answer to the page's script",
    "file": "a file",
    "desk:case-file": "a file",
    "portal:case-file": "a file",
    "desk:invoice-file": "a file",
    "desk:person-export": "a file",
    "portal:your-data-file": "a file",
    "mfa_download_recovery_codes": "a file",
    "desk:article": "a piece of a page",
    "desk:comparison-progress": "a piece of a page",
    "portal:contact-upload-progress": "a piece of a page",
}
"""Kinds that answer GET with something else than a page."""
OUT_OF_REACH = {
    "account_reset_password_from_key": "needs a link that the library mails",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_remove_webauthn": "needs a passkey",
    "mfa_reauthenticate_webauthn": "needs a passkey",
    "portal:choose-customer": "needs somebody who serves two customers",
    "portal:upload-detail": "needs a fleet file that waits",
    "desk:caller-admit": "needs a caller whose PIN was just checked",
    "desk:cutover-detail": "needs a ZIP that waits",
    "desk:model-settle": "needs a machine that nobody can tell",
}
"""Kinds of page that this world does not show, and why."""
MOST = 0.9
"""Share of the kinds of page that must be shown."""


@dataclass
class Eye:
    """What was looked at, as (kind of page, state), and what axe found."""

    seen: set[tuple[str, str]] = field(default_factory=set)
    findings: list[str] = field(default_factory=list)

    def look(self, page: Any, who: str, name: str, state: str = "") -> None:
        self.seen.add((name, state))
        self.findings += [f"{name} {state} as {who or 'nobody'}: {told}" for told in axe_findings(page)]

    def walk(self, page: Any, who: str, names: dict[str, str], further: Iterable[str] = ()) -> None:
        """Follow every link, and look once at each kind of page in each of its states."""
        walk = Walk(names)
        for name, address in walk.follow(page, [*starts(names), *further]):
            if (name, "") in self.seen:
                continue
            self.look(page, who, name)
            for state in states(page, name, address):
                self.look(page, who, name, state)
            page.goto(address)
        assert walk.broken == []

    def shown(self) -> set[str]:
        return {name for name, _state in self.seen}


@pytest.fixture
def further(real_commits: None) -> dict[str, list[str]]:
    """Lay the world, and return by person what only few links lead to, or a mail."""
    assert world.ensure(customers=SMALL)
    by, at = Actor(kind="user", id=User.objects.get(email=LEAD).id, side="customer", role="helpdesk_lead"), now()
    with transaction.atomic(), on_side("vendor"), no_mail():
        with customer_selected(Customer.objects.get(code="GELD").id):
            caller, helpdesk = Contact.objects.get(name="Willem Kok"), Helpdesk.objects.get()
            invitation = accounts.invite(contact=caller, role="helpdesk_engineer", by=by, at=at)
            pin = accounts.grant_pin(helpdesk=helpdesk, contact=caller, by=by, at=at)
            undiagnosed = Claim(contact=Contact.objects.get(email=LEAD), language="nl")
            asked = decide_request(claim=undiagnosed, door="portal", by=by, at=at)
            waiting = _send_lists(by)
            _refuse_by_mistake(by)
            give_app(User.objects.get(email=CAREFUL))
        with customer_selected(Customer.objects.get(code="ALMA").id):
            cost = CostEstimate.objects.get()
    return {
        "": [urlsplit(link).path for link in (invitation_link(invitation), pin_link(pin))],
        LEAD: [
            reverse("portal:decision-detail", args=[asked.decision_id]),
            reverse("portal:contact-upload", args=[waiting.id]),
        ],
        OPERATOR: [f"{reverse('desk:agreement-list')}?customer=GELD"],
        MANAGER: [reverse("desk:cost-new", args=[cost.case_id])],
    }


def _refuse_by_mistake(by: Actor) -> None:
    """Refuse a printer whose warranty ended; then the Care Pack comes that covered it all along."""
    day = now().date()
    claim = Claim(contact=Contact.objects.get(email=LEAD), devices=("VNBLATE001",), self_diagnosis={"seen": "It jams."})
    import_fleet(file=_printer("warranty", day - timedelta(days=400), day - timedelta(days=31)), by=by, at=now())
    assert decide_request(claim=claim, door="portal", by=by, at=now()).answer.outcome == "refused"
    import_fleet(file=_printer("care_pack", day - timedelta(days=30), day + timedelta(days=300)), by=by, at=now())
    assert find_redress(decisions=standing_decisions(), by=SYSTEM, at=now()).wronged


def _printer(cover: str, starts: date, ends: date) -> FleetFile:
    columns = "maker;serial;product_number;model;kind;commercial;country;site;cover_kind;cover_starts_on;cover_ends_on"
    row = f"HP;VNBLATE001;7PS84A;LaserJet M507;printer;yes;NL;ARN;{cover};{starts};{ends}"
    return FleetFile("late.csv", f"{columns}\n{row}\n".encode())


def _send_lists(by: Actor) -> ContactUpload:
    """Take in a caller list, and return a second one, which waits for its confirmation."""
    confirm_list(upload=_list_of("Nina Nieuw", by), by=by, at=now())
    return _list_of("Otto Oud", by)


def _list_of(name: str, by: Actor) -> ContactUpload:
    content = f"name;email;standing\n{name};{name.split(maxsplit=1)[0].lower()}@geld.example;helpdesk\n".encode()
    return keep_list(file_name="callers.csv", content=content, ends_missing=False, invites=False, by=by, at=now())


def give_password_again(page: Any) -> None:
    """Steps that change how somebody logs in ask for the password once more."""
    page.goto("/account/reauthenticate/")
    page.fill("main input[name=password]", PASSWORD)
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url(lambda address: "reauthenticate" not in address)


def walk_with_a_second_factor(eye: Eye, page: Any, names: dict[str, str]) -> None:
    """Log in with the code of an authenticator app, and look at what only its owner meets."""
    sign_in(page, CAREFUL, PASSWORD)
    eye.look(page, CAREFUL, kind_of(urlsplit(page.url).path))
    page.fill("main input[name=code]", code_now())
    page.click("[data-test=second-step]")
    page.wait_for_url(lambda address: "authenticate" not in address)
    give_password_again(page)
    eye.walk(page, CAREFUL, {name: pattern for name, pattern in names.items() if name.startswith("mfa_")})


@pytest.mark.parametrize("side", PEOPLE)
def test_every_page_in_every_state(side: str, further: dict[str, list[str]], new_page: Callable[..., Any]) -> None:
    shared = {name for name in shown_names() if PERMISSIONS[name] & (CUSTOMER | {NOBODY})}
    names = {
        name: pattern
        for name, pattern in shown_names().items()
        if (name in shared if side == "customer" else name not in shared and PERMISSIONS[name] & VENDOR)
    }
    eye = Eye()
    for email in PEOPLE[side]:
        page = new_page()
        if email:
            sign_in(page, email, PASSWORD)
        if email == LEAD:
            give_password_again(page)
        eye.walk(page, email, names, further.get(email, ()))
        page.context.close()
    if side == "customer":
        walk_with_a_second_factor(eye, new_page(), names)

    pages = names.keys() - NO_PAGE.keys()
    missed = pages - eye.shown()
    print(f"\naxe looked at {len(eye.seen)} pages and states; of {len(pages)} kinds not shown: {sorted(missed)}")
    assert not eye.findings, "\n".join(eye.findings)
    assert missed <= OUT_OF_REACH.keys(), "a link must lead there, or say why none does"
    assert eye.shown().isdisjoint(OUT_OF_REACH), "it is shown by now"
    assert len(missed) <= (1 - MOST) * len(pages)
