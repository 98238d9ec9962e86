"""The one-time link to a PIN: a mail scanner may open it, only the button makes the PIN, and nothing keeps it."""

import logging
import re
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import structlog
from django.test import Client

from tests.cast import AT, Cast, StandingCast, serving
from tests.desk.door import Door, Page
from voorrang.accounts import actions
from voorrang.accounts.links import pin_link
from voorrang.accounts.models import Pin, StoredAnswer
from voorrang.audit.actor import SYSTEM
from voorrang.config.logs import configure_logs


@pytest.fixture
def one(cast: StandingCast) -> Cast:
    return cast.access


def link_of(one: Cast) -> str:
    """Grant the lead a PIN, and return the path of the link in the mail."""
    with serving(one):
        token = actions.grant_pin(helpdesk=one.helpdesk, contact=one.lead.contact, by=SYSTEM, at=AT)
    return "/" + pin_link(token).split("/", 3)[3]


def pins(one: Cast) -> int:
    with serving(one):
        return int(Pin.objects.count())


def shown(page: Page) -> str:
    return page.part("pin")


def test_opening_the_link_makes_no_pin(one: Cast) -> None:
    link = link_of(one)
    for _twice in range(2):
        page = Page(Client().get(link))
        assert (page.status, page.has("show-pin")) == (200, True)
    assert pins(one) == 0


def test_the_button_shows_the_pin_once_in_groups(one: Cast) -> None:
    client, link = Client(), link_of(one)
    page = Page(client.post(link))
    assert re.fullmatch(r"\d{5} \d{4} \d{5}", shown(page))
    assert page.has("copy-pin")
    again = Page(client.post(link))
    assert again.status == 404
    assert "ask your helpdesk lead" in again.text
    assert pins(one) == 1


def test_the_answer_is_kept_nowhere(one: Cast, cast: StandingCast) -> None:
    """Neither by the browser nor under an idempotency key, though the reader is signed in."""
    door = Door(one.lead)
    page = door.post(link_of(one))
    assert "no-store" in page.response.headers["Cache-Control"]
    assert page.response.is_secret
    digits = shown(page).replace(" ", "")
    assert not StoredAnswer.objects.filter(body__contains=digits).exists()
    assert not StoredAnswer.objects.filter(body__contains=shown(page)).exists()


def test_no_digit_reaches_the_log(one: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stream, link = StringIO(), link_of(one)
    monkeypatch.setattr("sys.stderr", stream)
    before = logging.getLogger().handlers[:]
    configure_logs("debug", "json")
    try:
        page = Page(Client().post(link, {"idempotency_key": str(uuid4())}))
        logging.getLogger("library").warning("answered %s", page.html)
    finally:
        logging.getLogger().handlers[:] = before
        structlog.reset_defaults()
    secret = shown(page).split()
    assert stream.getvalue()
    assert " ".join(secret) not in stream.getvalue()
    assert "".join(secret) not in stream.getvalue()


def test_the_page_says_until_when_the_old_pin_works(one: Cast) -> None:
    Client().post(link_of(one))
    page = Page(Client().get(link_of(one)))
    assert "The old PIN works on until" in page.text


@pytest.mark.parametrize("token", ["vrp_made-up", "x"])
def test_a_link_that_leads_nowhere_says_whom_to_ask(db: Any, token: str) -> None:
    for page in (Page(Client().get(f"/pin/{token}")), Page(Client().post(f"/pin/{token}"))):
        assert page.status == 404
        assert "helpdesk lead can send a new link" in page.text
