"""One server for many processes: the first one in starts it, the last one out stops it."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from voorrang.lib.postgres.cluster import Cluster
from voorrang.lib.postgres.connections import Connections

KEPT = "kept"
"""This file says: started by `voorrang db start`, runs until `voorrang db stop`, nobody else stops it."""


class Holder:
    """A process's stake in a cluster: while somebody holds one, the server is not stopped.

    A stake is a shared file lock, which the kernel gives back when its process ends, however it ends. So a killed
    process neither keeps the server running for ever nor takes it away from others.
    """

    def __init__(self, cluster: Cluster) -> None:
        """Nothing is started yet."""
        self.cluster = cluster
        self._state = cluster.layout.state
        self._stake: int | None = None

    def enter(self) -> None:
        """Start the server, or join the one that runs."""
        with _lock(self._state / "start.lock"):
            self.cluster.start()
            self._stake = _open(self._state / "users.lock")
            fcntl.flock(self._stake, fcntl.LOCK_SH)

    def leave(self) -> None:
        """Give the stake back; stop the server when it was the last one."""
        if self._stake is None:
            return
        with _lock(self._state / "start.lock"):
            os.close(self._stake)
            self._stake = None
            if not (self._state / KEPT).exists() and _nobody_holds(self._state / "users.lock"):
                self.cluster.stop()

    def revive(self) -> bool:
        """Start the server again if it died. True when it had to be."""
        if self.cluster.pid is not None:
            return False
        with _lock(self._state / "start.lock"):
            self.cluster.start()
        return True


@contextmanager
def running_cluster(
    var: Path, folder: Path | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Connections]:
    """A running server for `var` and its addresses; at the end it is stopped, unless another process still uses it.

    `folder` holds PostgreSQL's programs (default: the embedded wheel's). Safe to enter in many processes at once.
    `settings` apply when this process starts the server.
    """
    holder = Holder(Cluster(var, folder, settings))
    holder.enter()
    try:
        yield holder.cluster.connections
    finally:
        holder.leave()


def keep_running(cluster: Cluster) -> None:
    """Start the server and leave it running after this process."""
    with _lock(cluster.layout.state / "start.lock"):
        (cluster.layout.state / KEPT).touch()
        cluster.start()


def stop_kept(cluster: Cluster) -> bool:
    """Stop the server whoever started or uses it. False when none ran."""
    with _lock(cluster.layout.state / "start.lock"):
        ran = cluster.pid is not None
        cluster.stop()
        (cluster.layout.state / KEPT).unlink(missing_ok=True)
        return ran


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    handle = _open(file)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _nobody_holds(file: Path) -> bool:
    handle = _open(file)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _open(file: Path) -> int:
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
