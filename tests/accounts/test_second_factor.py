"""Passwords alone do not open the vendor's desk, nor a customer that asks for more."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from tests.accounts.second_factor import SECRET, code_now, give_app, log_in
from tests.cast import AT, PASSWORD, StandingCast, give_password, serving
from voorrang.accounts import actions
from voorrang.accounts.models import CustomerRole
from voorrang.audit.actor import SYSTEM


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def real(settings: Any) -> None:
    settings.VOORRANG_DEMO = False


def test_the_vendors_people_are_led_to_set_one_up(real: None, cast: StandingCast) -> None:
    client = Client()
    client.force_login(cast.agent.user)
    for address in ("/", "/desk/", "/desk/customers/", "/programme/", "/account/devices/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/account/second-factor/"), address
    page = client.get("/account/second-factor/").content.decode()
    assert 'data-test="second-factor-needed"' in page


def test_with_one_the_desk_opens(real: None, cast: StandingCast) -> None:
    give_app(cast.agent.user)
    client = Client()
    client.force_login(cast.agent.user)
    assert client.get("/desk/").status_code == 200


def test_recovery_codes_alone_are_none(real: None, cast: StandingCast) -> None:
    give_app(cast.agent.user)
    Authenticator.objects.filter(user=cast.agent.user, type="totp").delete()
    client = Client()
    client.force_login(cast.agent.user)
    assert client.get("/desk/").headers["Location"] == "/account/second-factor/"


def test_in_the_demo_nobody_needs_one(cast: StandingCast) -> None:
    client = Client()
    client.force_login(cast.agent.user)
    assert client.get("/desk/").status_code == 200


def test_a_customers_people_need_none_unless_their_lead_says_so(real: None, cast: StandingCast) -> None:
    client = Client()
    client.force_login(cast.access.engineer.user)
    assert client.get("/portal/").status_code == 200
    with serving(cast.access):
        actions.require_second_factor(by=cast.access.lead.actor, at=AT)
    assert client.get("/portal/").headers["Location"] == "/account/second-factor/"
    give_app(cast.access.engineer.user)
    assert client.get("/portal/").status_code == 200


def test_the_rule_of_one_customer_is_not_anothers(real: None, cast: StandingCast) -> None:
    with serving(cast.other):
        actions.require_second_factor(by=cast.other.lead.actor, at=AT)
    client = Client()
    client.force_login(cast.access.engineer.user)
    assert client.get("/portal/").status_code == 200


def test_the_rule_ends(real: None, cast: StandingCast) -> None:
    with serving(cast.access):
        actions.require_second_factor(by=cast.access.lead.actor, at=AT)
        actions.require_second_factor(by=cast.access.lead.actor, at=AT)
        actions.end_second_factor(by=cast.access.lead.actor, at=AT)
    client = Client()
    client.force_login(cast.access.engineer.user)
    assert client.get("/portal/").status_code == 200


def test_the_password_leads_to_the_second_step_and_the_code_in(real: None, cast: StandingCast) -> None:
    give_password(cast.agent)
    give_app(cast.agent.user)
    client = Client()
    assert log_in(client, cast.agent.user.email, PASSWORD) == "/account/second-factor/authenticate/"
    assert client.get("/desk/").headers["Location"].startswith("/account/login/"), "not in yet"
    wrong = client.post("/account/second-factor/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert client.get("/desk/").status_code == 302
    assert client.post("/account/second-factor/authenticate/", {"code": code_now()}).status_code == 302
    assert client.get("/desk/").status_code == 200


def test_a_recovery_code_opens_once(real: None, cast: StandingCast) -> None:
    give_password(cast.agent)
    [code, *_others] = give_app(cast.agent.user)
    first, second = Client(), Client()
    for client in (first, second):
        log_in(client, cast.agent.user.email, PASSWORD)
        client.post("/account/second-factor/authenticate/", {"code": code})
    assert first.get("/desk/").status_code == 200
    assert second.get("/desk/").status_code == 302


def test_a_code_that_was_used_opens_nothing_more(real: None, cast: StandingCast) -> None:
    give_password(cast.agent)
    give_app(cast.agent.user)
    code, first, second = code_now(), Client(), Client()
    for client in (first, second):
        log_in(client, cast.agent.user.email, PASSWORD)
        client.post("/account/second-factor/authenticate/", {"code": code})
    assert first.get("/desk/").status_code == 200
    assert second.get("/desk/").status_code == 302


def test_the_app_is_set_up_by_page(cast: StandingCast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda *_args: SECRET)
    give_password(cast.access.engineer)
    client = Client()
    log_in(client, cast.access.engineer.user.email, PASSWORD)
    assert client.get("/account/second-factor/totp/activate/").headers["Location"].startswith("/account/reauth")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert SECRET in client.get("/account/second-factor/totp/activate/").content.decode()
    assert client.post("/account/second-factor/totp/activate/", {"code": code_now()}).status_code == 302
    assert Authenticator.objects.filter(user=cast.access.engineer.user, type="totp").exists()


def test_no_secret_is_readable_in_the_database(cast: StandingCast) -> None:
    codes = give_app(cast.agent.user)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert all(code not in stored for code in codes)


def test_an_invitation_is_no_way_around_it(cast: StandingCast, settings: Any) -> None:
    settings.VOORRANG_NOW = AT
    person = cast.other.engineer
    give_password(person)
    give_app(person.user)
    with serving(cast.access):
        contact = actions.add_contact(
            name="Hanna", standing="helpdesk", email=person.user.email, by=cast.access.lead.actor, at=AT
        )
        token = actions.invite(contact=contact, role=CustomerRole.HELPDESK_ENGINEER, by=cast.access.lead.actor, at=AT)
    client = Client()
    answer = client.post(f"/invitation/{token}", {"password": PASSWORD})
    assert answer.headers["Location"] == "/account/login/"
    assert client.get("/portal/").headers["Location"].startswith("/account/login/")


def test_who_has_lost_all_sets_one_up_anew(real: None, cast: StandingCast) -> None:
    give_app(cast.agent.user)
    client = Client()
    client.force_login(cast.agent.user)
    assert client.get("/desk/").status_code == 200
    assert actions.forget_second_factors(user=cast.agent.user, reason="phoned, known by voice", by=SYSTEM, at=AT) == 2
    assert client.get("/desk/").headers["Location"].startswith("/account/login/"), "logged out"
    client.force_login(cast.agent.user)
    assert client.get("/desk/").headers["Location"] == "/account/second-factor/"
