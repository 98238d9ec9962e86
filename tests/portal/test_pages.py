"""Every page of the portal opens for those who may, and for nobody else."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import get_resolver

from tests.cast import AT, StandingCast, serving
from tests.desk.door import Door, Scenery
from tests.installed_base.fleet import fleet_file
from tests.portal.callers import partner_for, taken_list, waiting_caller, waiting_list
from tests.portal.conftest import colleague
from voorrang.accounts.models import CustomerRole
from voorrang.installed_base.models import Import
from voorrang.installed_base.uploads import keep_upload
from voorrang.permissions.map import PERMISSIONS

PAGES: dict[str, Callable[[Scenery], list[Any]]] = {
    "portal:home": lambda _: [],
    "portal:notice-list": lambda _: [],
    "portal:contract": lambda _: [],
    "portal:estimate": lambda _: [],
    "portal:agreement-list": lambda _: [],
    "portal:agreement-detail": lambda s: [s.agreement(signed=True), 1],
    "portal:agreement-pdf": lambda s: [s.agreement(signed=True), 1],
    "portal:cost-list": lambda _: [],
    "portal:cost-detail": lambda s: s.cost()[1:],
    "portal:quote-list": lambda _: [],
    "portal:quote-detail": lambda s: [s.quote()],
    "portal:quote-pdf": lambda s: [s.quote()],
    "portal:onboarding": lambda _: [],
    "portal:onboarding-pdf": lambda s: [s.contract().number],
    "portal:fleet": lambda _: [],
    "portal:device-detail": lambda s: [s.device().id],
    "portal:fleet-import": lambda _: [],
    "portal:upload-detail": lambda s: [upload(s)],
    "portal:import-detail": lambda s: [newest_import(s)],
    "portal:case-list": lambda _: [],
    "portal:case-open": lambda _: [],
    "portal:case-detail": lambda s: [s.case.id],
    "portal:helpdesk": lambda _: [],
    "portal:contact-new": lambda _: [],
    "portal:contact-detail": lambda s: [s.one.engineer.contact.id],
    "portal:contact-import": lambda _: [],
    "portal:contact-upload": lambda s: [waiting_list(s.one)],
    "portal:contact-upload-progress": lambda s: [waiting_list(s.one)],
    "portal:contact-import-detail": lambda s: [taken_list(s.one)],
    "portal:call-list": lambda _: [],
    "portal:admission-list": lambda _: [],
    "portal:admission-approve": lambda s: [waiting_caller(s.one).id],
    "portal:admission-decline": lambda s: [waiting_caller(s.one).id],
    "portal:pin-plan": lambda _: [],
    "portal:partner-extend": lambda s: [partner_for(s.one, 40).id],
    "portal:helpdesk-new": lambda _: [],
    "portal:pin-grant": lambda s: [s.one.helpdesk.id],
    "portal:partner-new": lambda _: [],
    "portal:token-list": lambda _: [],
    "portal:token-new": lambda _: [],
    "portal:sign-in": lambda _: [],
    "portal:provider-set": lambda _: [],
    "portal:promise-book": lambda _: [],
    "portal:promise-book-tile": lambda _: [],
    "portal:audit-trail": lambda _: [],
    "portal:your-data": lambda _: [],
    "portal:your-data-file": lambda _: [],
    "portal:erasure-new": lambda _: [],
}
OWN_DECISION = "portal:decision-detail"
"""Opens for whoever asked; see `test_a_decision_is_shown_to_whoever_asked`."""
POSTS = {
    "portal:file-add",
    "portal:file-remove",
    "portal:second-factor-rule",
    "portal:domain-new",
    "portal:domain-verify",
    "portal:domain-end",
    "portal:provider-end",
    "portal:step-finish",
    "portal:agreement-sign",
    "portal:cost-consent",
    "portal:cost-refuse",
    "portal:consent-rule",
    "portal:quote-accept",
    "portal:quote-decline",
    "portal:upload-confirm",
    "portal:upload-drop",
    "portal:import-undo",
    "portal:case-reply",
    "portal:case-findings",
    "portal:decision-object",
    "portal:contact-end",
    "portal:contact-invite",
    "portal:contact-move",
    "portal:contact-role",
    "portal:contact-upload-confirm",
    "portal:contact-upload-drop",
    "portal:contact-import-undo",
    "portal:pin-end",
    "portal:partner-end",
    "portal:token-revoke",
}
FILE = "portal:case-file"
"""Leads to a file; see `test_files_of_a_case.py`."""
CHOOSE = "portal:choose-customer"


def test_all_pages_are_named_here() -> None:
    urls = next(one for one in get_resolver().url_patterns if str(one.pattern) == "portal/")
    names = {f"portal:{one.name}" for one in urls.url_patterns}
    assert names == PAGES.keys() | POSTS | {OWN_DECISION, FILE, CHOOSE}
    assert names <= PERMISSIONS.keys()


def test_every_page_opens_for_the_lead(scenery: Scenery, lead: Door) -> None:
    assert statuses(lead, scenery) == dict.fromkeys(PAGES, 200)


def test_every_page_opens_in_dutch(scenery: Scenery, lead: Door) -> None:
    lead.client.cookies["django_language"] = "nl"
    assert statuses(lead, scenery) == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("role", [role for role in CustomerRole if role != CustomerRole.HELPDESK_LEAD])
def test_the_map_decides(role: CustomerRole, scenery: Scenery, cast: StandingCast) -> None:
    allowed = {name: 200 if role in PERMISSIONS[name] else 403 for name in PAGES}
    assert statuses(Door(colleague(cast, role)), scenery) == allowed


@pytest.mark.parametrize("role", list(CustomerRole))
def test_a_page_leads_only_where_its_reader_may_go(role: CustomerRole, scenery: Scenery, cast: StandingCast) -> None:
    door = Door(colleague(cast, role))
    leads: dict[str, str] = {}
    for name, parts in PAGES.items():
        if role in PERMISSIONS[name]:
            page = door.get(name, *parts(scenery))
            leads |= dict.fromkeys(re.findall(r'<a [^>]*href="(/portal/[^"#?]*)', page.html), name)
    refused = {address: name for address, name in leads.items() if door.get(address).status == 403}
    assert refused == {}


def test_a_foreign_thing_is_not_there(scenery: Scenery, outsider: Door) -> None:
    """The answer is that for a thing that does not exist."""
    about_one = {name for name, parts in PAGES.items() if parts(scenery)}
    found = statuses(outsider, scenery)
    assert {name: found[name] for name in about_one} == dict.fromkeys(about_one, 404)


def test_a_decision_is_shown_to_whoever_asked(scenery: Scenery, engineer: Door, lead: Door, outsider: Door) -> None:
    decision = scenery.case.decision_id
    assert [door.get(OWN_DECISION, decision).status for door in (engineer, lead, outsider)] == [200, 404, 404]


def test_a_customer_without_anything_gets_pages_that_say_what_to_do(outsider: Door) -> None:
    empty = [
        "portal:home",
        "portal:contract",
        "portal:onboarding",
        "portal:fleet",
        "portal:case-list",
        "portal:token-list",
    ]
    for name in empty:
        page = outsider.get(name)
        assert page.status == 200
        assert page.has("empty"), name


def test_the_vendors_people_and_nobody_stay_outside(scenery: Scenery, cast: StandingCast, engineer: Door) -> None:
    assert statuses(Door(cast.agent), scenery) == dict.fromkeys(PAGES, 403)
    engineer.client.logout()
    assert "/account/login/" in engineer.get("portal:home").to


def upload(scenery: Scenery) -> Any:
    with serving(scenery.one):
        lead = scenery.one.lead.actor
        return keep_upload(
            file=fleet_file("HP;5CG0000009;;;laptop;yes;DE;HQ;;;;;"), create_places=False, by=lead, at=AT
        ).id


def newest_import(scenery: Scenery) -> Any:
    with serving(scenery.one):
        return Import.objects.latest("imported_at").id


def statuses(door: Door, scenery: Scenery) -> dict[str, int]:
    """Open every page and return what each answered."""
    return {name: door.get(name, *parts(scenery)).status for name, parts in PAGES.items()}
