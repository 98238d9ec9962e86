"""Mails as tests see them: those that wait in the queue are handed over within the running transaction."""

import json
from typing import Any

from django.core import mail
from django.db import connection

from voorrang.gateways.mail.jobs import send_mail


def delivered() -> list[Any]:
    """Hand over the mails that wait, as the worker does, and return all that were sent so far, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = %s RETURNING id, args", [send_mail.name])
        waiting = sorted(cursor.fetchall())
    for _number, payload in waiting:
        send_mail.run(**(json.loads(payload) if isinstance(payload, str) else payload))
    return list(mail.outbox)
