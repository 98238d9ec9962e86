"""Systems that call the API, each with its token; every answer is held against the published schema."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.cast import AT, Cast, serving
from voorrang.accounts.actions import make_token, make_vendor_token
from voorrang.accounts.models import Contact
from voorrang.audit.actor import SYSTEM

BASE = "/api/v1"


@dataclass
class Answer:
    """What came back."""

    response: HttpResponse
    status: int = field(init=False)
    body: Any = field(init=False)

    def __post_init__(self) -> None:
        self.status = self.response.status_code
        self.body = json.loads(self.response.content) if self.response.content else None

    @property
    def etag(self) -> str:
        return self.response.headers["ETag"]

    def fields(self) -> dict[str, str]:
        """Return the problem's fields with their codes."""
        return {error["field"]: error["code"] for error in self.body["errors"]}


@dataclass
class System:
    """A program with a token."""

    token: str = ""
    customer: str = ""
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send a request. `body` is sent as JSON unless it is bytes; headers are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.customer:
            sent["Voorrang-Customer"] = self.customer
        content_type = sent.pop("Content-Type", "application/json")
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        address = path if path.startswith("/") else f"{BASE}/{path}"
        answer = Answer(self.client.generic(method, address, data, content_type=content_type, headers=sent))
        hold_to_schema(method, address, answer)
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        return self.call("POST", path, body, **headers)

    def items(self, path: str) -> list[Any]:
        """Return what a list holds, which must answer 200."""
        answer = self.get(path)
        assert answer.status == 200, answer.body
        items: list[Any] = answer.body["items"]
        return items


def system_of(one: Cast, *, contact: Contact | None = None, **changes: Any) -> System:
    """Make a system of a customer of the cast."""
    with serving(one):
        return System(make_token(name="Test", contact=contact, by=one.lead.actor, at=AT, **changes).text)


def vendor_system(customer: str = "", kind: str = "integration") -> System:
    """Make a system of the vendor that names a customer."""
    return System(make_vendor_token(name="Test", kind=kind, by=SYSTEM, at=AT).text, customer)


def hold_to_schema(method: str, address: str, answer: Answer) -> None:
    """Fail when an answer is not what its operation says, to the last field."""
    if answer.status >= 400:
        if method == "HEAD":
            return
        assert answer.response.headers["Content-Type"] == "application/problem+json", answer.response.content[:200]
        assert_problem(answer)
        return
    route = resolve(address.partition("?")[0]).route
    model = _models().get((method, route), {}).get(answer.status)
    assert model is not None or not answer.response.content, f"{method} {route} says nothing of {answer.status}"
    if model is not None:
        parsed = model.model_validate({"response": answer.body})
        assert parsed.model_dump(mode="json")["response"] == answer.body


def assert_problem(answer: Answer) -> None:
    """Fail for a problem that is none: members, status, cures."""
    body: Mapping[str, Any] = answer.body
    assert {"type", "title", "status", "detail", "errors", "reasons"} <= set(body)
    assert "instance" not in body
    assert body["status"] == answer.status
    assert body["title"]
    assert body["detail"]
    for error in body["errors"]:
        assert error["field"]
        assert error["code"]
        what, _semicolon, cure = error["message"].partition("; ")
        assert what.startswith(error["field"])
        assert cure, error


@cache
def _models() -> dict[tuple[str, str], dict[int, Any]]:
    from voorrang.api.api import api

    found: dict[tuple[str, str], dict[int, Any]] = {}
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                for method in operation.methods:
                    route = f"api/v1{operation.path}".replace("{", "<").replace("}", ">")
                    found[method, route] = operation.response_models
    return found
