"""Every page and operation with its id inputs: read from the URLconf, from OpenAPI, and from what a page reads while it runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from voorrang.api.api import api
from voorrang.permissions.map import NO_ONE, PERMISSIONS

PATH, QUERY, FORM, BODY, HEADER, COLUMN = "path", "query", "form", "body", "header", "import column"
_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_VERBS = ("get", "post", "put", "delete", "patch")
DIRECTORY_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
LIBRARY = ("account_", "mfa_", "socialaccount_", "usersessions_", "set_language")
"""Pages of libraries: they name no thing of a customer, and their links are of one user."""


@dataclass(frozen=True)
class Input:
    """One way to name something in a request."""

    where: str
    name: str


@dataclass
class Route:
    """A page or an operation under one method."""

    key: str
    """As the permission map has it: a URL name, or "METHOD /route"."""
    method: str
    pattern: str
    inputs: list[Input] = field(default_factory=list)

    @property
    def name(self) -> str:
        """A page's URL name; an operation as OpenAPI has it."""
        return f"{self.method} {self.pattern}" if self.is_api else self.key

    @property
    def is_api(self) -> bool:
        return self.pattern.startswith("/api/")

    @property
    def door(self) -> str:
        return "api" if self.is_api else self.key.partition(":")[0] if ":" in self.key else ""

    @property
    def is_for_systems(self) -> bool:
        """Say whether tokens ask here, and nobody with a session."""
        return self.pattern.startswith(("/api/", "/scim/"))

    def has(self, where: str, name: str) -> bool:
        return Input(where, name) in self.inputs

    def __str__(self) -> str:
        return self.name if self.is_api else f"{self.method} {self.key}"


def pages() -> Iterator[Route]:
    """Yield every page of the URLconf under GET and POST, with the parts of its address."""
    for key, pattern in _walk(get_resolver(), "", "/"):
        if pattern.startswith(("/api/", "/kit/")) or key.startswith(LIBRARY) or PERMISSIONS.get(key) == NO_ONE:
            continue
        for method in DIRECTORY_METHODS if key.startswith("scim:") else ("GET", "POST"):
            yield Route(key, method, pattern, [Input(PATH, name) for name in _PART.findall(pattern)])


def operations() -> Iterator[Route]:
    """Yield every operation that OpenAPI tells of, with its parameters and the fields of its body, nested ones too."""
    schema: Any = api.get_openapi_schema(path_prefix="/api/v1")
    parts = schema["components"]["schemas"]
    for pattern, verbs in schema["paths"].items():
        for verb in verbs.keys() & set(_VERBS):
            told = verbs[verb]
            inputs = [
                Input(one["in"], one["name"]) for one in (_deref(one, schema) for one in told.get("parameters", []))
            ]
            inputs.append(Input(HEADER, "Voorrang-Customer"))
            body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            inputs += [Input(BODY, name) for name in _fields(body, parts, "")]
            yield Route(_key(verb, pattern), verb.upper(), pattern, list(dict.fromkeys(inputs)))


def _deref(one: Any, schema: Any) -> Any:
    while "$ref" in one:
        found = schema
        for part in one["$ref"].split("/")[1:]:
            found = found[part]
        one = found
    return one


def _key(verb: str, pattern: str) -> str:
    """Return the permission map's key of an operation."""
    route = re.sub(r"\{(\w+)\}", r"<uuidstr:\1>", pattern)
    exact = f"{verb.upper()} {route}"
    if exact in PERMISSIONS:
        return exact
    plain = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", key): key for key in PERMISSIONS}
    return plain.get(f"{verb.upper()} {pattern}", exact)


def _fields(schema: Any, parts: Any, before: str) -> Iterator[str]:
    for option in (schema, *schema.get("anyOf", []), *schema.get("allOf", [])):
        if "$ref" in option:
            yield from _fields(parts[option["$ref"].rsplit("/", 1)[1]], parts, before)
        for name, found in option.get("properties", {}).items():
            here = f"{before}{name}"
            inside = list(_fields(found, parts, f"{here}."))
            yield from inside or [here]
        if option.get("type") == "array":
            inside = f"{before.rstrip('.')}[]"
            if "$ref" in option.get("items", {}):
                yield from _fields(option["items"], parts, f"{inside}.")


def _walk(resolver: URLResolver, space: str, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern).lstrip("^").rstrip("$").rstrip("\\Z")
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, address)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", re.sub(r"\(\?P<(\w+)>.*?\)", r"<\1>", address)
