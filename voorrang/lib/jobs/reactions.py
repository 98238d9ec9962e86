"""Event -> jobs: what a lower floor causes on a higher one, after its commit. The list itself is the settings' (`config`)."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from voorrang.lib.jobs.context import Acting
from voorrang.lib.jobs.queue import Job

type Reactions = Mapping[str, tuple[Job, ...]]
"""Event type to the jobs that it causes; each gets `subject`, the id of what the event is about."""


def announce(
    type: str,  # noqa: A002 -- the envelope's word
    *,
    event_id: UUID,
    customer_id: UUID,
    subject_id: UUID,
    by: Acting,
    at: datetime,
) -> None:
    """Enqueue what an event causes, in the running transaction; each reaction happens once for one event."""
    for job in _reactions().get(type, ()):
        key = f"{job.name}/{event_id}"
        job.enqueue(customer_id=customer_id, by=by, at=at, effect_key=key, subject=str(subject_id))


@cache
def _reactions() -> Reactions:
    found: Reactions = import_string(settings.VOORRANG_REACTIONS)
    return found
