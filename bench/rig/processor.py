"""Processor time of a server and of its database: on a shared machine steadier than the clock on the wall."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def spent(parent: int) -> float:
    """Return the seconds of processor time that a process and its living descendants have used."""
    total, waiting = 0.0, [parent]
    while waiting:
        process = waiting.pop()
        try:
            fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / _TICKS
        waiting += [int(one) for one in children]
        for thread in Path(f"/proc/{process}/task").iterdir():
            if thread.name != str(process):
                try:
                    waiting += [int(one) for one in (thread / "children").read_text(encoding="utf-8").split()]
                except OSError:
                    continue
    return total
