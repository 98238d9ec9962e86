"""Declaring jobs and ticks, and asking for them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from procrastinate import JobContext as LibraryContext
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from voorrang.lib.clock import now
from voorrang.lib.jobs.context import Acting, JobContext, JobRefused, entered, pack, unpack
from voorrang.lib.tenancy import on_side

LOG = structlog.get_logger("voorrang.jobs")

DEFAULT = "default"
MAIL = "mail"
SWEEP = "sweep"
"""Sweeps have a worker of their own, so that a backlog never makes them late."""

QUEUES = (DEFAULT, MAIL, SWEEP)
ATTEMPTS = 8


class Retries(RetryStrategy):
    """Again after 2, 4, 8, ... seconds, except for a payload that can never run.

    A job that is given up is logged as an error, and stays in the queue as failed.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Any) -> Any:
        """Return when to try again, or None."""
        again = None if isinstance(exception, JobRefused) else super().get_retry_decision(exception=exception, job=job)
        if again is None:
            why = type(exception).__name__
            LOG.error("a job has failed for good", job=job.task_name, number=job.id, tries=job.attempts + 1, why=why)
        return again


class Job:
    """A declared job: call `enqueue` in an action's transaction."""

    def __init__(self, name: str, queue: str, attempts: int, function: Callable[..., None]) -> None:
        self.name = name
        self.function = function
        retry = Retries(max_attempts=attempts, exponential_wait=2)
        self._task = app.task(name=name, queue=queue, retry=retry)(self.run)

    def enqueue(
        self,
        *,
        customer_id: UUID,
        by: Acting,
        at: datetime,
        effect_key: str = "",
        run_at: datetime | None = None,
        **facts: Any,
    ) -> None:
        """Ask for the job; it exists once the running transaction commits. Facts are plain JSON, ids and codes only."""
        payload = pack(customer_id=customer_id, by=by, at=at, effect_key=effect_key, facts=facts)
        self._task.configure(schedule_at=run_at).defer(**payload)

    def run(self, **payload: Any) -> None:
        """Run in a transaction of the payload's customer. Raises `JobRefused`."""
        context: JobContext = unpack(payload)
        with entered(context) as is_first:
            if is_first:
                self.function(context, **payload.get("facts", {}))


def job(name: str, *, queue: str = DEFAULT, attempts: int = ATTEMPTS) -> Callable[[Callable[..., None]], Job]:
    """Declare a job under a name that stays, in a module called `jobs` of its app.

    The last of n `attempts` comes 2^n seconds after the first: 8 are minutes, 14 are hours.
    """

    def declare(function: Callable[..., None]) -> Job:
        return Job(name, queue, attempts, function)

    return declare


def tick(
    name: str, *, cron: str, queue: str = DEFAULT, in_transaction: bool = True
) -> Callable[[Callable[[datetime], Any]], Callable[[datetime], Any]]:
    """Declare work over all customers at the times of `cron` (six fields: the last is seconds), for the vendor.

    The function gets the application's present instant. Late ticks are dropped and two never overlap, so it must read
    what is to be done from state, and never count its calls. `in_transaction=False`: it opens its own, one a customer.
    """

    def declare(function: Callable[[datetime], Any]) -> Callable[[datetime], Any]:
        def run(timestamp: int) -> None:  # noqa: ARG001 -- the tick that asked; state says what to do
            if in_transaction:
                with transaction.atomic(), on_side("vendor"):
                    function(now())
            else:
                function(now())

        task = app.task(name=name, queue=queue, lock=name, queueing_lock=name)(run)
        app.periodic(cron=cron)(task)
        return function

    return declare


def declare_recovery() -> None:
    """Declare the tick that gives jobs of a killed worker back to the queue."""

    async def recover(context: LibraryContext, timestamp: int) -> None:  # noqa: ARG001 -- see `tick`
        await recover_stalled(context.app)

    task = app.task(
        name="jobs.recover", queue=SWEEP, lock="jobs.recover", queueing_lock="jobs.recover", pass_context=True
    )(recover)
    app.periodic(cron="* * * * *")(task)


async def recover_stalled(running_app: Any) -> int:
    """Give jobs whose worker has died back to the queue; return how many. A worker is dead after 30 s without a beat."""
    stalled = list(await running_app.job_manager.get_stalled_jobs())
    for one in stalled:
        await running_app.job_manager.retry_job(one)
    return len(stalled)
