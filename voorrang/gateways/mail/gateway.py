"""What a mail is, and which way it goes out."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from django.conf import settings

from voorrang.lib.clock import now
from voorrang.lib.ids import uuid7

_held_back: ContextVar[bool] = ContextVar("held_back", default=False)


@dataclass(frozen=True, slots=True)
class Message:
    """A mail in plain text to one person. `language` is that of subject and text, for screen readers and filters.

    `id` stays the same when a mail is sent again after a crash, so that whoever receives both can tell.
    """

    to: str
    subject: str
    text: str
    language: str = "en"
    id: str = ""


class MailGateway(Protocol):
    """A way for mail to go out."""

    def send(self, message: Message) -> None:
        """Hand the message over. Raises `OSError` when the server cannot be reached, stays silent or refuses."""


def mail_gateway() -> MailGateway:
    """Return the console when settings say `console:`, else the real one."""
    from voorrang.gateways.mail.console import ConsoleMail
    from voorrang.gateways.mail.smtp import DjangoMail

    is_console = settings.MAILERS["default"]["BACKEND"] == "django.core.mail.backends.console.EmailBackend"
    return ConsoleMail() if is_console else DjangoMail()


def send_after_commit(message: Message) -> None:
    """Let a worker send once the transaction has committed: what was rolled back mails nobody.

    The mail is a job of the selected customer, sent once. A server that is down loses nothing: the worker tries again for
    some hours. Raises `NoCustomerSelected`.
    """
    from voorrang.gateways.mail.jobs import send_mail
    from voorrang.gateways.mail.sealing import seal
    from voorrang.lib.tenancy import NoCustomerSelected, current_customer

    if _held_back.get():
        return
    customer_id = current_customer()
    if customer_id is None:
        what = "a mail"
        raise NoCustomerSelected(what)
    key = str(uuid7())
    sealed = seal(replace(message, id=key))
    send_mail.enqueue(customer_id=customer_id, by=_Post(), at=now(), effect_key=f"mail/{key}", sealed=sealed)


@contextmanager
def no_mail() -> Iterator[None]:
    """Let nothing go out: nobody is told of what is brought in by the thousand, or invented."""
    token = _held_back.set(True)
    try:
        yield
    finally:
        _held_back.reset(token)


@dataclass(frozen=True, slots=True)
class _Post:
    """Who acts for the queue: the system. Whoever caused the mail stands in the trail of its action."""

    kind: str = "system"
    id: None = None
    side: Literal["vendor", "customer"] = "vendor"
    role: str = ""
