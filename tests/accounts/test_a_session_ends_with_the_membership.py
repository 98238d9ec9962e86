"""Whoever is removed gets no further answer from the open session. A token belongs to the customer, or to its contact."""

import pytest
from django.test import Client

from tests.api.systems import System
from tests.cast import AT, Cast, StandingCast, make_person, serving
from voorrang.accounts import actions
from voorrang.audit.actor import SYSTEM

ADDRESSES = ("/portal/", "/portal/cases/", "/portal/cases/?format=csv", "/portal/fleet/", "/portal/helpdesk/")


@pytest.fixture(autouse=True)
def present(settings: object) -> None:
    settings.VOORRANG_NOW = AT  # type: ignore[attr-defined]


@pytest.fixture
def one(cast: StandingCast) -> Cast:
    return cast.management


def test_pages_and_parts_of_pages_answer_nothing_more(one: Cast) -> None:
    client = Client()
    client.force_login(one.lead.user)
    assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)
    with serving(one):
        actions.end_membership(membership=one.lead.membership, by=SYSTEM, at=AT)
    for headers in ({}, {"HX-Request": "true"}):
        for address in ADDRESSES:
            answer = client.get(address, headers=headers)
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith("/account/login/")
    assert client.post("/portal/helpdesk/new/", {"name": "New", "countries": ""}).status_code == 302


def test_a_token_in_the_persons_name_ends_with_the_contact(one: Cast) -> None:
    with serving(one):
        token = actions.make_token(name="Script", contact=one.engineer.contact, by=one.engineer.actor, at=AT).text
    assert System(token).get("cases").status == 200
    with serving(one):
        actions.end_contact(contact=one.engineer.contact, by=SYSTEM, at=AT)
    assert System(token).get("cases").status == 401


def test_a_token_of_the_whole_customer_outlives_who_made_it(one: Cast) -> None:
    with serving(one):
        token = actions.make_token(name="Tickets", by=one.lead.actor, at=AT).text
        make_person("Lies Later", "lies@nieuw.example", "+31201234777", "helpdesk_lead")
        actions.end_contact(contact=one.lead.contact, by=SYSTEM, at=AT)
    assert System(token).get("cases").status == 200
