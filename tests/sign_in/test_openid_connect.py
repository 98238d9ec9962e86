"""A company's people log in at their company by OpenID Connect; no word of it opens more than its own."""

import time
from typing import Any

import pytest
from django.test import Client

from tests.cast import AT, PASSWORD, StandingCast, give_password, serving
from tests.scim.directory import directory_of
from tests.sign_in.fake_oidc import CLIENT, SECRET, FakeProvider
from tests.sign_in.people import domain_of, is_in, leave, signs_in_at, why
from voorrang.accounts import actions
from voorrang.accounts.models import IdentityProvider, SignInAttempt
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import SystemEntry
from voorrang.lib.tenancy import on_side


@pytest.fixture
def provider(town: StandingCast, fake: FakeProvider) -> IdentityProvider:
    return signs_in_at(town.access, protocol="oidc", issuer=fake.issuer, client_id=CLIENT, secret=SECRET)


def come_back(client: Client, provider: IdentityProvider, state: str) -> Any:
    """Come back with a code; follow to the last step."""
    answer = client.get(f"/account/company/{provider.id}/oidc/", {"state": state, "code": "from the provider"})
    return client.get(answer.headers["Location"]) if answer.status_code == 302 else answer


def log_in(client: Client, fake: FakeProvider, provider: IdentityProvider, who: str, **claims: Any) -> Any:
    asked = leave(client, who)
    fake.claims = {"nonce": asked["nonce"], "email": who} | claims
    return come_back(client, provider, asked["state"])


def test_out_and_back_and_in(town: StandingCast, fake: FakeProvider, provider: IdentityProvider) -> None:
    client, email = Client(), town.access.engineer.user.email
    asked = leave(client, email, wanted="/portal/cases/")
    assert asked["url"].startswith(f"{fake.issuer}/authorize?")
    assert asked["redirect_uri"] == f"https://support.example.com/account/company/{provider.id}/oidc/"
    fake.claims = {"nonce": asked["nonce"], "email": email.upper()}
    assert come_back(client, provider, asked["state"]).headers["Location"] == "/portal/cases/"
    assert is_in(client)
    [sent] = fake.asked
    assert (sent["client_secret"], sent["code"]) == (SECRET, "from the provider")
    assert len(sent["code_verifier"]) > 42


def test_its_secret_is_stored_sealed(provider: IdentityProvider) -> None:
    assert provider.sealed_secret
    assert SECRET not in provider.sealed_secret


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email_verified": False}, "unverified"),
        ({"email": ""}, "unverified"),
        ({"aud": "another service"}, "audience"),
        ({"iss": "https://elsewhere.example"}, "issuer"),
        ({"nonce": "of another trip"}, "replayed"),
        ({"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200}, "expired"),
        ({"email": "lea@vendor.example"}, "domain"),
        ({"email": "nobody@{domain}"}, "member"),
    ],
)
def test_what_proves_nothing_is_refused(
    claims: dict[str, Any], reason: str, town: StandingCast, fake: FakeProvider, provider: IdentityProvider
) -> None:
    client, email = Client(), town.access.engineer.user.email
    claims = {k: v.format(domain=email.partition("@")[2]) if k == "email" else v for k, v in claims.items()}
    assert why(log_in(client, fake, provider, email, **claims)) == reason
    assert not is_in(client)
    with on_side("vendor"):
        assert SystemEntry.objects.filter(type="login.failed", data__why=reason).exists()


def test_a_token_signed_by_somebody_else_is_refused(
    town: StandingCast, fake: FakeProvider, provider: IdentityProvider
) -> None:
    fake.signed_by = 1
    assert why(log_in(Client(), fake, provider, town.access.engineer.user.email)) == "signature"
    fake.algorithm = "none"
    assert why(log_in(Client(), fake, provider, town.access.engineer.user.email)) == "signature"


def test_an_answer_is_used_once_and_by_the_browser_that_asked(
    town: StandingCast, fake: FakeProvider, provider: IdentityProvider
) -> None:
    client, thief, email = Client(), Client(), town.access.engineer.user.email
    asked = leave(client, email)
    fake.claims = {"nonce": asked["nonce"], "email": email}
    assert why(come_back(thief, provider, asked["state"])) == "replayed", "not the browser that began"
    assert why(come_back(client, provider, asked["state"])) == "replayed", "the answer was taken already"
    assert not is_in(thief)
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_is_refused(provider: IdentityProvider) -> None:
    assert why(come_back(Client(), provider, "made up")) == "replayed"
    assert Client().get("/account/company/00000000-0000-0000-0000-000000000001/oidc/").status_code == 404


def test_anothers_provider_opens_no_account_here(
    town: StandingCast, fake: FakeProvider, provider: IdentityProvider
) -> None:
    theirs = signs_in_at(town.other, protocol="oidc", issuer=fake.issuer, client_id=CLIENT, secret=SECRET)
    client, thief_address = Client(), town.other.engineer.user.email
    asked = leave(client, thief_address)
    fake.claims = {"nonce": asked["nonce"], "email": town.access.engineer.user.email}
    assert why(come_back(client, theirs, asked["state"])) == "domain"
    asked = leave(client, thief_address)
    assert why(come_back(client, provider, asked["state"])) == "replayed", "a trip to one is no trip to another"


def test_who_has_left_gets_in_no_more(town: StandingCast, fake: FakeProvider, provider: IdentityProvider) -> None:
    engineer = town.access.engineer
    with serving(town.access):
        actions.end_membership(membership=engineer.membership, by=SYSTEM, at=AT)
    assert why(log_in(Client(), fake, provider, engineer.user.email)) == "member"


def test_whom_the_directory_has_sent_gets_in(
    town: StandingCast, fake: FakeProvider, provider: IdentityProvider
) -> None:
    email, directory = f"nina@{domain_of(town.access)}", directory_of(town.access)
    assert why(log_in(Client(), fake, provider, email)) == "member"
    person = directory.user(email, roles=[{"value": "helpdesk_engineer"}])
    client = Client()
    log_in(client, fake, provider, email)
    assert is_in(client)
    directory.call("DELETE", f"Users/{person['id']}")
    assert not is_in(client), "out at once"


def test_the_password_here_opens_nothing_any_more(town: StandingCast, provider: IdentityProvider) -> None:
    give_password(town.access.engineer)
    client = Client()
    page = client.post("/account/login/", {"login": town.access.engineer.user.email, "password": PASSWORD})
    assert page.status_code == 200
    assert "Your company signs you in" in page.content.decode()
    assert not is_in(client)


def test_the_company_answers_for_second_factors(
    town: StandingCast, fake: FakeProvider, provider: IdentityProvider
) -> None:
    with serving(town.access):
        actions.require_second_factor(by=town.access.lead.actor, at=AT)
    client = Client()
    log_in(client, fake, provider, town.access.engineer.user.email)
    assert is_in(client)


def test_a_trip_lasts_a_quarter_of_an_hour(town: StandingCast, fake: FakeProvider, provider: IdentityProvider) -> None:
    client, email = Client(), town.access.engineer.user.email
    asked = leave(client, email)
    with serving(town.access):
        SignInAttempt.objects.update(started_at=AT)
    fake.claims = {"nonce": asked["nonce"], "email": email}
    assert why(come_back(client, provider, asked["state"])) == "replayed"


def test_the_address_of_a_provider_leads_out_only(town: StandingCast, settings: Any) -> None:
    settings.VOORRANG_DEMO = False
    for issuer in ("http://127.0.0.1:9", "https://127.0.0.1:9", "https://10.0.0.1", "https://[::1]", "ftp://x", "x"):
        signs_in_at(town.access, protocol="oidc", issuer=issuer, client_id=CLIENT)
        answer = Client().post("/account/company/", {"email": town.access.engineer.user.email})
        assert why(answer) == "address", issuer
