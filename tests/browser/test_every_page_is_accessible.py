"""axe finds nothing on any page that a link leads to, nor on its empty list, its refused form, its key sheet."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import axe_findings, sign_in
from tests.support.walk import Walk, page_names, starts, states
from voorrang.accounts.visitor import NOBODY
from voorrang.demo import world
from voorrang.demo.customers import CUSTOMERS
from voorrang.demo.people import PASSWORD
from voorrang.permissions.map import CUSTOMER, PERMISSIONS, VENDOR

pytestmark = pytest.mark.browser

PEOPLE = {
    "customer": ("", "jasper@geld.example", "silje@fjor.example"),
    "vendor": ("olga@vendor.example",),
}
"""Who walks on each side, by mail address; nobody is signed in without one."""
MOST = 0.5
"""Share of the kinds of page that must be reached: others only take forms, or wait behind a mail or a file that was sent."""
ROLES: dict[str, frozenset[str]] = {"customer": CUSTOMER | {NOBODY}, "vendor": VENDOR}


@pytest.fixture
def small_world(real_commits: None) -> None:
    """One customer in force with a year of cases, and one in activation."""
    assert world.ensure(customers=[one for one in CUSTOMERS if one.code in {"GELD", "FJOR"}])


@pytest.mark.parametrize("side", PEOPLE)
def test_every_page_in_every_state(side: str, small_world: None, new_page: Callable[..., Any]) -> None:
    names = {name: pattern for name, pattern in page_names().items() if PERMISSIONS[name] & ROLES[side]}
    visited: set[tuple[str, str]] = set()
    reached: set[str] = set()
    findings: list[str] = []
    for email in PEOPLE[side]:
        page = new_page()
        if email:
            sign_in(page, email, PASSWORD)
        walk = Walk(names)
        for name, address in walk.follow(page, starts(names)):
            if (name, "") in visited:
                continue
            visited.add((name, ""))
            findings += [f"{name} as {email or 'nobody'}: {told}" for told in axe_findings(page)]
            for state in states(page, name, address):
                visited.add((name, state))
                findings += [f"{name}, {state}, as {email or 'nobody'}: {told}" for told in axe_findings(page)]
            page.goto(address)
        reached |= walk.pages.keys() | walk.targets
        assert walk.broken == []
        page.context.close()

    print(f"\naxe looked at {len(visited)} pages and states; not reached: {sorted(names.keys() - reached)}")
    assert not findings, "\n".join(findings)
    assert len(names.keys() & reached) >= MOST * len(names)
