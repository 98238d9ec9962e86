"""An account comes by invitation only."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.cast import AT, PASSWORD, StandingCast, give_password, make_person, serving
from tests.support.mails import delivered
from voorrang.accounts import actions
from voorrang.accounts.actions import PasswordDiffers
from voorrang.accounts.models import Contact, CustomerRole, Invitation, Membership
from voorrang.accounts.queries import open_invitation, open_invitations
from voorrang.accounts.visitor import customers_of
from voorrang.audit.actor import SYSTEM

ENGINEER = CustomerRole.HELPDESK_ENGINEER


def newcomer(cast: StandingCast, email: str = "noor@nieuw.example", language: str = "nl") -> Contact:
    with serving(cast.access):
        return actions.add_contact(
            name="Noor Nieuw",
            standing=Contact.Standing.HELPDESK,
            email=email,
            scope=Contact.Scope.ALL,
            language=language,
            by=SYSTEM,
            at=AT,
        )


def invite(cast: StandingCast, contact: Contact) -> str:
    with serving(cast.access):
        return actions.invite(contact=contact, role=ENGINEER, by=cast.access.lead.actor, at=AT)


def test_the_invited_chooses_a_password_and_is_a_member(cast: StandingCast) -> None:
    token = invite(cast, newcomer(cast))
    user = actions.accept_invitation(token=token, password=PASSWORD, at=AT)
    assert user.check_password(PASSWORD)
    assert user.zone == "Europe/Amsterdam"
    assert customers_of(user) == (cast.access.customer,)
    with serving(cast.access):
        assert Membership.objects.get(user=user).role == ENGINEER


def test_the_page_can_say_who_is_invited_to_what(cast: StandingCast) -> None:
    found = open_invitation(invite(cast, newcomer(cast)), AT)
    assert (found.name, found.email, found.customer) == ("Noor Nieuw", "noor@nieuw.example", cast.access.customer)
    assert not found.has_account


def test_an_invitation_is_accepted_once(cast: StandingCast) -> None:
    token = invite(cast, newcomer(cast))
    actions.accept_invitation(token=token, password=PASSWORD, at=AT)
    with pytest.raises(Invitation.DoesNotExist):
        actions.accept_invitation(token=token, password=PASSWORD, at=AT)


def test_an_invitation_runs_out_after_a_week(cast: StandingCast) -> None:
    token = invite(cast, newcomer(cast))
    with pytest.raises(Invitation.DoesNotExist):
        open_invitation(token, AT + timedelta(days=7))


def test_a_second_invitation_ends_the_first(cast: StandingCast) -> None:
    contact = newcomer(cast)
    first, second = invite(cast, contact), invite(cast, contact)
    with pytest.raises(Invitation.DoesNotExist):
        open_invitation(first, AT)
    assert open_invitation(second, AT).invitation.contact_id == contact.id
    with serving(cast.access):
        assert open_invitations(AT).count() == 1


def test_a_weak_password_is_refused_and_the_invitation_stays(cast: StandingCast) -> None:
    token = invite(cast, newcomer(cast))
    with pytest.raises(ValidationError):
        actions.accept_invitation(token=token, password="geheim", at=AT)
    with pytest.raises(ValidationError):
        actions.accept_invitation(token=token, password="noor@nieuw.example", at=AT)


def test_whoever_has_an_account_joins_with_its_own_password(cast: StandingCast) -> None:
    with serving(cast.other):
        partner = make_person("Petra", "petra@kabel.example", "+442071234577", CustomerRole.PARTNER_ENGINEER)
    give_password(partner)
    token = invite(cast, newcomer(cast, "Petra@Kabel.example"))
    assert open_invitation(token, AT).has_account
    with pytest.raises(PasswordDiffers):
        actions.accept_invitation(token=token, password="een-heel-ander-woord", at=AT)
    token = invite(cast, newcomer(cast, "petra@kabel.example"))
    assert actions.accept_invitation(token=token, password=PASSWORD, at=AT) == partner.user
    assert set(customers_of(partner.user)) == {cast.access.customer, cast.other.customer}


def test_a_contact_that_has_left_cannot_accept(cast: StandingCast) -> None:
    contact = newcomer(cast)
    token = invite(cast, contact)
    with serving(cast.access):
        actions.end_contact(contact=contact, by=SYSTEM, at=AT)
    with pytest.raises(Invitation.DoesNotExist):
        open_invitation(token, AT)


def test_the_mail_names_customer_link_and_term(cast: StandingCast) -> None:
    token = invite(cast, newcomer(cast, language="en"))
    [sent] = delivered()
    assert sent.to == ["noor@nieuw.example"]
    assert "Gemeente Nieuwstad" in sent.subject
    assert f"/invitation/{token}" in sent.body
    assert "9 March 2026" in sent.body
    assert sent.extra_headers["Content-Language"] == "en"
