"""What a mail is, and which way it goes out."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from django.conf import settings
from django.db import transaction

_held_back: ContextVar[bool] = ContextVar("held_back", default=False)


@dataclass(frozen=True, slots=True)
class Message:
    """A mail in plain text to one person. `language` is that of subject and text, for screen readers and filters."""

    to: str
    subject: str
    text: str
    language: str = "en"


class MailGateway(Protocol):
    """A way for mail to go out."""

    def send(self, message: Message) -> None:
        """Hand the message over. Raises `OSError` when the server cannot be reached or refuses."""


def mail_gateway() -> MailGateway:
    """Return the console when settings say `console:`, else the real one."""
    from voorrang.gateways.mail.console import ConsoleMail
    from voorrang.gateways.mail.smtp import DjangoMail

    is_console = settings.MAILERS["default"]["BACKEND"] == "django.core.mail.backends.console.EmailBackend"
    return ConsoleMail() if is_console else DjangoMail()


def send_after_commit(message: Message) -> None:
    """Send once the transaction has committed: what was rolled back mails nobody.

    A server that is down is logged and loses the mail, not the request: whoever asked can ask for another.
    """
    if not _held_back.get():
        transaction.on_commit(partial(_send, message), robust=True)


@contextmanager
def no_mail() -> Iterator[None]:
    """Let nothing go out: nobody is told of what is brought in by the thousand, or invented."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)


def _send(message: Message) -> None:
    mail_gateway().send(message)
