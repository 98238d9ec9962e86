"""The process that runs jobs: `voorrang worker`."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry

from voorrang.lib.jobs.queue import DEFAULT, MAIL, SWEEP, recover_stalled

LOG = structlog.get_logger("voorrang.jobs")

STOP_WITHIN = 15.0
"""Seconds that running jobs get to end; what is cut off is given back and runs again."""


def run_worker(*, concurrency: int = 4) -> None:
    """Run jobs and ticks until SIGINT or SIGTERM. Sweeps never wait behind other jobs."""
    asyncio.run(_run(concurrency))


def run_pending() -> None:
    """Run every job that is due now, in this process, and return; no ticks. For the command line and for tests."""
    asyncio.run(_drain())


async def _run(concurrency: int) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stopping.set)
    async with _open_app() as running_app:
        if recovered := await recover_stalled(running_app):
            LOG.info("jobs of a killed worker run again", jobs=recovered)
        workers = [
            asyncio.create_task(_work(running_app, [SWEEP], 1)),
            asyncio.create_task(_work(running_app, [DEFAULT, MAIL], concurrency)),
        ]
        LOG.info("worker ready", concurrency=concurrency)
        waiting = asyncio.create_task(stopping.wait())
        await asyncio.wait([waiting, *workers], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        for worker in workers:
            worker.cancel()
        results = await asyncio.gather(*workers, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    LOG.info("worker stopped")


async def _work(running_app: Any, queues: list[str], concurrency: int) -> None:
    with suppress(asyncio.CancelledError):
        await running_app.run_worker_async(
            queues=queues,
            concurrency=concurrency,
            install_signal_handlers=False,
            shutdown_graceful_timeout=STOP_WITHIN,
            delete_jobs="successful",
            fetch_job_polling_interval=2.0,
        )


async def _drain() -> None:
    async with _open_app() as running_app:
        running_app.periodic_registry = PeriodicRegistry()  # type: ignore[no-untyped-call]  # ticks are a worker's
        await running_app.run_worker_async(
            wait=False,
            install_signal_handlers=False,
            listen_notify=False,
            delete_jobs="successful",
            task_middleware=[_leave_no_connection],
        )


def _leave_no_connection(call_next: Callable[[], Any], *_: Any) -> Any:
    # The thread that ran the job ends with us; a worker's threads keep theirs for the next job.
    try:
        return call_next()
    finally:
        connections.close_all()


def _open_app() -> Any:
    # The Django connector enqueues in the request's transaction; a worker needs one that listens.
    connector: Any = app.connector
    return app.with_connector(connector.get_worker_connector()).open_async()
