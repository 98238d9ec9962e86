"""`make screenshots`: every page of the demo world, at two widths, light and dark, in var/screenshots/index.html.

Signs in as people of the demo and follows links, one set of pictures for each kind of page (URL name) and side. Prints the
kinds of page that were not reached, and fails when the server failed. Needs Chromium.
"""

import html
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the walk is shared with a test

from tests.support.walk import Walk, page_names, starts, states  # noqa: E402

OUT = ROOT / "var" / "screenshots"
WORLD = ROOT / "var" / "screenshots-world"
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@dataclass
class Shot:
    """One picture."""

    name: str
    person: str
    address: str
    files: dict[str, str] = field(default_factory=dict)


def main() -> int:
    """Start a world of its own, visit it, write the gallery."""
    if CHROMIUM is None:
        print("Screenshots need Chromium. On Debian and Ubuntu: apt-get install chromium", file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with demo() as (base, people):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voorrang.config.settings")
        import django

        django.setup()
        names = page_names()
        shots, broken, targets = visit(base, people, names)
    seen = {shot.name for shot in shots}
    missed = sorted(names.keys() - seen - targets)
    (OUT / "index.html").write_text(gallery(shots, missed), encoding="utf-8")
    print(
        f"[screenshots] {sum(len(shot.files) for shot in shots)} pictures of {len(seen)} kinds of page: {OUT / 'index.html'}"
    )
    if missed:
        print(f"[screenshots] not reached: {', '.join(missed)}")
    for address in broken:
        print(f"[screenshots] the server failed at {address}; see {WORLD / 'run.log'}")
    return 1 if broken else 0


@contextmanager
def demo() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A demo world on a free port; yields its address and who can log in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ.update(
        VOORRANG_DEMO="1", VOORRANG_VAR=str(WORLD), VOORRANG_PORT=str(port), PORT=str(port), VOORRANG_RATE_LIMITS="off"
    )
    command = [sys.executable, "-m", "voorrang.cli"]
    WORLD.mkdir(parents=True, exist_ok=True)
    with (WORLD / "run.log").open("wb") as log:
        process = subprocess.Popen([*command, "run"], cwd=ROOT, stdout=log, stderr=log)
    base = f"http://localhost:{port}"
    try:
        until = time.monotonic() + 600
        while not ready(base):
            if process.poll() is not None or time.monotonic() > until:
                message = f"The demo did not start; see {WORLD / 'run.log'}"
                raise SystemExit(message)
            time.sleep(0.5)
        listed = subprocess.run(
            [*command, "demo", "credentials", "--json"], cwd=ROOT, check=True, capture_output=True, text=True
        )
        yield base, [person for person in json.loads(listed.stdout) if person.get("password")]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def ready(base: str) -> bool:
    """Whether the demo answers."""
    try:
        with urllib.request.urlopen(f"{base}/readyz", timeout=5) as answer:  # noqa: S310 -- our own http address
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def visit(base: str, people: list[dict[str, Any]], names: dict[str, str]) -> tuple[list[Shot], list[str], set[str]]:
    """Walk through the site as nobody, then as one person of each role, and take each kind of page once a side.

    Returns the shots, addresses at which the server failed, and the kinds that only take forms.
    """
    from playwright.sync_api import sync_playwright

    shots: list[Shot] = []
    broken: list[str] = []
    targets: set[str] = set()
    taken: set[tuple[str, str]] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for person in [None, *who_looks(people)]:
            side = "nobody" if person is None else "customer" if person.get("customer") else "vendor"
            role = "nobody" if person is None else str(person["role"])
            context = browser.new_context(
                base_url=base, viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
            )
            page = context.new_page()
            if person is not None:
                sign_in(page, person)
            walk = Walk(names)
            for name, address in walk.follow(page, [*starts(names), *one_time_links()]):
                if (name, side) in taken:
                    continue
                taken.add((name, side))
                shots.append(picture(page, Shot(name, role, address), side))
                shots += [
                    picture(page, Shot(f"{name}-{state}", role, page.url), side, settle=False)
                    for state in states(page, name, address)
                ]
                print(f"[screenshots] {name} as {role}", flush=True)
            targets |= walk.targets
            broken += walk.broken
            if role == "operator":
                shots += by_mail(browser, base, page, names, taken)
            context.close()
        browser.close()
    return shots, broken, targets


def who_looks(people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One person of each role, and of each customer its lead: they differ in what they have."""
    chosen = {
        (str(one["role"]), one["customer"] if one["role"] == "helpdesk_lead" else ""): one for one in reversed(people)
    }
    return list(reversed(chosen.values()))


def one_time_links() -> list[str]:
    """The paths of links that were mailed so far: invitations, PINs, new passwords. The console shows them in a demo."""
    log = (WORLD / "run.log").read_text(encoding="utf-8", errors="replace")
    return list(dict.fromkeys(re.findall(r"https?://[^/\s]+(/(?:invitation|pin|account/password/reset/key)/\S+)", log)))


def by_mail(browser: Any, base: str, page: Any, names: dict[str, str], taken: set[tuple[str, str]]) -> list[Shot]:
    """Let the operator send an invitation, a PIN and a new password, and look at what the links show."""
    page.goto("/desk/customers/")
    page.goto(str(page.locator("main a[data-open]").first.get_attribute("href")))
    for kind in ("/pin/", "/invitation/"):
        form = page.locator(f"form[action*='{kind}']").first
        if form.count():
            page.goto(str(form.get_attribute("action")))
            if page.locator("main form button.btn-primary").count():
                page.locator("main form button.btn-primary").first.click()
            page.go_back()
    context = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    guest = context.new_page()
    guest.goto("/account/password/reset/")
    guest.fill("main input[type=email]", "fleur@geld.example")
    guest.locator("main form button.btn-primary").first.click()
    until = time.monotonic() + 20
    while not one_time_links() and time.monotonic() < until:
        time.sleep(0.5)
    shots = []
    for name, address in Walk(names).follow(guest, one_time_links()):
        if (name, "nobody") not in taken:
            taken.add((name, "nobody"))
            shots.append(picture(guest, Shot(name, "a guest with a link", address), "nobody", settle=False))
    context.close()
    return shots


def sign_in(page: Any, person: dict[str, Any]) -> None:
    """Sign in by the form."""
    page.goto("/account/login/")
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/account/login" not in address)


def picture(page: Any, shot: Shot, side: str, *, settle: bool = True) -> Shot:
    """Take one page in every width and scheme. With `settle` it is loaded first, else taken as it stands."""
    if settle:
        page.goto(shot.address, wait_until="load")
    for width, (x, y) in WIDTHS.items():
        page.set_viewport_size({"width": x, "height": y})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            file = f"{side}-{shot.name.replace(':', '-')}-{width}-{scheme}.png"
            page.screenshot(path=OUT / file, full_page=True)
            shot.files[f"{width} {scheme}"] = file
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    return shot


def gallery(shots: list[Shot], missed: list[str]) -> str:
    """The page of pictures."""
    style = "body{font:15px system-ui;margin:2rem}figure{display:inline-block;margin:0 1rem 2rem 0;vertical-align:top}img{border:1px solid #999;height:26rem}"
    parts = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>Every page</title><style>{style}</style><h1>Every page</h1>"
    ]
    for shot in sorted(shots, key=lambda one: (one.name, one.person)):
        parts.append(
            f"<h2>{html.escape(shot.name)} <small>as {html.escape(shot.person)}, {html.escape(shot.address)}</small></h2>"
        )
        for label, file in shot.files.items():
            parts.append(
                f'<figure><a href="{file}"><img src="{file}" alt="{html.escape(shot.name)}" loading=lazy></a><figcaption>{label}</figcaption></figure>'
            )
    if missed:
        parts.append(f"<h2>Not reached</h2><p>{html.escape(', '.join(missed))}</p>")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
