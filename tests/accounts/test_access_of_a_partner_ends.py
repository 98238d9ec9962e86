"""With a partner's authority ends the access of its people and of the tokens in their names (E.2), at that moment."""

from datetime import timedelta

from django.test import Client

from tests.api.systems import System
from tests.cast import AT, BOUGHT, StandingCast, make_person, serving
from voorrang.accounts import actions
from voorrang.accounts.models import Contact, CustomerRole
from voorrang.audit.actor import SYSTEM

LAST = AT + timedelta(days=1)


def test_an_open_session_and_a_token_end_with_the_authority(cast: StandingCast, settings: object) -> None:
    with serving(cast.management):
        partner = actions.add_partner(name="Kabel", starts_at=BOUGHT, ends_at=LAST, by=SYSTEM, at=BOUGHT)
        engineer = make_person(
            "Karel Kabel",
            "karel@kabel.example",
            "+492211234598",
            CustomerRole.PARTNER_ENGINEER,
            standing=Contact.Standing.PARTNER,
            partner=partner,
        )
        token = actions.make_token(name="Kabel", contact=engineer.contact, by=cast.management.lead.actor, at=AT).text
    client, system = Client(), System(token)
    client.force_login(engineer.user)
    answers = {}
    for at in (LAST - timedelta(seconds=1), LAST):
        settings.VOORRANG_NOW = at  # type: ignore[attr-defined]
        answers[at] = (client.get("/portal/cases/").status_code, system.get("cases").status)
    assert list(answers.values()) == [(200, 200), (302, 401)]
