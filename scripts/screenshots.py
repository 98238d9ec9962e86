"""`make screenshots`: every page of the demo world, at two widths, light and dark, in var/screenshots/index.html.

Signs in as people of the demo and follows links, one set of pictures for each kind of page (URL name) and side. Prints the
kinds of page that were not reached, and fails when the server failed. Needs Chromium.
"""

import html
import json
import os
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
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "var" / "screenshots"
WORLD = ROOT / "var" / "screenshots-world"
WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MOST_PAGES = 400
"""Pages looked at for each person, so that a calendar or a cursor cannot lead on for ever."""
LEAVE_ALONE = ("logout", "readyz", "healthz", "/static/", "/api/")


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
        names = page_names()
        shots, broken = visit(base, people, names)
    seen = {shot.name for shot in shots}
    missed = sorted(names.keys() - seen)
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


def page_names() -> dict[str, str]:
    """URL name to pattern, for every page that a browser can be sent to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voorrang.config.settings")
    import django

    django.setup()
    from django.urls import get_resolver

    found: dict[str, str] = {}

    def walk(resolver: Any, prefix: str, space: str) -> None:
        for entry in resolver.url_patterns:
            pattern = prefix + str(entry.pattern)
            if hasattr(entry, "url_patterns"):
                walk(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)
            elif entry.name and not any(word in f"/{pattern}" for word in LEAVE_ALONE):
                found[f"{space}{entry.name}"] = pattern

    walk(get_resolver(), "", "")
    return found


def visit(base: str, people: list[dict[str, Any]], names: dict[str, str]) -> tuple[list[Shot], list[str]]:
    """Walk through the site as nobody, then as one person of each role, and take each kind of page once a side."""
    from playwright.sync_api import sync_playwright

    shots: list[Shot] = []
    broken: list[str] = []
    fixed = ["/", *(f"/{pattern}" for pattern in names.values() if "<" not in pattern and "(" not in pattern)]
    roles = {str(person["role"]): person for person in reversed(people)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        taken: set[tuple[str, str]] = set()
        for role, person in [("nobody", None), *roles.items()]:
            side = "nobody" if person is None else "customer" if person.get("customer") else "vendor"
            context = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900})
            page = context.new_page()
            if person is not None:
                sign_in(page, person)
            for name, address in pages(page, names, fixed, broken):
                if (name, side) not in taken:
                    taken.add((name, side))
                    shot = Shot(name, role, address)
                    picture(page, shot, address, side)
                    shots.append(shot)
                    print(f"[screenshots] {name} as {role}", flush=True)
            context.close()
        browser.close()
    return shots, broken


def sign_in(page: Any, person: dict[str, Any]) -> None:
    """Sign in by the form."""
    page.goto("/account/login/")
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/account/login" not in address)


def pages(page: Any, names: dict[str, str], start: list[str], broken: list[str]) -> Iterator[tuple[str, str]]:
    """Follow links breadth first; yields the first address of each kind of page. Failures go to `broken`."""
    from django.urls import Resolver404, resolve

    queue, seen, kinds = list(start), set(start), set()
    while queue and len(seen) < MOST_PAGES:
        address = queue.pop(0)
        answer = page.goto(address, wait_until="load")
        if answer is not None and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            broken.append(address)
        if answer is None or not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        landed = urlsplit(page.url)
        try:
            name = resolve(landed.path).view_name
        except Resolver404:
            continue
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        if name in names and name not in kinds:
            kinds.add(name)
            yield name, f"{landed.path}?{landed.query}" if landed.query else landed.path
        for link in links:
            target = urlsplit(link)
            if (
                target.netloc
                or target.scheme
                or not target.path.startswith("/")
                or any(word in link for word in LEAVE_ALONE)
            ):
                continue
            try:
                kind = resolve(target.path).view_name
            except Resolver404:
                continue
            if target.path not in seen and kind not in kinds:
                seen.add(target.path)
                queue.append(target.path)


def picture(page: Any, shot: Shot, address: str, side: str) -> None:
    """Take one page in every width and scheme."""
    for width, (x, y) in WIDTHS.items():
        page.set_viewport_size({"width": x, "height": y})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.goto(address, wait_until="load")
            file = f"{side}-{shot.name.replace(':', '-')}-{width}-{scheme}.png"
            page.screenshot(path=OUT / file, full_page=True)
            shot.files[f"{width} {scheme}"] = file
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")


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
