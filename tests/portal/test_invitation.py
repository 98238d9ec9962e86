"""An invitation's link: a mail scanner may open it, only the person's own button lets the person in."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import AT, PASSWORD, Cast, StandingCast, give_password, make_person, serving
from tests.desk.door import Page
from voorrang.accounts import actions
from voorrang.accounts.links import invitation_link
from voorrang.accounts.models import Contact, CustomerRole, Invitation, Membership
from voorrang.audit.actor import SYSTEM


@pytest.fixture
def one(cast: StandingCast) -> Cast:
    return cast.access


def invited(one: Cast, email: str = "noor@nieuw.example") -> str:
    """Invite Noor, and return the path of the link in the mail."""
    with serving(one):
        contact = actions.add_contact(
            name="Noor Nieuw", standing="helpdesk", email=email, scope=Contact.Scope.ALL, by=SYSTEM, at=AT
        )
        token = actions.invite(contact=contact, role=CustomerRole.HELPDESK_ENGINEER, by=one.lead.actor, at=AT)
    return "/" + invitation_link(token).split("/", 3)[3]


def members(one: Cast) -> int:
    with serving(one):
        return int(Membership.objects.count())


def test_opening_the_link_says_what_will_happen_and_changes_nothing(one: Cast) -> None:
    link, before = invited(one), members(one)
    for _twice in range(2):
        page = Page(Client().get(link))
        assert page.status == 200
        assert "Gemeente Nieuwstad invites you" in page.text
        assert "noor@nieuw.example" in page.text
    assert members(one) == before
    with serving(one):
        assert Invitation.objects.get().accepted_at is None


def test_with_a_password_one_is_in_and_at_home(one: Cast) -> None:
    client, link = Client(), invited(one)
    sent = client.post(link, {"password": PASSWORD}, follow=True)
    assert sent.redirect_chain[-1][0] == "/portal/"
    assert "Noor" in Page(sent).text
    assert Page(Client().get(link)).status == 404


def test_a_weak_password_is_told_and_uses_nothing_up(one: Cast) -> None:
    client, link = Client(), invited(one)
    page = Page(client.post(link, {"password": "geheim"}))
    assert page.status == 422
    assert "12" in page.text
    assert client.post(link, {"password": PASSWORD}).status_code == 302


def test_whoever_has_an_account_confirms_its_password(cast: StandingCast, one: Cast) -> None:
    with serving(cast.other):
        give_password(make_person("Petra", "petra@kabel.example", "+442071234577", CustomerRole.PARTNER_ENGINEER))
    client, link = Client(), invited(one, "petra@kabel.example")
    wrong = Page(client.post(link, {"password": "een-heel-ander-woord"}))
    assert (wrong.status, "not the password" in wrong.text) == (422, True)
    assert client.post(link, {"password": PASSWORD}, follow=True).redirect_chain[-1][0] == "/portal/"


def test_a_password_is_not_guessed_here(cast: StandingCast, one: Cast) -> None:
    with serving(cast.other):
        give_password(make_person("Petra", "petra@kabel.example", "+442071234577", CustomerRole.PARTNER_ENGINEER))
    client, link = Client(), invited(one, "petra@kabel.example")
    for _try in range(10):
        client.post(link, {"password": "een-heel-ander-woord"})
    page = Page(client.post(link, {"password": PASSWORD}))
    assert (page.status, "Too many tries" in page.text) == (422, True)


@pytest.mark.parametrize("token", ["vri_made-up", "x", "vri_%00"])
def test_a_link_that_leads_nowhere_says_whom_to_ask(db: Any, token: str) -> None:
    page = Page(Client().get(f"/invitation/{token}"))
    assert page.status == 404
    assert "lead of your helpdesk" in page.text
