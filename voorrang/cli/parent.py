"""A child of `voorrang run` does not outlive it, even when it is killed."""

import os
import signal
import sys
import threading


def stop_with_parent() -> None:
    """Stop this process, as SIGTERM would, when stdin ends: it is a pipe that only our parent holds open."""
    threading.Thread(target=_wait, name="stop-with-parent", daemon=True).start()


def _wait() -> None:
    # The raw descriptor: a buffered read would hold the interpreter's lock on stdin at exit.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
