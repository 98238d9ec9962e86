"""A process that answers requests ends when the one that watches it was killed: else it would hold the port for ever."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """End this process at once when its parent is gone. Does nothing in a process that nobody started this way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait, args=(parent,), name="end-with-parent", daemon=True).start()


def _wait(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    # What is under way has no answer to give any more; the database rolls it back.
    os._exit(1)
