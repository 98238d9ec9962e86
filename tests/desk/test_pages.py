"""Every page of the desk opens for those who may, and for nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import get_resolver

from tests.cast import StandingCast, make_staff
from tests.desk.changed import comparison, notice, waiting_file
from tests.desk.door import Door, Scenery
from tests.desk.kept import cost, erasure, wrong_answer
from tests.portal.callers import partner_for
from voorrang.permissions.map import PERMISSIONS

PAGES: dict[str, Callable[[Scenery], tuple[list[Any], dict[str, str]]]] = {
    "desk:queue": lambda _: ([], {}),
    "desk:case-open": lambda s: ([], {"customer": s.code}),
    "desk:case-detail": lambda s: ([s.case.id], {}),
    "desk:pin-check": lambda _: ([], {}),
    "desk:customer-list": lambda _: ([], {}),
    "desk:customer-new": lambda _: ([], {}),
    "desk:customer-detail": lambda s: ([s.code], {}),
    "desk:place-new": lambda s: ([s.code], {}),
    "desk:partner-new": lambda s: ([s.code], {}),
    "desk:contact-list": lambda s: ([s.code], {}),
    "desk:contact-new": lambda s: ([s.code], {}),
    "desk:contact-detail": lambda s: ([s.code, s.one.engineer.contact.id], {}),
    "desk:call-list": lambda s: ([s.code], {}),
    "desk:partner-extend": lambda s: ([s.code, partner_for(s.one, 40).id], {}),
    "desk:sign-in": lambda s: ([s.code], {}),
    "desk:provider-set": lambda s: ([s.code], {}),
    "desk:helpdesk-new": lambda s: ([s.code], {}),
    "desk:pin-grant": lambda s: ([s.code, s.one.helpdesk.id], {}),
    "desk:assignment-new": lambda s: ([s.code], {}),
    "desk:order-list": lambda s: ([], {"customer": s.code}),
    "desk:order-new": lambda s: ([], {"customer": s.code}),
    "desk:article": lambda s: ([], {"customer": s.code, "line-0-article": "U80M6E"}),
    "desk:order-detail": lambda s: ([s.code, s.contract().order.number], {}),
    "desk:agreement-list": lambda s: ([], {"customer": s.code}),
    "desk:agreement-new": lambda s: ([], {"customer": s.code}),
    "desk:agreement-detail": lambda s: ([s.code, s.agreement(), 1], {}),
    "desk:agreement-pdf": lambda s: ([s.code, s.agreement(), 1], {}),
    "desk:agreement-change": lambda s: ([s.code, s.agreement(), 1], {}),
    "desk:agreement-next": lambda s: ([s.code, s.agreement(signed=True), 1], {}),
    "desk:cost-list": lambda _: ([], {}),
    "desk:cost-new": lambda s: (cost(s)[:1], {}),
    "desk:cost-detail": lambda s: (cost(s), {}),
    "desk:invoice-list": lambda _: ([], {}),
    "desk:quote-list": lambda s: ([], {"customer": s.code}),
    "desk:quote-new": lambda s: ([], {"customer": s.code}),
    "desk:quote-detail": lambda s: ([s.code, s.quote()], {}),
    "desk:quote-pdf": lambda s: ([s.code, s.quote()], {}),
    "desk:contract-cancel": lambda s: ([s.code, s.contract().number], {}),
    "desk:renewal-list": lambda _: ([], {}),
    "desk:renewal-plan": lambda s: ([s.code, s.contract().number], {}),
    "desk:contract-detail": lambda s: ([s.code, s.contract().number], {}),
    "desk:contract-onboarding": lambda s: ([s.code, s.contract().number], {}),
    "desk:device-search": lambda s: ([], {"customer": s.code}),
    "desk:device-detail": lambda s: ([s.code, s.device().id], {}),
    "desk:serial-list": lambda s: ([s.code], {}),
    "desk:model-list": lambda _: ([], {}),
    "desk:model-settle": lambda _: ([], {"maker": "HP", "model": "FROBNICATOR 9"}),
    "desk:decision-list": lambda s: ([], {"customer": s.code}),
    "desk:decision-detail": lambda s: ([s.code, s.case.decision_id], {}),
    "desk:override-list": lambda s: ([s.code], {}),
    "desk:override-new": lambda s: ([s.code], {}),
    "desk:audit-trail": lambda s: ([], {"customer": s.code}),
    "desk:audit-own": lambda _: ([], {}),
    "desk:privacy": lambda _: ([], {}),
    "desk:data-map": lambda _: ([], {}),
    "desk:hold-new": lambda s: ([s.code], {}),
    "desk:person-privacy": lambda s: ([s.code, s.one.end_user.id], {}),
    "desk:person-export": lambda s: ([s.code, s.one.end_user.id], {}),
    "desk:erasure-detail": lambda s: ([s.code, erasure(s)], {}),
    "desk:promise-book": lambda s: ([s.code], {}),
    "desk:promise-book-tile": lambda s: ([s.code], {}),
    "desk:redress-list": lambda _: ([], {}),
    "desk:redress-detail": lambda s: ([s.code, wrong_answer(s)], {}),
    "desk:change-list": lambda _: ([], {}),
    "desk:comparison-detail": lambda s: ([comparison(s)], {}),
    "desk:comparison-progress": lambda s: ([comparison(s)], {}),
    "desk:reading-list": lambda _: ([], {}),
    "desk:notice-list": lambda _: ([], {}),
    "desk:notice-detail": lambda s: ([s.code, notice(s)], {}),
    "desk:cutover": lambda _: ([], {}),
    "desk:cutover-detail": lambda s: ([waiting_file(s)], {}),
}
ABOUT_EVERYBODY = {"desk:comparison-detail", "desk:comparison-progress"}
"""Pages with an id that is no customer's: they show what the visitor may open."""
POSTS = {
    "desk:hold-lift",
    "desk:erasure-new",
    "desk:erasure-confirm",
    "desk:erasure-withdraw",
    "desk:redress-approve",
    "desk:redress-decline",
    "desk:redress-recheck",
    "desk:file-add",
    "desk:file-remove",
    "desk:change-compare",
    "desk:notice-draft",
    "desk:notice-reword",
    "desk:notice-approve",
    "desk:notice-drop",
    "desk:reading-preview",
    "desk:reading-switch",
    "desk:reading-undo",
    "desk:cutover-confirm",
    "desk:cutover-drop",
    "desk:case-write",
    "desk:case-owner",
    "desk:case-findings",
    "desk:contact-end",
    "desk:second-factor-rule",
    "desk:domain-new",
    "desk:domain-verify",
    "desk:domain-end",
    "desk:provider-end",
    "desk:contact-invite",
    "desk:partner-end",
    "desk:pin-end",
    "desk:assignment-end",
    "desk:contract-activate",
    "desk:agreement-sign",
    "desk:agreement-discard",
    "desk:agreement-end",
    "desk:cost-send",
    "desk:cost-withdraw",
    "desk:cost-charge",
    "desk:cost-settle",
    "desk:invoice-export",
    "desk:invoice-file",
    "desk:quote-send",
    "desk:quote-accept",
    "desk:quote-decline",
    "desk:contract-true-up",
    "desk:contract-cancel-undo",
    "desk:renewal-lose",
    "desk:step-finish",
    "desk:decision-choose",
    "desk:override-revoke",
}
ELSEWHERE = {"desk:caller-admit", "desk:case-file"}
"""Opens only with a check in the session, and leads to a file; see `test_a_caller_is_let_in.py`, `test_files_of_a_case.py`."""
CHOOSE_FIRST = ["desk:case-open", "desk:order-list", "desk:order-new", "desk:device-search", "desk:decision-list"]


def test_all_pages_are_named_here() -> None:
    urls = next(one for one in get_resolver().url_patterns if str(one.pattern) == "desk/")
    names = {f"desk:{one.name}" for one in urls.url_patterns}
    assert names == PAGES.keys() | POSTS | ELSEWHERE
    assert names <= PERMISSIONS.keys()


def test_every_page_opens(scenery: Scenery, operator: Door) -> None:
    assert statuses(operator, scenery) == dict.fromkeys(PAGES, 200)


def test_every_page_opens_in_dutch(scenery: Scenery, operator: Door) -> None:
    operator.client.cookies["django_language"] = "nl"
    assert statuses(operator, scenery) == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("role", ["planner", "dispatcher", "sales", "agent", "vendor_auditor"])
def test_the_map_decides(role: str, scenery: Scenery, cast: StandingCast) -> None:
    allowed = {name: 200 if role in PERMISSIONS[name] else 403 for name in PAGES}
    assert statuses(Door(make_staff("Somebody Else", role)), scenery) == allowed


def test_a_customers_people_do_not_come_in(scenery: Scenery, operator: Door) -> None:
    operator.client.force_login(scenery.one.engineer.user)
    assert statuses(operator, scenery) == dict.fromkeys(PAGES, 403)


def test_a_foreign_customer_is_not_there(scenery: Scenery, cast: StandingCast) -> None:
    """A named role opens only what is assigned to it; the answer is that for a customer who does not exist."""
    about_one = {name for name, parts in PAGES.items() if any(parts(scenery)) and "remote_expert" in PERMISSIONS[name]}
    about_one -= ABOUT_EVERYBODY
    found = statuses(Door(cast.remote_expert), scenery)
    assert {name: found[name] for name in about_one} == dict.fromkeys(about_one, 404)


def test_a_page_about_one_customer_asks_which(scenery: Scenery, operator: Door) -> None:
    for name in CHOOSE_FIRST:
        page = operator.get(name)
        assert page.has("choose-customer"), name
        assert "Rheinwerk" in page.text
    assert "No customer by this name" in operator.get("desk:order-list", find="Nobody & Sons").text


def test_nobody_is_asked_to_sign_in(scenery: Scenery, operator: Door) -> None:
    operator.client.logout()
    assert "/account/login/" in operator.get("desk:queue").to


def statuses(door: Door, scenery: Scenery) -> dict[str, int]:
    """Open every page and return what each answered."""
    found = {}
    for name, parts in PAGES.items():
        args, query = parts(scenery)
        found[name] = door.get(name, *args, **query).status
    return found
