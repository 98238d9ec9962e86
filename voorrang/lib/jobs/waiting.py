"""What lies in the queue: looked at and taken away, for erasing what its payloads hold."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection


class Lying(NamedTuple):
    """A job that waits, runs, or has failed for good."""

    number: int
    name: str
    status: str
    customer_id: UUID | None
    facts: Mapping[str, Any]


def lying(*, ended_before: datetime | None = None) -> Iterator[Lying]:
    """Return the jobs that lie in the queue; with `ended_before` only those that will never run again and ended before it."""
    ended = "('failed', 'succeeded', 'cancelled', 'aborted')"
    condition = f"WHERE status::text IN {ended} AND {_ENDED} < %s" if ended_before else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, task_name, status::text, args FROM procrastinate_jobs job {condition} ORDER BY id",
            [ended_before] if ended_before else [],
        )
        for number, name, status, args in cursor.fetchall():
            payload = json.loads(args) if isinstance(args, str) else args
            customer = payload.get("customer")
            yield Lying(number, name, status, UUID(customer) if customer else None, payload.get("facts") or {})


def take_away(job: Lying) -> None:
    """Delete a job; one that runs just now loses its facts and customer, so that it is refused when it would run again."""
    with connection.cursor() as cursor:
        if job.status == "doing":
            cursor.execute(
                "UPDATE procrastinate_jobs SET args = args - 'facts' - 'customer' WHERE id = %s", [job.number]
            )
            return
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.number])


def matching(judge: Callable[[Lying], bool]) -> list[Lying]:
    """Return the jobs of which `judge` says yes."""
    return [job for job in lying() if judge(job)]


_ENDED = "coalesce((SELECT max(at) FROM procrastinate_events e WHERE e.job_id = job.id), '-infinity'::timestamptz)"
