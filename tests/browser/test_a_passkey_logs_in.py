"""A passkey, made and used in a real browser with a virtual authenticator, logs its owner in without a password."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.cast import PASSWORD, StandingCast, give_password

pytestmark = pytest.mark.browser


def plug_in_a_key(page: Any) -> None:
    """Give the browser an authenticator that verifies its user, as a phone or a laptop has one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def a_person_with_a_key(page: Any, home: str) -> str:
    """Let an engineer of the cast log in by password and add a key; return the mail address."""
    with transaction.atomic():
        engineer = StandingCast().access.engineer
        give_password(engineer)
    page.goto(f"{home}/account/login/")
    give_name_and_password(page, engineer.user.email)
    page.wait_for_url(f"{home}/portal/")
    plug_in_a_key(page)
    page.goto(f"{home}/account/second-factor/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.click("main .btn-primary")
    page.click("[data-test=create-key]")
    page.wait_for_url(f"{home}/account/second-factor/recovery-codes/")
    assert page.locator("[data-test=codes] li").count() == 10
    page.context.clear_cookies()
    email: str = engineer.user.email
    return email


def give_name_and_password(page: Any, email: str) -> None:
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("[data-test=sign-in]")


def test_a_passkey_logs_in_alone_and_is_asked_for_after_a_password(new_page: Callable[..., Any], served: str) -> None:
    home = served.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    page = new_page()
    page.context.set_default_timeout(40_000)
    email = a_person_with_a_key(page, home)

    page.goto(f"{home}/account/login/?next=/account/devices/")
    page.click("[data-test=passkey-login]")
    page.wait_for_url(f"{home}/account/devices/")
    assert page.locator("[data-test=devices] tbody tr").count() >= 1

    page.context.clear_cookies()
    page.goto(f"{home}/account/login/")
    give_name_and_password(page, email)
    page.wait_for_url(f"{home}/account/second-factor/authenticate/")
    page.click("[data-test=use-key]")
    page.wait_for_url(f"{home}/portal/")
