"""A worker that is killed loses no job: the next one runs it again. It stops cleanly when asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from tests.cases.factories import DAY, opened, promised
from tests.cast import AT, StandingCast, serving
from voorrang.audit.actor import SYSTEM
from voorrang.cases.models import CaseEvent

ROOT = Path(__file__).resolve().parents[2]

WORKER = """
import django; django.setup()
from django.db import connections
from voorrang.lib.jobs import run_worker
for one in connections.all():
    one.settings_dict["NAME"] = {name!r}
run_worker()
"""


@pytest.fixture
def start_worker(real_commits: None) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    code = WORKER.format(name=connections["default"].settings_dict["NAME"])
    environment = os.environ | {"VOORRANG_NOW": (AT + DAY).isoformat()}

    def start() -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
    # The server needs a moment to notice that a process has gone; the database is dropped after the last test.
    others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    eventually(lambda: rows(others) == [])


def eventually(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


def rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def test_a_job_of_a_killed_worker_runs_again(start_worker: Callable[[], subprocess.Popen[bytes]]) -> None:
    with transaction.atomic():
        town = StandingCast().access
        with serving(town):
            from voorrang.cases.jobs import link_known_devices

            link_known_devices.enqueue(customer_id=town.customer.id, by=SYSTEM, at=AT, subject="x")
    # A worker took the job and was killed: its last beat lies more than half a minute back.
    rows(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id) "
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = dead.id FROM dead RETURNING procrastinate_jobs.id"
    )
    worker = start_worker()
    eventually(lambda: rows("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'cases.link_known_devices'") == [])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0


def test_the_worker_sweeps_by_itself(start_worker: Callable[[], subprocess.Popen[bytes]]) -> None:
    with transaction.atomic():
        town = StandingCast().access
        with serving(town):
            promised("response", 1)
            opened(town)
    worker = start_worker()

    def is_swept() -> bool:
        with transaction.atomic(), serving(town):
            return bool(CaseEvent.objects.filter(type="case.breached").exists())

    eventually(is_swept, 60)
    worker.send_signal(signal.SIGINT)
    assert worker.wait(20) == 0
