"""Every form that changes something carries a key and a form token: sent again, it does nothing more; sent by a stranger, nothing at all."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import AT, StandingCast
from tests.desk.door import Door, scenery_of
from tests.desk.test_pages import PAGES

FORM = re.compile(r'(?s)<form\b[^>]*method="post"[^>]*>.*?</form>')
AGAIN_IS_HARMLESS = ("/account/", "/language/", "/desk/pin/")
"""Logging out or choosing a language twice is the same as once; each try at a PIN counts, as it should."""


@pytest.fixture(autouse=True)
def present(settings: Any) -> None:
    settings.VOORRANG_NOW = AT


def flaws(page: str) -> list[str]:
    """Name the forms of a page that lack a key or a token."""
    found = []
    for form in FORM.findall(page):
        action = (re.findall(r'action="([^"]*)"', form[:400]) or [""])[0]
        if "csrfmiddlewaretoken" not in form:
            found.append(f"no form token: {action}")
        if "idempotency_key" not in form and not action.startswith(AGAIN_IS_HARMLESS):
            found.append(f"no key: {action}")
    return found


def test_on_every_page(cast: StandingCast) -> None:
    scenery = scenery_of(cast)
    desk, portal = Door(cast.operator).client, Client()
    portal.force_login(scenery.one.lead.user)
    names = ["home", "contract", "case-list", "case-open", "fleet", "fleet-import", "helpdesk", "quote-list"]
    pages = {f"portal:{name}": portal.get(reverse(f"portal:{name}")) for name in names}
    pages["a case"] = portal.get(reverse("portal:case-detail", args=[scenery.case.id]))
    for name, ask in PAGES.items():
        arguments, query = ask(scenery)
        pages[name] = desk.get(reverse(name, args=arguments), query)
    html = {name: one.content.decode() for name, one in pages.items() if "html" in one.headers["Content-Type"]}
    forms = sum(len(FORM.findall(page)) for page in html.values())
    print(f"forms: {forms} on {len(html)} pages")
    assert forms > 60
    assert {name: told for name, page in html.items() if (told := flaws(page))} == {}


@pytest.mark.parametrize("planted", ['<form method="post" action="/desk/x/"></form>'])
def test_a_form_without_is_found(planted: str) -> None:
    assert flaws(planted) == ["no form token: /desk/x/", "no key: /desk/x/"]
