"""Mail goes out once the transaction has committed: printed in a demonstration, sent elsewhere."""

from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from voorrang.gateways.mail import Message, mail_gateway, send_after_commit
from voorrang.gateways.mail.console import ConsoleMail
from voorrang.gateways.mail.smtp import DjangoMail

LETTER = Message(to="hanna@nieuw.example", subject="Één", text="https://example.org/" + "x" * 100, language="nl")


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


def test_what_is_rolled_back_mails_nobody(real_commits: None) -> None:
    with transaction.atomic():
        send_after_commit(LETTER)
        transaction.set_rollback(True)
    assert mail.outbox == []


def test_what_is_committed_is_mailed(real_commits: None) -> None:
    with transaction.atomic():
        send_after_commit(LETTER)
        assert mail.outbox == []
    assert [sent.subject for sent in mail.outbox] == ["Één"]


def test_a_server_that_is_down_loses_the_mail_and_not_the_request(
    real_commits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: DjangoMail, message: Message) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(DjangoMail, "send", refuse)
    with transaction.atomic():
        send_after_commit(LETTER)
