"""Mails as tests see them: those that wait in the queue are handed over within the running transaction."""

from typing import Any

from django.core import mail

from tests.support.jobs import run_waiting
from voorrang.gateways.mail.jobs import send_mail


def delivered() -> list[Any]:
    """Hand over the mails that wait, as the worker does, and return all that were sent so far, oldest first."""
    run_waiting([send_mail])
    return list(mail.outbox)
