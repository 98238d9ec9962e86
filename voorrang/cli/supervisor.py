"""Keeps web and jobs running over one database, and stops them in order: web, jobs, database."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import structlog

from voorrang.cli.parser import FINDINGS, FINE, complain
from voorrang.config.environment import Environment
from voorrang.lib.backup import archive_settings
from voorrang.lib.postgres import Cluster, Holder

LOG = structlog.get_logger("voorrang.run")

STOP_WITHIN = 20.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STABLE_AFTER = 10.0
"""Seconds after which a child counts as healthy, so that its next restart is quick again."""


@dataclass
class Child:
    """One process that must run."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = SHORTEST_PAUSE
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches us alone, and we stop the children in order.

        Its stdin is a pipe that nobody writes to: when we are killed it ends, and the child stops (`stop_with_parent`).
        """
        # S603: our own command line.
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603
        self.started = time.monotonic()

    def watch(self) -> None:
        """Start it again when it ended, each time a little later while it keeps ending at once."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        if now - self.started > STABLE_AFTER:
            self.pause = SHORTEST_PAUSE
        LOG.error("process ended, starting it again", process=self.name, exit_code=code, in_seconds=self.pause)
        self.process = None
        self.due = now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def stop(self) -> None:
        """Ask it to stop, wait, and end it when it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            LOG.warning("process did not stop in time, ending it", process=self.name)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Runs a set of children until SIGINT, SIGTERM or SIGHUP."""

    def __init__(self, environment: Environment) -> None:
        """Nothing runs yet."""
        self._environment = environment
        self._stopping = threading.Event()
        self._holder = _holder(environment) if environment.embedded else None

    def run(self, *, before: list[str], children: Mapping[str, list[str]]) -> int:
        """Database up, `before` once, then `children` until a signal. Returns the exit code."""
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._ask_to_stop)
        with self._database():
            first = Child("prepare", before)
            code = self._run_once(first)
            if code != FINE or self._stopping.is_set():
                return FINE if self._stopping.is_set() else FINDINGS
            running = [Child(name, line) for name, line in children.items()]
            try:
                self._watch(running)
            finally:
                complain("Stopping ...")
                for child in running:
                    child.stop()
        complain("Stopped.")
        return FINE

    def _run_once(self, child: Child) -> int:
        child.start()
        while child.process is not None and child.process.poll() is None:
            if self._stopping.wait(0.05):
                child.stop()
        return child.process.returncode if child.process else FINDINGS

    def _watch(self, children: list[Child]) -> None:
        for child in children:
            child.start()
        complain(f"Open {self._environment.base_url}  (Ctrl-C stops everything)")
        while not self._stopping.wait(0.25):
            if self._holder is not None and self._holder.revive():
                LOG.error("the database server had ended and was started again")
            for child in children:
                child.watch()

    @contextmanager
    def _database(self) -> Iterator[None]:
        if self._holder is None:
            yield
            return
        self._holder.enter()
        try:
            yield
        finally:
            self._holder.leave()

    def _ask_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping.set()


def _holder(environment: Environment) -> Holder:
    return Holder(Cluster(environment.var, environment.pg_bin, archive_settings(environment.archive)))
