"""Guessing at a password stops in all processes at once; factors are changed by whoever has just shown who they are."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client

from tests.accounts.second_factor import code_now, give_app, log_in
from tests.cast import AT, PASSWORD, StandingCast, give_password
from voorrang.config.sign_in import MOST_TRIES, WINDOW


@pytest.fixture(autouse=True)
def fresh_limits(settings: Any) -> None:
    settings.VOORRANG_NOW = AT
    cache.clear()


def tries(email: str, password: str) -> str:
    """One try in a process that knows of no other."""
    cache.clear()
    return log_in(Client(), email, password)


def test_twenty_wrong_ones_and_no_more_in_any_process(cast: StandingCast, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(
        "django.contrib.auth.hashers.Argon2PasswordHasher.verify", lambda _s, given, _e: given == PASSWORD
    )
    email = cast.access.engineer.user.email
    give_password(cast.access.engineer)
    for _ in range(MOST_TRIES):
        assert tries(email.upper(), "wrong horse battery") == "status 200"
    assert tries(email, PASSWORD) == "status 200"  # the right one is not even looked at
    assert tries(cast.other.engineer.user.email, "x") == "status 200"
    settings.VOORRANG_NOW = AT + WINDOW + timedelta(seconds=1)
    assert tries(email, PASSWORD) == "/"


def test_who_knows_it_is_never_shut_out(cast: StandingCast, monkeypatch: Any) -> None:
    monkeypatch.setattr(
        "django.contrib.auth.hashers.Argon2PasswordHasher.verify", lambda _s, given, _e: given == PASSWORD
    )
    give_password(cast.access.engineer)
    for _ in range(MOST_TRIES + 2):
        assert tries(cast.access.engineer.user.email, PASSWORD) == "/"


def test_a_password_is_checked_exactly_as_typed(cast: StandingCast) -> None:
    give_password(cast.access.engineer, "  With Blanks Around  ")
    email = cast.access.engineer.user.email
    assert tries(email, "With Blanks Around") == "status 200"
    assert tries(email, "  with blanks around  ") == "status 200"
    assert tries(email, "  With Blanks Around  ") == "/"


def test_a_factor_is_taken_away_only_after_showing_who_one_is(cast: StandingCast) -> None:
    give_password(cast.access.engineer)
    give_app(cast.access.engineer.user)
    client = Client()
    client.force_login(cast.access.engineer.user)  # long ago, or by somebody at an unlocked screen
    for address in ("totp/deactivate/", "recovery-codes/", "webauthn/add/"):
        answer = client.get(f"/account/second-factor/{address}")
        assert "reauthenticate" in answer.headers.get("Location", ""), address


def test_a_changed_factor_logs_out_everywhere_else(cast: StandingCast) -> None:
    user = cast.access.engineer.user
    give_password(cast.access.engineer)
    give_app(user)
    other = Client()
    other.force_login(user)
    assert other.get("/portal/").status_code == 200
    here = Client()
    log_in(here, user.email, PASSWORD)
    here.post("/account/second-factor/authenticate/", {"code": code_now()})
    assert here.get("/portal/").status_code == 200
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    assert here.post("/account/second-factor/totp/deactivate/").headers["Location"] == "/account/second-factor/"
    assert other.get("/portal/").status_code == 302
    assert here.get("/portal/").status_code == 200


def test_a_stranger_says_not_where_it_comes_from(rf: Any, settings: Any) -> None:
    from allauth.account.adapter import get_adapter

    asked = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}, REMOTE_ADDR="192.0.2.1")
    assert configured.ALLAUTH_TRUSTED_PROXY_COUNT == 0
    assert get_adapter().get_client_ip(asked) == "192.0.2.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert get_adapter().get_client_ip(asked) == "198.51.100.7"
