"""A customer of the cast that signs its people in by itself, and browsers that go there and back."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from tests.cast import AT, Cast, StandingCast, serving
from voorrang.accounts import actions
from voorrang.accounts.models import IdentityProvider
from voorrang.audit.actor import Actor

OPERATOR = Actor(kind="user", id=None, side="vendor", role="operator")


def signs_in_at(one: Cast, **provider: Any) -> IdentityProvider:
    """Verify the customer's mail domain, and set its provider."""
    with serving(one):
        domain = actions.claim_domain(domain=domain_of(one), by=one.lead.actor, at=AT)
        actions.verify_domain(domain=domain, by=OPERATOR, at=AT)
        return actions.set_provider(by=one.lead.actor, at=AT, **provider)


def domain_of(one: Cast) -> str:
    return one.engineer.user.email.partition("@")[2]


def leave(client: Client, email: str, *, wanted: str = "") -> dict[str, str]:
    """Give the mail address, and return what is asked at the provider."""
    page = client.post("/account/company/", {"email": email, "next": wanted}).content.decode()
    url = unescape(re.search(r'data-test="leave"', page) and re.search(r'href="([^"]+)" data-test="leave"', page)[1])
    return {"url": url} | {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def is_in(client: Client) -> bool:
    return client.get("/portal/").status_code == 200


def why(answer: Any) -> str:
    """Return the code of the reason that a refusal shows."""
    assert answer.status_code == 400, answer.content[:300]
    return re.search(r'data-test="why-(\w+)"', answer.content.decode())[1]


__all__ = ["StandingCast", "domain_of", "is_in", "leave", "signs_in_at", "why"]
