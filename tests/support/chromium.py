"""One real browser for all tests of a process: Playwright's loop can run only once on a thread."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start Debian's Chromium once."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop on this thread; our queries in tests are plain all the same.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*arguments, "--disable-component-update", "--disable-sync"]
        )
        yield browser
        browser.close()
