"""Jobs as tests run them: within the running transaction, so that nothing needs to be committed."""

import json
from collections.abc import Iterable

from django.db import connection

from voorrang.lib.jobs import Job


def run_waiting(jobs: Iterable[Job]) -> int:
    """Run what waits of these jobs, the oldest first, as the worker does, and return how many ran."""
    by_name = {job.name: job for job in jobs}
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = ANY(%s) RETURNING id, task_name, args", [list(by_name)]
        )
        waiting = sorted(cursor.fetchall(), key=lambda row: row[0])
    for _number, name, payload in waiting:
        by_name[name].run(**(json.loads(payload) if isinstance(payload, str) else payload))
    return len(waiting)
