"""The story in a browser: an engineer opens a case, an agent finds it in the queue, asks back, resolves; both see why."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import axe_findings, sign_in
from voorrang.demo import world
from voorrang.demo.customers import CUSTOMERS
from voorrang.demo.people import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def demo_world(real_commits: None) -> None:
    """One customer of the demonstration with its people, laid by the real actions."""
    assert world.ensure(customers=CUSTOMERS[:1])


def test_from_a_symptom_to_a_resolved_case(demo_world: None, new_page: Callable[..., Any]) -> None:
    engineer, agent = new_page(), new_page()

    sign_in(engineer, "fleur@geld.example", PASSWORD)
    engineer.goto("/portal/fleet/")
    serial = engineer.locator("[data-test=devices] tbody th").first.inner_text().split()[0]
    engineer.goto("/portal/cases/open/")
    engineer.fill("[name=title]", "Laptop will not power on")
    engineer.fill("[name=serials]", serial)
    engineer.fill("[name=found]", "Reseated the memory, tried a second charger")
    engineer.click("[data-test=send-case]")
    engineer.wait_for_selector("[data-test=why]")
    assert "Laptop will not power on" in engineer.inner_text("h1")
    assert axe_findings(engineer) == []
    number = engineer.inner_text(".vr-crumbs [aria-current=page]").strip()

    sign_in(agent, "lena@vendor.example", PASSWORD)
    assert axe_findings(agent) == []
    agent.click(f"[data-test=case-{number}] a[data-open]")
    agent.click("[data-test=take]")
    agent.click("[data-test=act-ask_back]")
    agent.fill("[data-test=text]", "Which charger do you use?")
    agent.click("[data-test=send]")
    agent.wait_for_selector("text=asked back")
    assert axe_findings(agent) == []

    engineer.reload()
    engineer.fill("[name=text]", "The one that came with it")
    engineer.click("[data-test=send-reply]")
    engineer.wait_for_selector("text=The one that came with it")

    agent.reload()
    agent.click("[data-test=act-resolve]")
    agent.fill("[data-test=text]", "A new charger is on its way")
    agent.click("[data-test=send]")
    agent.wait_for_selector("text=resolved the case")
    engineer.reload()
    assert "A new charger is on its way" in engineer.inner_text("main")


def test_the_portal_is_clean_for_assistive_technology(demo_world: None, new_page: Callable[..., Any]) -> None:
    page = new_page(width=390, height=844)
    sign_in(page, "jasper@geld.example", PASSWORD)
    found = {}
    for address in (
        "/portal/",
        "/portal/contract/",
        "/portal/fleet/",
        "/portal/fleet/import/",
        "/portal/cases/",
        "/portal/cases/open/",
        "/programme/",
    ):
        page.goto(address)
        found[address] = axe_findings(page)
    assert {address: findings for address, findings in found.items() if findings} == {}
