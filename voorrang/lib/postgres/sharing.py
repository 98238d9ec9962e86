"""One server for many processes: whoever starts it stops it; the others only use it."""

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
    """A process's stake in a cluster. `owns` when it is the one to stop it."""

    def __init__(self, cluster: Cluster) -> None:
        """Nothing is started yet."""
        self.cluster = cluster
        self._state = cluster.layout.state
        self._stake: int | None = None

    @property
    def owns(self) -> bool:
        """Whether we stop the server when we leave."""
        return self._stake is not None

    def enter(self) -> None:
        """Start the server or join the one that runs. A server whose owner died is adopted."""
        with _lock(self._state / "start.lock"):
            self.cluster.start()
            if not (self._state / KEPT).exists():
                # The kernel gives the lock back when its holder dies, however it dies.
                self._stake = _try_lock(self._state / "owner.lock")

    def leave(self) -> None:
        """Stop the server if we own it."""
        if self._stake is None:
            return
        with _lock(self._state / "start.lock"):
            try:
                if not (self._state / KEPT).exists():
                    self.cluster.stop()
            finally:
                os.close(self._stake)
                self._stake = None

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
    """A running server for `var` and its addresses; at the end it is stopped, unless another process started it.

    `folder` holds PostgreSQL's programs (default: the embedded wheel's). Safe to enter in many processes at once.
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
    """Stop the server whoever started it. False when none ran."""
    with _lock(cluster.layout.state / "start.lock"):
        ran = cluster.pid is not None
        cluster.stop()
        (cluster.layout.state / KEPT).unlink(missing_ok=True)
        return ran


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _try_lock(file: Path) -> int | None:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle
