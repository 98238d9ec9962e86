"""axe finds nothing on any page that a link leads to, nor on its empty list, its refused form, its key sheet."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import axe_findings, sign_in
from tests.support.walk import Walk, page_names, starts, states
from voorrang.demo import world
from voorrang.demo.customers import CUSTOMERS
from voorrang.demo.people import PASSWORD

pytestmark = pytest.mark.browser

PEOPLE = (
    ("nobody", ""),
    ("customer", "jasper@geld.example"),
    ("customer", "silje@fjor.example"),
    ("vendor", "olga@vendor.example"),
)


@pytest.fixture
def small_world(real_commits: None) -> None:
    """One customer in force with a year of cases, and one in activation."""
    assert world.ensure(customers=[one for one in CUSTOMERS if one.code in {"GELD", "FJOR"}])


def test_every_page_in_every_state(small_world: None, new_page: Callable[..., Any]) -> None:
    names = page_names()
    visited: set[tuple[str, str, str]] = set()
    reached: set[str] = set()
    findings: list[str] = []
    for side, email in PEOPLE:
        page = new_page()
        if email:
            sign_in(page, email, PASSWORD)
        walk = Walk(names)
        for name, address in walk.follow(page, starts(names)):
            if (name, side, "") in visited:
                continue
            visited.add((name, side, ""))
            findings += [f"{name} as {email or side}: {told}" for told in axe_findings(page)]
            for state in states(page, name, address):
                visited.add((name, side, state))
                findings += [f"{name}, {state}, as {email or side}: {told}" for told in axe_findings(page)]
            page.goto(address)
        reached |= walk.pages.keys() | walk.targets
        assert walk.broken == []
        page.context.close()

    print(f"\naxe looked at {len(visited)} pages and states; not reached: {sorted(names.keys() - reached)}")
    assert not findings, "\n".join(findings)
    assert len(visited) >= len(names)
