"""What there is to call: every page of the URLconf, every operation of the API, and addresses to try them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from voorrang.api.api import api

NOT_THERE = UUID(int=1)
_PART = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Page:
    """A page by its name, with an address that stands for nothing."""

    name: str
    address: str
    asks_for: bool
    """The address names an object."""


def pages() -> list[Page]:
    """Return every page of the URLconf but the API's operations."""
    return [page for page in _walk(get_resolver(), "", "/") if not page.address.startswith("/api/")]


def api_views() -> list[Page]:
    """Return what lies below /api/ without being one of ninja's operations."""
    return [page for page in _walk(get_resolver(), "", "/") if page.address.startswith("/api/") and page.name]


def _walk(resolver: URLResolver, space: str, prefix: str) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern).lstrip("^").rstrip("$").rstrip("\\Z")
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, address)
        elif isinstance(entry, URLPattern):
            named = re.sub(r"\(\?P<(\w+)>.*?\)", r"<\1>", address)
            yield Page(f"{space}{entry.name}", _filled(named), bool(_PART.search(named)))


def operations() -> set[str]:
    """Return every operation that ninja serves, as "METHOD /api/v1/...{name}"."""
    found: set[str] = set()
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                found |= {f"{method} {plain('/api/v1' + operation.path)}" for method in operation.methods}
    return found


def plain(route: str) -> str:
    """Return a route with its parts as the schema writes them: `{case_id}`."""
    return re.sub(r"[<{](?:\w+:)?(\w+)[>}]", r"{\1}", route)


def example(operation: str) -> tuple[str, str]:
    """Return the method of an operation, and an address at which nothing is."""
    method, _space, route = operation.partition(" ")
    return method, re.sub(r"\{\w+\}", str(NOT_THERE), plain(route))


def _filled(address: str) -> str:
    def value(part: Any) -> str:
        kind = part["converter"] or ""
        return str(NOT_THERE) if "uuid" in kind else "1" if kind == "int" else "NOTHERE"

    return _PART.sub(value, address)
