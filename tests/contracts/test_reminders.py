"""The owner of an open step is reminded, each reminder once."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from tests.cast import BOUGHT, StandingCast, give_contract, serving
from voorrang.contracts import queries
from voorrang.contracts.actions import complete_step
from voorrang.contracts.jobs import remind
from voorrang.contracts.models import ActivationStep

pytestmark = pytest.mark.usefixtures("real_commits")


@pytest.fixture
def bought(real_commits: None) -> StandingCast:
    """The first customer has just bought; nothing is done yet."""
    cast = StandingCast()
    with transaction.atomic():
        give_contract(cast.access, activated=False)
        cast.sales  # noqa: B018 -- owns the welcome call
        cast.operator  # noqa: B018 -- owns others
    return cast


def reminded(at: datetime) -> list[tuple[str, str]]:
    mail.outbox.clear()
    remind(at)
    assert not connection.in_atomic_block
    return sorted((sent.to[0], sent.subject) for sent in mail.outbox)


def day(number: int) -> datetime:
    return BOUGHT + timedelta(days=number)


def test_nobody_is_reminded_too_early(bought: StandingCast) -> None:
    assert reminded(day(4)) == []


def test_the_owner_is_reminded_when_it_is_time(bought: StandingCast) -> None:
    sent = reminded(day(5))
    assert [to for to, _ in sent] == ["lea@nieuw.example", "sara@vendor.example"]
    assert "Welcome call" in sent[1][1]


def test_the_customers_owner_is_reminded_in_her_language(bought: StandingCast) -> None:
    assert "Schatting van de geïnstalleerde apparaten" in reminded(day(5))[0][1]


def test_each_reminder_is_sent_once(bought: StandingCast) -> None:
    assert len(reminded(day(5))) == 2
    assert reminded(day(5)) == []
    assert [to for to, _ in reminded(day(9))] == ["lea@nieuw.example", "lea@nieuw.example"]


def test_a_late_run_sends_one_mail_for_all_that_it_missed(bought: StandingCast) -> None:
    subjects = [subject for _, subject in reminded(day(29))]
    assert len(subjects) == len(set(subjects))
    assert reminded(day(29)) == []


def test_a_step_that_is_done_reminds_nobody(bought: StandingCast) -> None:
    with transaction.atomic(), serving(bought.access):
        step = ActivationStep.objects.get(key="welcome_call")
        complete_step(step=step, by=bought.sales.actor, at=day(1))
    assert [to for to, _ in reminded(day(5))] == ["lea@nieuw.example"]


def test_the_mail_says_what_is_due_and_when(bought: StandingCast) -> None:
    reminded(day(5))
    [text] = [sent.body for sent in mail.outbox if sent.to == ["sara@vendor.example"]]
    with transaction.atomic(), serving(bought.access):
        [contract] = queries.contracts(day(5))
    assert contract.number in text
    assert "Gemeente Nieuwstad" in text
    assert "9 December 2025" in text
