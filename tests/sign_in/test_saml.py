"""A company's people log in at their company by SAML; an answer that is wrong in one thing opens nothing."""

import base64
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import StandingCast
from tests.sign_in.fake_saml import ENTITY, SIGN_IN, Answer, pair
from tests.sign_in.people import is_in, leave, signs_in_at, why
from voorrang.accounts.models import IdentityProvider

pytestmark = [
    # python3-saml reads the clock in a way that a later Python drops; its maintainers' business.
    pytest.mark.filterwarnings("ignore:datetime.datetime.utc:DeprecationWarning"),
]
XXE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture
def provider(town: StandingCast) -> IdentityProvider:
    return signs_in_at(town.access, protocol="saml", issuer=ENTITY, sign_in_url=SIGN_IN, certificate=pair(0)[1])


def ours(provider: IdentityProvider) -> str:
    return f"https://support.example.com/account/company/{provider.id}/saml/"


def post(client: Client, provider: IdentityProvider, answer: str) -> Any:
    """Let the provider's site post the answer: another site, so without our cookies. Follow to the last step."""
    arrived = Client().post(f"/account/company/{provider.id}/saml/", {"SAMLResponse": answer})
    return client.get(arrived.headers["Location"]) if arrived.status_code == 302 else arrived


def log_in(client: Client, provider: IdentityProvider, who: str, **wrong: Any) -> Any:
    asked = leave(client, who)
    said = {"to": ours(provider), "question": asked["RelayState"], "email": who} | wrong
    return post(client, provider, Answer(**said).text())


def test_out_and_back_and_in(town: StandingCast, provider: IdentityProvider) -> None:
    client, email = Client(), town.access.engineer.user.email
    asked = leave(client, email, wanted="/portal/cases/")
    assert asked["url"].startswith(f"{SIGN_IN}?SAMLRequest=")
    question = zlib.decompress(base64.b64decode(asked["SAMLRequest"]), -15).decode()
    assert f'ID="{asked["RelayState"]}"' in question
    assert ours(provider) in question
    answer = Answer(ours(provider), asked["RelayState"], email).text()
    assert post(client, provider, answer).headers["Location"] == "/portal/cases/"
    assert is_in(client)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"audience": "https://another.example"}, "audience"),
        ({"audience": None}, "audience"),
        ({"signed_by": None}, "unsigned"),
        ({"signed_by": 1}, "signature"),
        ({"issuer": "https://elsewhere.example"}, "issuer"),
        ({"ends_in": timedelta(hours=-1)}, "expired"),
        ({"question": "_made_up"}, "replayed"),
        ({"before": XXE}, "entities"),
        ({"before": BOMB}, "entities"),
        ({"email": "lea@vendor.example"}, "domain"),
        ({"email": "no address"}, "unverified"),
    ],
)
def test_an_answer_that_is_wrong_in_one_thing_is_refused(
    wrong: dict[str, Any], reason: str, town: StandingCast, provider: IdentityProvider
) -> None:
    client = Client()
    answer = log_in(client, provider, town.access.engineer.user.email, **wrong)
    assert why(answer) == reason
    assert not is_in(client)


def test_the_page_says_what_to_do(town: StandingCast, provider: IdentityProvider) -> None:
    page = log_in(Client(), provider, town.access.engineer.user.email, signed_by=None).content.decode()
    assert "must turn on signing" in page
    assert "Log in again" in page


def test_an_answer_opens_once(town: StandingCast, provider: IdentityProvider) -> None:
    client, email = Client(), town.access.engineer.user.email
    asked = leave(client, email)
    answer = Answer(ours(provider), asked["RelayState"], email).text()
    post(client, provider, answer)
    client.post("/account/logout/")
    assert why(post(client, provider, answer)) == "replayed"
    assert not is_in(client)


def test_an_assertion_is_not_wrapped_into_the_answer_to_another_question(
    town: StandingCast, provider: IdentityProvider
) -> None:
    client, email = Client(), town.access.engineer.user.email
    log_in(client, provider, email)
    assert why(log_in(client, provider, email)) == "replayed", "the same assertion id again"


def test_words_put_around_the_signed_ones_are_refused(town: StandingCast, provider: IdentityProvider) -> None:
    """Signature wrapping: a second, unsigned assertion beside the signed one."""
    client, email = Client(), town.access.engineer.user.email
    asked = leave(client, email)
    good = base64.b64decode(Answer(ours(provider), asked["RelayState"], email).text()).decode()
    forged = base64.b64decode(
        Answer(ours(provider), asked["RelayState"], town.access.lead.user.email, signed_by=None, id="_forged").text()
    ).decode()
    assertion = forged[forged.index("<saml:Assertion") : forged.index("</samlp:Response>")]
    both = good.replace("<saml:Assertion", f"{assertion}<saml:Assertion", 1)
    assert why(post(client, provider, base64.b64encode(both.encode()).decode())) == "broken"
    assert not is_in(client)


@pytest.mark.parametrize("odd", ["", "%%%", "bm90IHhtbA==", "PGE+", "é"])
def test_what_is_no_answer_is_refused(odd: str, provider: IdentityProvider) -> None:
    assert why(Client().post(f"/account/company/{provider.id}/saml/", {"SAMLResponse": odd})) in {"broken", "replayed"}


def test_the_administrator_gets_what_the_provider_needs(provider: IdentityProvider) -> None:
    answer = Client().get(f"/account/company/{provider.id}/metadata/")
    assert answer.status_code == 200
    assert ours(provider) in answer.content.decode()
