"""Which `voorrang run` holds a folder: one at a time, and `voorrang stop` finds it."""

import fcntl
import os
import signal
import time
from pathlib import Path

STOP_WITHIN = 60.0


class Instance:
    """The claim of one `voorrang run` on its VOORRANG_VAR. Ends with the process, however it ends."""

    def __init__(self, var: Path) -> None:
        """Nothing is claimed yet."""
        self._file = var / "run.pid"
        self._handle: int | None = None

    def claim(self) -> int | None:
        """Take the folder. The process id of the one that has it, or None when it is ours now."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.read(handle, 20)
            os.close(handle)
            return int(other or b"0")
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle
        return None

    def stop_other(self) -> bool:
        """Ask the one that has the folder to stop, and wait until it has. False when nobody has it."""
        if not self._file.exists() or (pid := self.claim()) is None:
            return False
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + STOP_WITHIN
        while self.claim() is not None:
            if time.monotonic() > until:
                message = f"process {pid} did not stop within {STOP_WITHIN:.0f} s"
                raise TimeoutError(message)
            time.sleep(0.1)
        return True
