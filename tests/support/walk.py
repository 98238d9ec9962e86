"""Walking through the site by its links: which kinds of page there are, which were reached, and in which states.

Shared by the accessibility test and by `make screenshots`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from inspect import getclosurevars, isfunction
from typing import Any
from urllib.parse import urlsplit

LEAVE_ALONE = ("logout", "readyz", "healthz", "/static/", "/api/", ".pdf", "format=csv", "kit/busy", "/tile/")
FORMS = ("-new", "-open", "-import", "pin-check", "account_login", "override-new")
"""Kinds of page whose form is sent empty, to see what it says."""
LISTS = ("queue", "-list", "fleet", "device-search")
"""Kinds of page that show an empty list when nothing fits."""
MOST_OF_A_KIND = 8
"""Pages of one kind that are opened: one of them may lead on to a kind that the others do not."""
BIGGEST = "NORD"
"""The customer of the demo with most to show."""
MISSING = "/desk/nothing-here/"


@dataclass
class Walk:
    """What one person met. `pages` holds the first address of each kind; `targets` kinds that only take forms."""

    names: dict[str, str]
    pages: dict[str, str] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def follow(self, page: Any, start: list[str]) -> Iterator[tuple[str, str]]:
        """Follow links breadth first; yield kind and address of each kind of page while the browser shows it."""
        # What only takes forms answers without a page, and the browser makes an error of its own of that.
        empty = HTTPStatus.METHOD_NOT_ALLOWED
        queue, seen = [one for one in start if page.request.get(one).status != empty], set(start)
        visits: Counter[str] = Counter()
        while queue:
            address = queue.pop(0)
            kind = kind_of(urlsplit(address).path)
            visits[kind] += 1
            if visits[kind] > MOST_OF_A_KIND:
                continue
            answer = _opened(page, address)
            if answer is not None and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                self.broken.append(address)
            if answer is None or not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
                continue
            landed = urlsplit(page.url)
            name = kind_of(landed.path)
            links, actions = _leads(page)
            if name in self.names and name not in self.pages:
                self.pages[name] = f"{landed.path}?{landed.query}" if landed.query else landed.path
                yield name, self.pages[name]
            self.targets.update(kind for kind in map(kind_of, actions) if kind in self.names)
            for link in links:
                leads_to = kind_of(urlsplit(link).path)
                if leads_to in self.names and leads_to not in self.pages and urlsplit(link).path not in seen:
                    seen.add(urlsplit(link).path)
                    queue.append(link)


def _opened(page: Any, address: str) -> Any:
    """Go to an address; None for a file to save, which leaves the page as it was."""
    from playwright.sync_api import Error

    try:
        return page.goto(address, wait_until="load")
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        return None


def page_names() -> dict[str, str]:
    """Return URL name to pattern for every address that somebody may be sent to by a browser."""
    return {name: pattern for name, pattern, _view in _entries()}


def shown_names() -> dict[str, str]:
    """Return those of `page_names` that answer GET. The others only take forms."""
    return {name: pattern for name, pattern, view in _entries() if _answers_get(view)}


def _entries() -> Iterator[tuple[str, str, Any]]:
    from django.urls import get_resolver

    from voorrang.permissions.map import NO_ONE, PERMISSIONS

    def visit(resolver: Any, prefix: str, space: str) -> Iterator[tuple[str, str, Any]]:
        for entry in resolver.url_patterns:
            pattern = prefix + str(entry.pattern)
            name = f"{space}{entry.name}" if getattr(entry, "name", None) else ""
            if hasattr(entry, "url_patterns"):
                yield from visit(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)
            elif name and not any(word in f"/{pattern}" for word in LEAVE_ALONE) and PERMISSIONS.get(name) != NO_ONE:
                yield name, pattern, entry.callback

    yield from visit(get_resolver(), "", "")


def _answers_get(view: Any) -> bool:
    """Look through the decorators: `require_POST` and its like remember which methods they let pass."""
    while view is not None:
        methods = getclosurevars(view).nonlocals.get("request_method_list") if isfunction(view) else None
        if methods is not None and "GET" not in methods:
            return False
        view = getattr(view, "__wrapped__", None)
    return True


def kind_of(path: str) -> str:
    """Return the URL name of a path; "" for one that leads nowhere."""
    from django.urls import Resolver404, resolve

    try:
        return str(resolve(path).view_name)
    except Resolver404:
        return ""


def starts(names: dict[str, str]) -> list[str]:
    """Return the addresses that need no id."""
    return ["/", *(f"/{pattern}" for pattern in names.values() if "<" not in pattern and "(" not in pattern)]


def states(page: Any, name: str, address: str) -> Iterator[str]:
    """Bring a page into its other states, one after the other, and yield what each is called."""
    choices = page.locator("table[data-test=choose-customer] a[data-open]")
    if choices.count():
        biggest = page.locator(f"table[data-test=choose-customer] a[data-open][href*='customer={BIGGEST}']")
        (biggest if biggest.count() else choices).first.click()
        page.wait_for_load_state("load")
        landed = urlsplit(page.url)
        address = f"{landed.path}?{landed.query}"
        yield "chosen"
    if name.endswith(LISTS):
        page.goto(f"{address}{'&' if '?' in address else '?'}q=zzzz-nothing", wait_until="load")
        yield "empty"
    if name.endswith(FORMS):
        page.goto(address, wait_until="load")
        button = page.locator("main form[method=post]:not(.vr-people form) button.btn-primary").first
        if button.count():
            with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
                button.click()
            page.wait_for_load_state("load")
            if sent.value.status == HTTPStatus.UNPROCESSABLE_ENTITY:
                yield "error"
    if name == "desk:queue":
        page.goto(address, wait_until="load")
        page.keyboard.press("?")
        page.wait_for_timeout(150)
        yield "keys"
        page.goto(MISSING, wait_until="load")
        yield "missing"


def _leads(page: Any) -> tuple[list[str], list[str]]:
    """Return the site's own links on a page, and where its forms go."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
    actions = page.eval_on_selector_all("form", "all => all.map(one => one.getAttribute('action') || '')")
    own = [
        link
        for link in links
        if link.startswith("/") and not link.startswith("//") and not any(word in link for word in LEAVE_ALONE)
    ]
    return own, [urlsplit(action).path for action in actions if action.startswith("/")]
