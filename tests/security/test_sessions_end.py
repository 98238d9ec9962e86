"""A session ends by itself: after hours without a visit, and a week after logging in whatever happens."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import AT, PASSWORD, StandingCast, give_password
from voorrang.audit.models import SystemEntry
from voorrang.lib.tenancy import on_side


@pytest.fixture
def client(cast: StandingCast, settings: Any) -> Client:
    settings.VOORRANG_NOW = AT
    browser = Client()
    browser.force_login(cast.access.engineer.user)
    assert browser.get("/portal/").status_code == 200
    return browser


def test_nobody_came_for_half_a_day(client: Client) -> None:
    assert configured.SESSION_COOKIE_AGE == 12 * 3600
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get("/portal/").headers["Location"].startswith("/account/login/")


def test_a_week_has_passed_however_often_somebody_came(client: Client, settings: Any) -> None:
    for day in range(1, 7):
        settings.VOORRANG_NOW = AT + timedelta(days=day)
        assert client.get("/portal/").status_code == 200
    settings.VOORRANG_NOW = AT + timedelta(days=7)
    assert client.get("/portal/").headers["Location"].startswith("/account/login/")
    assert not Session.objects.exists()


def test_logging_in_makes_a_new_session_and_logging_out_ends_it(client: Client, cast: StandingCast) -> None:
    stolen = client.cookies["sessionid"].value
    client.post("/account/logout/")
    assert not Session.objects.filter(session_key=stolen).exists()
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/portal/").status_code == 302
    thief.force_login(cast.other.engineer.user)
    assert thief.cookies["sessionid"].value != stolen


def test_a_session_that_somebody_made_up_is_not_taken_on(cast: StandingCast) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    client.force_login(cast.access.engineer.user)
    assert client.cookies["sessionid"].value != "a" * 32


def test_the_trail_says_who_got_in_and_how(cast: StandingCast) -> None:
    give_password(cast.access.engineer)
    said = {"login": cast.access.engineer.user.email, "password": PASSWORD}
    assert Client().post("/account/login/", said).status_code == 302
    Client().post("/account/login/", said | {"password": "wrong horse battery"})
    with on_side("vendor"):
        row = SystemEntry.objects.get(type="login.done")
        assert (row.actor_id, row.data) == (cast.access.engineer.user.id, {"means": ["password"]})
        assert SystemEntry.objects.filter(type="login.failed").count() == 1
