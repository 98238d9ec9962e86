"""The style page in a browser: nothing for axe, no console errors, no sideways scrolling, and it works by keys alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ERRORS = ("400", "403", "403_csrf", "404", "409", "413", "429", "500")


@pytest.fixture
def page(browser: Any, kit: str) -> Iterator[Callable[..., Any]]:
    contexts, complaints = [], []

    def open_page(path: str, *, width: int = 1440, dark: bool = False, **options: Any) -> Any:
        context = browser.new_context(
            base_url=kit,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        opened = context.new_page()
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        answer = opened.goto(path)
        assert answer.ok or path.startswith("/error/500"), answer.status
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert [complaint for complaint in complaints if "status of" not in complaint] == []


def _axe(page: Any) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("locale", ["en", "nl"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_component_is_accessible(page: Any, width: int, dark: bool, locale: str) -> None:
    kit = page("/kit/?messages=1&overdue=1", width=width, dark=dark, locale=locale)
    assert kit.evaluate("document.documentElement.lang") == locale
    assert _axe(kit) == []
    assert kit.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_open_menus_are_accessible(page: Any, width: int) -> None:
    kit = page("/kit/", width=width)
    kit.click("[data-filter=tier] summary")
    assert _axe(kit) == []
    kit.click("[data-test=end-contract]")
    assert kit.locator("details.vr-menu[open]").count() == 1
    assert _axe(kit) == []
    kit.keyboard.press("Escape")
    assert kit.locator("details.vr-menu[open]").count() == 0
    if width == 390:
        kit.click("[data-test=menu]")
    kit.click("[data-test=user-menu]")
    assert _axe(kit) == []


@pytest.mark.parametrize("code", ERRORS)
def test_error_pages_say_what_to_do(page: Any, code: str) -> None:
    shown = page(f"/error/{code}", width=390)
    assert _axe(shown) == []
    assert shown.locator("main a.btn").count() >= 1


def test_rows_sheet_and_actions_answer_to_keys(page: Any) -> None:
    kit = page("/kit/")
    kit.keyboard.press("j")
    kit.keyboard.press("j")
    kit.keyboard.press("k")
    assert kit.evaluate("document.activeElement.textContent") == "NORD-1042-K"
    kit.keyboard.press("Enter")
    assert kit.url.endswith("#NORD-1042-K")
    kit.keyboard.press("/")
    assert kit.evaluate("document.activeElement.name") == "q"
    kit.keyboard.type("jjr?")
    assert kit.locator("[data-search]").input_value() == "jjr?"
    kit.evaluate("document.activeElement.blur()")
    kit.keyboard.press("?")
    assert "Answer" in kit.locator("dialog[open]").inner_text()
    assert _axe(kit) == []
    kit.uncheck("[data-keys-switch]")
    kit.keyboard.press("Escape")
    kit.evaluate("document.activeElement.blur()")
    kit.keyboard.press("?")
    assert kit.locator("dialog[open]").count() == 0


def test_a_form_is_sent_once_and_ctrl_enter_sends_it(page: Any) -> None:
    kit = page("/kit/")
    sent: list[str] = []

    def catch(route: Any) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        sent.append(route.request.post_data or "")
        route.fulfill(status=204)  # the page stays where it is

    kit.route("**/kit/", catch)
    kit.fill("#answer", "Bitte neu starten.")
    kit.keyboard.press("Control+Enter")
    kit.keyboard.press("Control+Enter")
    kit.wait_for_timeout(200)
    assert len(sent) == 1
    assert "idempotency_key" in sent[0]
    assert kit.locator("[data-send]").is_disabled()


def test_a_draft_outlives_a_reload(page: Any) -> None:
    kit = page("/kit/")
    kit.fill("#answer", "half a sentence")
    kit.reload()
    assert kit.locator("#answer").input_value() == "half a sentence"
    assert "draft" in kit.locator("[data-draft-note]").inner_text()


def test_logging_out_leaves_no_draft_behind(page: Any) -> None:
    kit = page("/kit/")
    kit.fill("#answer", "half a sentence")
    kit.evaluate("""() => {
        const form = Object.assign(document.createElement("form"), {action: "/account/logout/", method: "post"});
        form.addEventListener("submit", (event) => event.preventDefault());
        document.body.append(form);
        form.requestSubmit();
    }""")
    assert kit.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('draft:')).length") == 0


def test_the_theme_is_kept_and_there_before_the_first_paint(page: Any) -> None:
    kit = page("/kit/")
    kit.click("[data-test=user-menu]")
    kit.click("[data-theme-choice=dark]")
    kit.reload()
    assert kit.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    assert kit.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"


def test_it_works_without_scripts(page: Any) -> None:
    kit = page("/kit/", width=390, dark=True, java_script_enabled=False)
    assert kit.locator("[data-theme-choice]").first.is_hidden()
    assert kit.locator("[data-copy]").first.is_hidden()
    kit.click("[data-test=end-contract]")
    assert kit.locator("[data-test=end-contract-yes]").is_visible()
    kit.click("[data-test=menu]")
    assert kit.locator("[data-test=nav-queue]").is_visible()


def test_errors_bring_the_focus_to_the_summary(page: Any) -> None:
    focus = page("/kit/focus/")
    focus.click("button.btn-primary")
    assert "things to mend" in focus.evaluate("document.activeElement.textContent")
    assert _axe(focus) == []
