"""Mail goes out by a worker once the transaction has committed: sent once, tried again, and never readable in the queue."""

import json
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from structlog.testing import capture_logs

from tests.cast import Cast, StandingCast
from voorrang.gateways.mail import Message, mail_gateway, no_mail, send_after_commit
from voorrang.gateways.mail.console import ConsoleMail
from voorrang.gateways.mail.jobs import send_mail
from voorrang.gateways.mail.sealing import seal, unseal
from voorrang.gateways.mail.smtp import DjangoMail
from voorrang.lib.jobs import run_pending
from voorrang.lib.tenancy import NoCustomerSelected, customer_selected

LETTER = Message(to="hanna@nieuw.example", subject="Één", text="https://example.org/" + "x" * 100, language="nl")


@pytest.fixture
def town(real_commits: None) -> Cast:
    with transaction.atomic():
        return StandingCast().access


def post(town: Cast, message: Message = LETTER) -> None:
    with transaction.atomic(), customer_selected(town.customer.id):
        send_after_commit(message)


def queued() -> list[tuple[str, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, attempts, args::text FROM procrastinate_jobs WHERE task_name = 'mail.send'"
        )
        return list(cursor.fetchall())


def test_the_console_prints_a_link_whole(capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleMail().send(LETTER)
    printed = capsys.readouterr().err
    assert LETTER.text in printed
    assert "Één" in printed


def test_the_settings_choose_the_way(settings: Any) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    assert isinstance(mail_gateway(), ConsoleMail)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
    assert isinstance(mail_gateway(), DjangoMail)


def test_what_is_rolled_back_mails_nobody(town: Cast) -> None:
    with transaction.atomic(), customer_selected(town.customer.id):
        send_after_commit(LETTER)
        transaction.set_rollback(True)
    run_pending()
    assert mail.outbox == []


def test_what_is_committed_is_mailed_by_the_worker(town: Cast) -> None:
    post(town)
    assert mail.outbox == []
    run_pending()
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [([LETTER.to], "Één", LETTER.text)]
    assert queued() == []


def test_a_job_that_runs_twice_mails_once(town: Cast) -> None:
    with transaction.atomic(), customer_selected(town.customer.id):
        send_after_commit(LETTER)
        send_after_commit(LETTER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'mail.send' ORDER BY id LIMIT 1")
        [payload] = cursor.fetchone()
    for _again in range(3):
        send_mail.run(**(json.loads(payload) if isinstance(payload, str) else payload))
    assert len(mail.outbox) == 1
    run_pending()
    assert len(mail.outbox) == 2, "the other letter is one of its own"


def test_a_server_that_is_down_loses_nothing(town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: DjangoMail, message: Message) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(DjangoMail, "send", refuse)
        post(town)
        run_pending()
    [(status, attempts, _payload)] = queued()
    assert (status, attempts) == ("todo", 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE task_name = 'mail.send'")
    run_pending()
    assert [sent.subject for sent in mail.outbox] == ["Één"]


def test_a_mail_that_can_never_go_out_is_logged_and_kept(town: Cast, settings: Any) -> None:
    post(town)
    settings.SECRET_KEY = "another" * 8
    with capture_logs() as logs:
        run_pending()
    assert [status for status, _attempts, _payload in queued()] == ["failed"]
    [told] = [one for one in logs if one["event"] == "a job has failed for good"]
    assert (told["job"], told["tries"], told["log_level"]) == ("mail.send", 1, "error")


def test_what_waits_cannot_be_read(town: Cast) -> None:
    post(town)
    [(_status, _attempts, payload)] = queued()
    assert "example.org" not in payload
    assert "hanna" not in payload
    assert unseal(seal(LETTER)) == LETTER


def test_nothing_goes_out_while_mail_is_held_back(town: Cast) -> None:
    with no_mail():
        post(town)
    assert queued() == []


def test_a_mail_belongs_to_a_customer(db: None) -> None:
    with pytest.raises(NoCustomerSelected):
        send_after_commit(LETTER)
