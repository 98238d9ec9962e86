"""Memory of a web worker and a job worker: at start, warm, and after work.

`python -m bench.memory [--json FILE] [--cases N]`
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.opened_cases import case
from bench.rig.load import put_load, request
from bench.rig.place import ROOT, first_port, own_database
from bench.rig.report import Goal, finish, options
from bench.rig.servers import OURS, server
from bench.rig.session import agent_cookie
from bench.rig.versus import requests_of
from bench.rig.world import lay_world

GROWTH = 1.5
"""A worker that has answered a while may hold half as much again as it began with: more is a leak."""


def main() -> None:
    """Print the figures; exit 1 when a worker grew too much."""
    parser = options(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--cases", type=int, default=600, help="cases that are opened; a page is read for each ten")
    chosen = parser.parse_args()
    figures = measure(chosen.cases)
    for name, one in figures.items():
        print(
            f"  {name:<12} at start {one['start_mib']} MiB, warm {one['warm_mib']} MiB, after load {one['end_mib']} MiB"
        )
    growth = figures["web worker"]["end_mib"] / figures["web worker"]["warm_mib"]
    finish(
        "memory", figures, [Goal("web worker: growth from warm to after load", growth, GROWTH, "at most")], chosen.json
    )


def measure(amount: int) -> dict[str, Any]:
    """Start both workers, put load on them, and return their memory in MiB."""
    with own_database() as var:
        customers = lay_world(devices=100)
        posts = requests_of("/api/v1/cases", case, customers)
        pages = [request("GET", address, Cookie=agent_cookie()) for address in ("/desk/", "/desk/?status=all")]
        with server(OURS, first_port(), var) as parent, _job_worker(var) as jobs:
            web = max(children(parent), key=rss)  # beside it lives a small process of multiprocessing
            found = {"web worker": {"start_mib": rss(web)}, "job worker": {"start_mib": rss(jobs)}}
            for stage, share in (("warm_mib", 0.2), ("end_mib", 1.0)):
                put_load(first_port(), posts, connections=8, seconds=60, amount=int(amount * share))
                put_load(first_port(), pages, connections=8, seconds=60, amount=int(amount * share / 10))
                found["web worker"][stage] = rss(web)
                found["job worker"][stage] = rss(jobs)
    return found


def rss(process: int) -> float:
    """Return a process's resident memory in MiB."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return [int(one) for one in text.split()]


@contextmanager
def _job_worker(var: Path) -> Iterator[int]:
    with (var / "jobs.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "voorrang.cli", "worker"], cwd=ROOT, env=dict(os.environ), stdout=log, stderr=log
        )
    try:
        time.sleep(5)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
