"""The owner of an open step is reminded, each reminder once."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction

from tests.cast import BOUGHT, StandingCast, give_contract, serving
from voorrang.contracts import queries
from voorrang.contracts.actions import complete_step
from voorrang.contracts.jobs import remind
from voorrang.contracts.models import ActivationStep, DueReminder
from voorrang.lib.jobs import run_pending
from voorrang.lib.tenancy import on_side

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
    with transaction.atomic(), on_side("vendor"):
        remind(at)
    run_pending()
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


def test_only_customers_with_something_due_are_visited(bought: StandingCast) -> None:
    with transaction.atomic():
        give_contract(bought.management, activated=False)
        assert bought.other
    with transaction.atomic(), on_side("vendor"):
        DueReminder.objects.filter(customer_id=bought.management.customer.id).update(remind_at=day(90))
        assert remind(day(5)) == 1
        assert remind(day(4)) == 0


def test_the_projection_follows_the_steps(bought: StandingCast) -> None:
    for at in (day(5), day(9), day(29)):
        reminded(at)
        with transaction.atomic(), serving(bought.access):
            open_steps = ActivationStep.objects.filter(done_at=None).exclude(remind_at=None)
            assert dict(DueReminder.objects.values_list("step_id", "remind_at")) == dict(
                open_steps.values_list("id", "remind_at")
            )
