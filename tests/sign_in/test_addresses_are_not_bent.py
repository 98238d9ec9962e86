"""Nobody is led to another site, and no mail carries an address that a request made up."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.second_factor import give_app
from tests.cast import PASSWORD, StandingCast, give_password

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "  //evil.example",
    "\t//evil.example",
    "http:///evil.example",
    "%2F%2Fevil.example",
    "/%09/evil.example",
    "//testserver@evil.example",
    "data:text/html,x",
]


def is_ours(location: str) -> bool:
    """Whether a browser stays: it drops tabs and line ends, and reads a backslash as a slash."""
    seen = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/")
    return urlsplit(urljoin("http://testserver/account/login/", seen)).netloc == "testserver"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_after_logging_in_people_stay_here(wanted: str, cast: StandingCast) -> None:
    give_password(cast.access.engineer)
    said = {"login": cast.access.engineer.user.email, "password": PASSWORD, "next": wanted}
    assert is_ours(Client().post("/account/login/", said).headers["Location"])
    client = Client()
    client.force_login(cast.access.engineer.user)
    assert is_ours(client.get("/account/login/", {"next": wanted}).headers["Location"])
    assert is_ours(client.post("/language/", {"language": "nl", "next": wanted}).headers["Location"])
    assert is_ours(client.post("/account/logout/", {"next": wanted}).headers["Location"])
    page = client.post("/account/company/", {"email": "x", "next": wanted}).content.decode()
    assert all(is_ours(kept) for kept in re.findall(r'name="next" value="([^"]*)"', page))


def test_a_page_of_ours_is_kept(cast: StandingCast) -> None:
    give_password(cast.access.engineer)
    said = {"login": cast.access.engineer.user.email, "password": PASSWORD, "next": "/portal/cases/?q=x"}
    assert Client().post("/account/login/", said).headers["Location"] == "/portal/cases/?q=x"


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "a b", ""])
def test_a_foreign_host_is_refused(host: str, cast: StandingCast) -> None:
    assert Client().get("/account/login/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "X-Original-Host", "Forwarded"])
def test_a_mail_leads_to_the_configured_address(header: str, cast: StandingCast, settings: Any) -> None:
    settings.VOORRANG_BASE_URL = "https://support.example.com"
    settings.ALLOWED_HOSTS = ["*"]
    give_password(cast.access.engineer)
    client = Client(headers={"Host": "evil.example", header: "evil.example"})
    client.post("/account/password/reset/", {"email": cast.access.engineer.user.email})
    [letter] = mail.outbox
    assert "evil.example" not in letter.body
    assert re.search(r"https://support\.example\.com/account/password/reset/key/\S+", letter.body)


def test_a_page_that_is_asked_for_is_offered_after_the_second_step(cast: StandingCast) -> None:
    give_password(cast.access.engineer)
    give_app(cast.access.engineer.user)
    said = {"login": cast.access.engineer.user.email, "password": PASSWORD, "next": "//evil.example"}
    assert is_ours(Client().post("/account/login/", said).headers["Location"])
