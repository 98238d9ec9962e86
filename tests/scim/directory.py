"""A directory that provisions, with its token."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.cast import AT, Cast, serving
from voorrang.accounts.actions import make_token
from voorrang.accounts.models import Contact, Membership
from voorrang.accounts.scopes import TokenScope

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any


@dataclass
class Directory:
    token: str
    one: Cast

    def call(self, method: str, path: str, body: Any = None) -> Answer:
        sent = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        client = Client(raise_request_exception=False)
        got = client.generic(method, f"/scim/v2/{path}", sent, content_type="application/scim+json", headers=headers)
        if got.content:
            assert got.headers["Content-Type"] == "application/scim+json", got.content[:200]
        return Answer(got.status_code, json.loads(got.content) if got.content else None, got.headers)

    def user(self, email: str, **facts: Any) -> dict[str, Any]:
        answer = self.call("POST", "Users", {"schemas": [USER], "userName": email} | facts)
        assert answer.status == 201, answer.body
        return answer.body

    def group(self, name: str, *members: dict[str, Any]) -> dict[str, Any]:
        body = {"schemas": [GROUP], "displayName": name, "members": [{"value": one["id"]} for one in members]}
        answer = self.call("POST", "Groups", body)
        assert answer.status == 201, answer.body
        return answer.body

    def patch(self, path: str, *operations: dict[str, Any]) -> Answer:
        return self.call("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})

    def role_of(self, email: str) -> str | None:
        """Return the role of the person who may sign in with this address now, or None."""
        with serving(self.one):
            found = Membership.objects.filter(user__email=email, ends_at=None).first()
            return found.role if found else None

    def contacts(self, email: str) -> list[Contact]:
        with serving(self.one):
            return list(Contact.objects.filter(email=email).order_by("created_at"))


def directory_of(one: Cast, *scopes: str) -> Directory:
    with serving(one):
        made = make_token(name="Directory", scopes=scopes or [TokenScope.PEOPLE_PROVISION], by=one.lead.actor, at=AT)
    return Directory(made.text, one)
