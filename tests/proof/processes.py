"""The processes of a running installation, found from outside, and killed without warning."""

import os
import signal
import time
from pathlib import Path

import psycopg

from tests.support.installation import Installation
from voorrang.lib.postgres import Cluster, Connections

WEB, WORKER, DATABASE = "web", "worker", "database"


def children(pid: int) -> list[int]:
    """The processes that `pid` started, from whichever of its threads."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += map(int, (task / "children").read_text(encoding="utf-8").split())
        except OSError:
            continue
    return found


def pid_of(installation: Installation, which: str) -> int | None:
    """The process to kill, or None while it does not run."""
    if which == DATABASE:
        return Cluster(installation.var).pid
    word = {WEB: b"serve", WORKER: b"worker"}[which]
    assert installation.process is not None
    for pid in children(installation.process.pid):
        try:
            if word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
                return pid
        except OSError:
            continue
    return None


def web_worker_of(installation: Installation) -> int | None:
    """The process that answers requests, below the one that watches it."""
    parent = pid_of(installation, WEB)
    below = children(parent) if parent else []
    return max(below, default=None)


def kill(pid: int) -> None:
    """Without warning, as the kernel does when memory is short."""
    os.kill(pid, signal.SIGKILL)


def eventually(holds: object, what: str, patience: float) -> float:
    """Wait until something holds; return the seconds. Fails with `what` when it never does."""
    began = time.monotonic()
    while not holds():  # type: ignore[operator]
        assert time.monotonic() - began < patience, what
        time.sleep(0.05)
    return time.monotonic() - began


def jobs_left(urls: Connections) -> int:
    """How many jobs wait or run."""
    query = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name NOT LIKE '%.sweep'"
    try:
        with psycopg.connect(urls.admin_url) as connection:
            row = connection.execute(query).fetchone()
    except psycopg.OperationalError:
        return -1
    return int(row[0]) if row else 0
