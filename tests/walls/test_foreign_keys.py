"""A key under which a request is sent belongs to its sender, and to the customer that it was sent for."""

from typing import Any

import pytest
from django.test import Client

from tests.api.systems import System, system_of, vendor_system
from tests.api.test_story import ASKED
from tests.cast import AT, StandingCast, serving
from tests.entitlements.claims import rheinwerk_in_force
from voorrang.accounts import actions
from voorrang.accounts.models import Contact
from voorrang.audit.actor import SYSTEM


@pytest.fixture(autouse=True)
def present(settings: Any) -> None:
    settings.VOORRANG_NOW = AT


def test_a_key_of_another_customers_token_replays_nothing(cast: StandingCast) -> None:
    ours, theirs = system_of(rheinwerk_in_force(cast).one), system_of(cast.other)
    first = ours.post("cases", ASKED, Idempotency_Key="k1")
    again = theirs.post("cases", ASKED, Idempotency_Key="k1")
    assert "Idempotent-Replayed" not in again.response.headers
    assert first.body["case"]["number"] not in again.response.content.decode()


def test_a_key_of_another_token_of_the_same_customer_replays_nothing(cast: StandingCast) -> None:
    one = rheinwerk_in_force(cast).one
    numbers = {
        system.post("cases", ASKED, Idempotency_Key="k1").body["case"]["number"]
        for system in (system_of(one), system_of(one))
    }
    assert len(numbers) == 2


def test_the_vendors_token_gets_no_answer_about_another_customer(cast: StandingCast) -> None:
    rheinwerk_in_force(cast)
    system: System = vendor_system("RHEIN")
    first = system.post("cases", ASKED, Idempotency_Key="k1")
    system.customer = cast.other.customer.code
    again = system.post("cases", ASKED, Idempotency_Key="k1")
    assert again.fields() == {"Idempotency-Key": "used"}
    assert first.body["decision"]["id"] not in again.response.content.decode()


def test_whoever_serves_two_customers_gets_no_answer_of_the_one_for_the_other(cast: StandingCast) -> None:
    rhein, quercus = cast.management, cast.other
    with serving(quercus):
        contact = actions.add_contact(
            name="Lea Lead", standing="helpdesk", email="lea2@quer.example", scope=Contact.Scope.ALL, by=SYSTEM, at=AT
        )
        actions.add_member(contact=contact, user=rhein.lead.user, role="helpdesk_lead", by=SYSTEM, at=AT)
    client = Client()
    client.force_login(rhein.lead.user)
    sent = {"name": "Helpdesk Iberia", "countries": "ES", "idempotency_key": "k1"}
    answers = []
    for one in (rhein, quercus):
        client.get("/portal/customer/", {"customer": one.customer.code})
        answers.append(client.post("/portal/helpdesk/new/", sent))
    assert [answer.status_code for answer in answers] == [302, 409]
    assert not any("Idempotent-Replayed" in answer.headers for answer in answers)
