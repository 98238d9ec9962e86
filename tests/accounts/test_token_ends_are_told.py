"""Fourteen and three days before a token ends, its people get a mail; each once."""

from datetime import timedelta

from django.core import mail

from tests.cast import AT, StandingCast, serving
from voorrang.accounts import actions
from voorrang.accounts.actions.tokens import warn_of_ends
from voorrang.accounts.mails import token_mail
from voorrang.accounts.models import ApiToken
from voorrang.audit.actor import SYSTEM


def warned(cast: StandingCast, days_before: int) -> int:
    with serving(cast.access):
        return warn_of_ends(by=SYSTEM, at=AT + timedelta(days=30 - days_before))


def test_twice_and_never_again(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.make_token(name="Script", expires_at=AT + timedelta(days=30), by=cast.access.lead.actor, at=AT)
    assert [warned(cast, days) for days in (20, 14, 13, 4, 3, 2, 1, 0)] == [0, 1, 0, 0, 1, 0, 0, 0]
    assert mail.outbox == [], "sent by the worker, after the commit"


def test_one_that_is_made_for_two_days_is_told_of_once(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.make_token(name="Trial", expires_at=AT + timedelta(days=2), by=cast.access.lead.actor, at=AT)
        assert [warn_of_ends(by=SYSTEM, at=AT), warn_of_ends(by=SYSTEM, at=AT)] == [1, 0]


def test_the_mail_names_the_system_and_never_the_token(cast: StandingCast) -> None:
    with serving(cast.access):
        secret = actions.make_token(name="Script", expires_at=AT + timedelta(days=2), by=cast.access.lead.actor, at=AT)
        message = token_mail(cast.access.customer, cast.access.lead.contact, ApiToken.objects.get())
    assert "Script" in message.subject
    assert "/portal/helpdesk/tokens/" in message.text
    assert secret.text not in message.text


def test_an_ended_one_is_not_told_of(cast: StandingCast) -> None:
    with serving(cast.access):
        actions.make_token(name="Old", expires_at=AT + timedelta(days=2), by=cast.access.lead.actor, at=AT)
        actions.revoke_token(token=ApiToken.objects.get(), by=cast.access.lead.actor, at=AT)
        assert warn_of_ends(by=SYSTEM, at=AT) == 0
