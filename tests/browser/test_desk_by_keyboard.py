"""An agent's day without a mouse: queue, take, answer, ask back, resolve, a PIN on the phone; and every page is clean."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.accounts.pins import issue
from tests.browser.conftest import axe_findings, sign_in
from tests.cast import PASSWORD, StandingCast, give_password
from tests.desk.door import Scenery, open_one, scenery_of
from voorrang.lib.clock import now

pytestmark = pytest.mark.browser

RING = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "nothing is in focus";
  const shown = at.matches("input[type=radio]") ? at.closest("label") || at : at;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  if (!box.width || !box.height) return `no size: ${at.outerHTML.slice(0, 120)}`;
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return ring || style.boxShadow !== "none" ? "" : `no ring: ${at.outerHTML.slice(0, 120)}`;
}"""
"""Says what is wrong with how the focus shows; "" when one sees it."""


@pytest.fixture
def scenery(real_commits: None) -> tuple[Scenery, StandingCast]:
    """Rheinwerk with two cases, and an agent who can sign in."""
    cast = StandingCast()
    with transaction.atomic():
        scenery = scenery_of(cast)
        open_one(scenery.scene, title="Fan is loud")
        give_password(cast.agent)
        give_password(cast.operator)
    return scenery, cast


@pytest.fixture
def page(scenery: tuple[Scenery, StandingCast], new_page: Callable[..., Any]) -> Any:
    """The queue, as the agent sees it after signing in."""
    page = new_page()
    sign_in(page, "ada@vendor.example", PASSWORD)
    page.goto("/desk/")
    return page


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


FEWEST_STOPS, MOST_STOPS = 20, 45
"""A page of the desk has a sidebar, filters or buttons, and rows or a form: fewer stops than this and something is passed over."""


def seen(page: Any) -> None:
    """The focus is somewhere, and one sees where."""
    assert page.evaluate(RING) == ""


def test_the_whole_job_without_a_mouse(scenery: tuple[Scenery, StandingCast], page: Any) -> None:
    number = scenery[0].case.number

    # The rows: down, up, and the row that one is on shows.
    press(page, "j")
    seen(page)
    first = page.locator("tr.is-here a[data-open]").inner_text()
    press(page, "j")
    assert page.locator("tr.is-here a[data-open]").inner_text() != first
    press(page, "k")
    assert page.locator("tr.is-here a[data-open]").inner_text() == first

    # Search: "/" goes there, Enter asks.
    press(page, "/")
    seen(page)
    page.keyboard.type(number)
    with page.expect_navigation():
        press(page, "Enter")
    assert page.locator("[data-row]").count() == 1

    # "a" takes the case in the queue, Enter opens it.
    with page.expect_navigation():
        press(page, "a")
    assert "Ada Agent" in page.inner_text("[data-row]")
    assert f"q={number}" in page.url, "one stays where one was"
    press(page, "j")
    with page.expect_navigation():
        press(page, "Enter")
    assert number in page.title()
    assert axe_findings(page) == []

    # Answer: "r" goes to the text, Ctrl+Enter sends it.
    press(page, "r")
    seen(page)
    page.keyboard.type("We look into it.")
    with page.expect_navigation():
        press(page, "Control+Enter")
    page.wait_for_selector("text=We look into it.")

    # Ask back: the clocks stand still.
    press(page, "b")
    page.keyboard.type("Which charger?")
    with page.expect_navigation():
        press(page, "Control+Enter")
    page.wait_for_selector("text=asked back")
    assert axe_findings(page) == []

    # A note, chosen above the text by its key.
    press(page, "n")
    assert page.locator("input[name=act]:checked").get_attribute("value") == "note"
    page.keyboard.type("Same as last week.")
    with page.expect_navigation():
        press(page, "Control+Enter")
    page.wait_for_selector("[data-internal]")

    # Resolve.
    press(page, "s")
    page.keyboard.type("A new charger is on its way.")
    with page.expect_navigation():
        press(page, "Control+Enter")
    page.wait_for_selector("text=resolved the case")
    assert axe_findings(page) == []


def test_every_kind_of_text_is_reached_with_arrows(scenery: tuple[Scenery, StandingCast], page: Any) -> None:
    page.goto(scenery[0].case_url)
    page.locator("input[name=act]:checked").focus()
    seen(page)
    press(page, "ArrowRight")
    assert page.locator("input[name=act]:checked").get_attribute("value") == "ask_back"
    assert page.evaluate("document.activeElement.name") == "act", "who chooses with arrows stays there"
    assert "clocks stand still" in page.inner_text("[data-hint-line]")


def test_the_sheet_of_keys(scenery: tuple[Scenery, StandingCast], page: Any) -> None:
    page.goto(scenery[0].case_url)
    press(page, "?")
    sheet = page.locator("#vr-keys")
    assert sheet.is_visible()
    for words in ("next and previous row", "Answer", "Ask back", "Internal note", "Resolve", "Hand over", "Take"):
        assert words in sheet.inner_text(), words
    assert axe_findings(page) == []
    press(page, "Escape")
    assert not sheet.is_visible()


def test_a_pin_is_checked_and_a_case_opened_by_keyboard(scenery: tuple[Scenery, StandingCast], page: Any) -> None:
    one = scenery[0].one
    with transaction.atomic():
        pin = issue(one, at=now())
    page.goto("/desk/pin/")
    page.locator("[name=phone]").focus()
    page.keyboard.type("+492211234501")
    press(page, "Tab")
    seen(page)
    page.keyboard.type(pin)
    with page.expect_navigation():
        press(page, "Enter")
    assert "The PIN is that of Rheinwerk" in page.inner_text("main")
    assert axe_findings(page) == []
    with page.expect_navigation():
        press(page, "c")
    assert "PIN verified" in page.inner_text("main")
    page.locator("[name=title]").focus()
    page.keyboard.type("Will not start")
    press(page, "Tab")
    page.keyboard.type("CZC0000001")
    press(page, "Tab", "Tab")
    page.keyboard.type("Changed the adapter.")
    with page.expect_navigation():
        press(page, "Control+Enter")
    assert "Will not start" in page.inner_text("h1")


def test_every_stop_of_the_tab_key_shows(scenery: tuple[Scenery, StandingCast], page: Any) -> None:
    for address in ("/desk/", scenery[0].case_url):
        page.goto(address)
        stops = 0
        while stops < MOST_STOPS:
            press(page, "Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            seen(page)
            stops += 1
        assert stops >= FEWEST_STOPS, f"the tab key leads to {stops} places on {address} only"


def test_what_was_typed_survives_a_closed_tab_of_thought(scenery: tuple[Scenery, StandingCast], page: Any) -> None:
    page.goto(scenery[0].case_url)
    press(page, "r")
    page.keyboard.type("Half a sentence")
    page.goto("/desk/")
    page.goto(scenery[0].case_url)
    assert page.input_value("[name=text]") == "Half a sentence"


def test_queue_case_and_device_fit_a_phone_in_the_dark(
    scenery: tuple[Scenery, StandingCast], new_page: Callable[..., Any]
) -> None:
    here, _cast = scenery
    page = new_page(width=390, height=844, color_scheme="dark")
    sign_in(page, "olga@vendor.example", PASSWORD)
    assert looked_at(page, ["/desk/", here.case_url, f"/desk/customers/{here.code}/devices/{device(here)}/"]) == {}


def looked_at(page: Any, addresses: list[str]) -> dict[str, list[str]]:
    """Open pages and return what is wrong with them, by address."""
    found = {}
    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found[address] = [*axe_findings(page), *([f"{wide} px too wide"] if wide > 0 else [])]
    return {address: findings for address, findings in found.items() if findings}


def here_contract(here: Scenery) -> tuple[str, str]:
    with transaction.atomic():
        contract = here.contract()
    return contract.number, contract.order.number


def device(here: Scenery) -> str:
    with transaction.atomic():
        return str(here.device().id)
