"""Building a request that names something, sending it without leaving a trace, and reading the answer."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from django.db import transaction
from django.http import HttpResponse

from tests.walls.matrix.catalogue import BODIES, FILLED, Chosen, kind_of
from tests.walls.matrix.estate import Estate, Thing
from tests.walls.matrix.routes import BODY, COLUMN, FORM, HEADER, PATH, QUERY, Input, Route
from tests.walls.matrix.visitors import Visitor

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NUMBER = re.compile(r"[\w+.@ -]*\d[\w+.@ -]{3,}")
_CHANGING = re.compile(r'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*')
_COMPARED = ("Location", "Content-Type", "Content-Disposition", "Allow", "WWW-Authenticate", "Retry-After", "ETag")
SIGN_IN = "/account/login"


@dataclass(frozen=True)
class Ask:
    """A request. `sent` are the values that stand in it: an answer may repeat them."""

    method: str
    address: str
    data: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    sent: tuple[str, ...] = ()
    is_json: bool = False
    is_followed: bool = False
    """What was sent is told on the page that comes next: a file is tried there."""

    @property
    def signature(self) -> str:
        """What makes two requests the same."""
        data = (
            sorted((name, _told(one)) for name, one in self.data.items()) if isinstance(self.data, dict) else self.data
        )
        return f"{self.method} {self.address} {data!r} {self.headers}"


def _told(one: Any) -> Any:
    if hasattr(one, "read"):
        one.seek(0)
        content = one.read()
        one.seek(0)
        return content
    return one


@dataclass
class Answer:
    """What came back. `raw` is headers and body as they were; `alike` what is compared."""

    status: int
    raw: str = ""
    alike: tuple[Any, ...] = ()
    response: HttpResponse | None = field(default=None, repr=False)

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 400


def build(route: Route, estate: Estate, changes: dict[Input, Thing]) -> Ask:  # noqa: C901 -- one line for each place of a request
    """Return the request that names what is the estate's, but for the changes."""
    chosen: Chosen = {}
    for one in route.inputs:
        kind = kind_of(route.name, one.name)
        if one in changes:
            chosen[kind or one.name] = changes[one]
        elif one.where == PATH and kind is not None:
            chosen[kind] = estate.first(kind)
    for thing in changes.values():
        chosen.setdefault(thing.kind, thing)
    named = {kind_of(route.name, one.name): one for one in route.inputs}
    address = re.sub(
        r"<(?:\w+:)?(\w+)>|\{(\w+)\}",
        lambda found: quote(chosen[kind_of(route.name, found[1] or found[2]) or ""].value, safe=""),
        route.pattern,
    )
    query = {one.name: thing.value for one, thing in changes.items() if one.where == QUERY}
    if route.has(QUERY, "customer") and "customer" not in query and not route.has(PATH, "code"):
        query["customer"] = estate.code
    if query:
        address += f"?{urlencode(query)}"
    headers = {one.name: thing.value for one, thing in changes.items() if one.where == HEADER}
    of_form = {
        kind: one for kind, one in chosen.items() if named.get(kind, Input("", "")).where in {PATH, FORM, COLUMN, BODY}
    }
    data: Any = None
    if route.is_for_systems:
        body = route.name if route.is_api else str(route)
        data = BODIES[body](estate, of_form) if body in BODIES else None
    elif route.method == "POST":
        data = FILLED[route.key](estate, of_form) if route.key in FILLED else {}
        for one, thing in changes.items():
            if one.where == FORM and route.key not in FILLED:
                data[one.name] = thing.value
    return Ask(
        route.method,
        address,
        data,
        tuple(headers.items()),
        (*(thing.value for thing in chosen.values()), *query.values(), *_texts(data)),
        is_json=route.is_for_systems,
        is_followed=any(one.where == COLUMN for one in changes),
    )


def _texts(data: Any) -> Iterator[str]:
    """Yield the numbers and ids that stand in a body; an answer may say them again."""
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _texts(one)
    elif isinstance(data, str) and _NUMBER.fullmatch(data):
        yield data


def send(visitor: Visitor, ask: Ask) -> Answer:
    """Send a request and undo whatever it did."""
    headers = {**visitor.headers, **dict(ask.headers)}
    with transaction.atomic():
        if ask.is_json:
            content = b"" if ask.data is None else json.dumps(ask.data).encode()
            response = visitor.client.generic(
                ask.method, ask.address, content, content_type="application/json", headers=headers
            )
        elif ask.method == "POST":
            response = visitor.client.post(ask.address, {name: _rewound(one) for name, one in ask.data.items()})
        else:
            response = visitor.client.get(ask.address)
        if ask.is_followed and response.status_code == 302:
            response = visitor.client.get(response.headers["Location"])
        content = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    told = "\n".join(f"{name}: {response.headers.get(name, '')}" for name in _COMPARED)
    raw = f"{told}\n{content.decode(errors='replace')}"
    return Answer(response.status_code, raw, (response.status_code, _masked(raw, ask.sent)), response)


def _rewound(one: Any) -> Any:
    if hasattr(one, "seek"):
        one.seek(0)
    return one


def _masked(text: str, sent: tuple[str, ...]) -> str:
    return _CHANGING.sub("", UUID.sub("U", without(text, sent)))


def first_difference(one: Answer, other: Answer) -> str:
    """Return where two answers begin to differ, with a few signs around."""
    left, right = str(one.alike[1]), str(other.alike[1])
    place = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    around = slice(max(place - 40, 0), place + 60)
    return f"{left[around]!r} instead of {right[around]!r}"


def without(text: str, sent: tuple[str, ...]) -> str:
    """Return a text without what was sent, in the spellings in which an answer repeats it."""
    for value in sorted(sent, key=len, reverse=True):
        for form in {
            value,
            value.upper(),
            value.lower(),
            quote(value),
            quote(value, safe=""),
            quote(quote(value), safe=""),
            quote(quote(value, safe=""), safe=""),
            escape(value),
            value.replace(" ", ""),
        }:
            text = text.replace(form, "§")
    return text
