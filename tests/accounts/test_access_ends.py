"""Whoever leaves gets in no more."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import AT, StandingCast, serving
from voorrang.accounts import actions
from voorrang.accounts.actions import UserIsStaff
from voorrang.accounts.models import ApiToken, CustomerRole, DirectoryEntry
from voorrang.accounts.queries import assignments, contacts, members, tokens
from voorrang.accounts.visitor import customers_of, member_visitor
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry


def test_an_ended_membership_opens_nothing(cast: StandingCast) -> None:
    engineer, customer = cast.access.engineer, cast.access.customer
    with serving(cast.access):
        actions.end_membership(membership=engineer.membership, by=SYSTEM, at=AT)
        assert member_visitor(engineer.user, customer, (customer,), AT).actor is None
    assert customers_of(engineer.user) == ()


def test_who_comes_back_is_let_in_again(cast: StandingCast) -> None:
    engineer = cast.access.engineer
    with serving(cast.access):
        actions.end_membership(membership=engineer.membership, by=SYSTEM, at=AT)
        actions.add_member(
            contact=engineer.contact, user=engineer.user, role=CustomerRole.HELPDESK_LEAD, by=SYSTEM, at=AT
        )
    assert customers_of(engineer.user) == (cast.access.customer,)


def test_a_user_has_one_open_membership_of_a_customer(cast: StandingCast) -> None:
    engineer = cast.access.engineer
    with serving(cast.access), pytest.raises(IntegrityError), transaction.atomic():
        actions.add_member(contact=engineer.contact, user=engineer.user, role=CustomerRole.EXECUTIVE, by=SYSTEM, at=AT)


def test_with_a_contact_end_its_membership_and_tokens(cast: StandingCast) -> None:
    engineer = cast.access.engineer
    with serving(cast.access):
        actions.make_token(name="Script", contact=engineer.contact, by=engineer.actor, at=AT)
        actions.end_contact(contact=engineer.contact, by=cast.access.lead.actor, at=AT)
        assert engineer.contact not in contacts(AT)
        assert engineer.membership not in members(AT)
        assert not tokens(AT).exists()
        told = Entry.objects.filter(at=AT).values_list("type", flat=True)
        assert {"contact.ended", "membership.ended", "token.revoked"} <= set(told)


def test_the_vendors_people_are_no_members(cast: StandingCast) -> None:
    contact = cast.access.engineer.contact
    with serving(cast.access), pytest.raises(UserIsStaff):
        actions.add_member(contact=contact, user=cast.agent.user, role=CustomerRole.HELPDESK_ENGINEER, by=SYSTEM, at=AT)


def test_an_assignment_ends(cast: StandingCast) -> None:
    expert = cast.remote_expert
    with serving(cast.access_plus):
        [assignment] = assignments(cast.access_plus.customer.id, AT)
        assert assignment.user == expert.user
        actions.end_assignment(assignment=assignment, by=SYSTEM, at=AT)
        assert not assignments(cast.access_plus.customer.id, AT).exists()


def test_a_revoked_token_leads_nowhere(cast: StandingCast) -> None:
    with serving(cast.access):
        secret = actions.make_token(name="Script", by=cast.access.lead.actor, at=AT)
        assert DirectoryEntry.objects.filter(key=f"token:{secret.hash}").exists()
        actions.revoke_token(token=ApiToken.objects.get(), by=cast.access.lead.actor, at=AT)
        assert not DirectoryEntry.objects.filter(key=f"token:{secret.hash}").exists()
