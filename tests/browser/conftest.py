"""A served application, a real browser, and people who sign in."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

ROOT = Path(__file__).resolve().parents[2]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def served(real_commits: None) -> Iterator[str]:
    """Serve the application on a free port of this machine and return its address."""
    from voorrang.config.wsgi import application

    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, connections_override={})
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def new_page(chromium: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a page in a context of its own: another person at another machine."""
    contexts = []
    errors: list[str] = []

    def open_page(*, width: int = 1440, height: int = 900, **options: Any) -> Any:
        context = chromium.new_context(base_url=served, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    unexpected = [error for error in errors if "status of 4" not in error]
    assert unexpected == [], "the browser's console must stay clean"


def sign_in(page: Any, email: str, password: str) -> None:
    """Sign in by the form."""
    page.goto("/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("[data-test=sign-in]")
    page.wait_for_url(lambda address: "/account/login" not in address)


def axe_findings(page: Any) -> list[str]:
    """Return what axe finds on the page as it stands: "rule: element" lines, at WCAG 2.2 AA."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]
