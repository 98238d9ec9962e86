"""The lead shows a mail domain to be the company's and sets its provider; the operator can help."""

import pytest
from django.test import Client

from tests.cast import AT, Cast, StandingCast, serving
from tests.sign_in.fake_saml import ENTITY, SIGN_IN, pair
from voorrang.accounts import actions
from voorrang.accounts.actions import DomainTaken, DomainUnusable, ProofMissing
from voorrang.accounts.models import IdentityProvider, MailDomain
from voorrang.accounts.queries import provider_of
from voorrang.ui import sign_in_pages

HOME = "/portal/helpdesk/sign-in/"
OIDC = {"protocol": "oidc", "issuer": "https://id.nieuw.example", "client_id": "voorrang", "secret": "hush"}
SAML = {"protocol": "saml", "issuer": ENTITY, "sign_in_url": SIGN_IN}


@pytest.fixture
def lead(cast: StandingCast) -> Client:
    client = Client()
    client.force_login(cast.access.lead.user)
    return client


def the_domain(one: Cast) -> MailDomain:
    with serving(one):
        found: MailDomain = MailDomain.objects.get()
    return found


def test_from_a_domain_to_a_provider(cast: StandingCast, lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lead.post(f"{HOME}domains/", {"domain": "@Nieuw.Example"})
    domain = the_domain(cast.access)
    record = f"voorrang-domain={domain.challenge}"
    assert record in lead.get(HOME).content.decode()
    assert lead.post(f"{HOME}provider/", OIDC).status_code == 302
    assert provider_of("x@nieuw.example") is None, "a domain that nobody has shown to be theirs leads nowhere"

    published: list[str] = ["something else"]
    monkeypatch.setattr(sign_in_pages, "text_records", lambda name: published if name == "nieuw.example" else [])
    lead.post(f"{HOME}domains/{domain.id}/proof/")
    assert provider_of("x@nieuw.example") is None
    published.append(record)
    lead.post(f"{HOME}domains/{domain.id}/proof/")
    found = provider_of("X@NIEUW.example")
    assert found is not None
    assert found.customer_id == cast.access.customer.id
    page = lead.get(HOME).content.decode()
    assert OIDC["issuer"] in page
    assert OIDC["secret"] not in page

    lead.post(f"{HOME}provider/end/")
    assert provider_of("x@nieuw.example") is None


def test_a_domain_belongs_to_one_customer(cast: StandingCast) -> None:
    for one in (cast.access, cast.other):
        with serving(one):
            actions.claim_domain(domain="shared.example", by=one.lead.actor, at=AT)
    ours, theirs = the_domain(cast.access), the_domain(cast.other)
    with serving(cast.access):
        proof = [f"voorrang-domain={ours.challenge}"]
        actions.verify_domain(domain=ours, records=proof, by=cast.access.lead.actor, at=AT)
    with serving(cast.other):
        with pytest.raises(ProofMissing):
            actions.verify_domain(domain=theirs, records=proof, by=cast.other.lead.actor, at=AT)
        with pytest.raises(DomainTaken):
            actions.verify_domain(domain=theirs, records=None, by=cast.operator.actor, at=AT)
        assert MailDomain.objects.get().verified_at is None


def test_a_lead_cannot_give_its_own_word(cast: StandingCast) -> None:
    with serving(cast.access):
        domain = actions.claim_domain(domain="nieuw.example", by=cast.access.lead.actor, at=AT)
        with pytest.raises(ProofMissing):
            actions.verify_domain(domain=domain, records=None, by=cast.access.lead.actor, at=AT)


@pytest.mark.parametrize("odd", ["", "com", "a b.example", "-a.example", "a..example", "http://a.example", "x" * 300])
def test_what_is_no_domain_is_refused(odd: str, cast: StandingCast) -> None:
    with serving(cast.access), pytest.raises(DomainUnusable):
        actions.claim_domain(domain=odd, by=cast.access.lead.actor, at=AT)


def test_the_operator_gives_its_word_and_ends_what_locks_people_out(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.claim_domain(domain="nieuw.example", by=cast.access.lead.actor, at=AT)
    client, home = Client(), f"/desk/customers/{cast.access.customer.code}/sign-in/"
    client.force_login(cast.operator.user)
    client.post(f"{home}domains/{the_domain(cast.access).id}/proof/")
    assert client.post(f"{home}provider/", SAML | {"certificate": pair(0)[1]}).status_code == 302
    assert provider_of("x@nieuw.example") is not None
    assert client.get(home).status_code == 200
    client.post(f"{home}provider/end/")
    assert provider_of("x@nieuw.example") is None


@pytest.mark.parametrize(
    "wrong",
    [
        OIDC | {"issuer": "javascript:alert(1)"},
        OIDC | {"client_id": ""},
        OIDC | {"secret": ""},
        SAML | {"certificate": "no certificate"},
        SAML | {"certificate": ""},
        SAML | {"sign_in_url": "http://id.nieuw.example", "certificate": "x"},
        {"protocol": "carrier pigeon", "issuer": "x"},
    ],
)
def test_a_form_that_lacks_something_says_what(wrong: dict[str, str], cast: StandingCast, lead: Client) -> None:
    assert lead.post(f"{HOME}provider/", wrong).status_code == 422
    with serving(cast.access):
        assert not IdentityProvider.objects.exists()


def test_a_new_provider_takes_the_place_of_the_old(cast: StandingCast, lead: Client) -> None:
    lead.post(f"{HOME}provider/", OIDC)
    lead.post(f"{HOME}provider/", OIDC | {"client_id": "another"})
    with serving(cast.access):
        assert [one.client_id for one in IdentityProvider.objects.filter(ended_at=None)] == ["another"]


def test_an_engineer_sets_nothing(cast: StandingCast) -> None:
    client = Client()
    client.force_login(cast.access.engineer.user)
    assert client.get(HOME).status_code == 403
    assert client.post(f"{HOME}provider/", OIDC).status_code == 403


def test_the_rule_of_second_factors_is_switched(cast: StandingCast, lead: Client) -> None:
    lead.post(f"{HOME}second-factor/", {"required": "1"})
    assert lead.get("/portal/").headers["Location"] == "/account/second-factor/", "the lead too"
