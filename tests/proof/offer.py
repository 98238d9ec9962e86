"""Requests at a rate, whether or not the earlier ones were answered. `python -m tests.proof.offer FILE` prints what came back.

FILE holds a JSON object: `port`, `rate` a second, `seconds`, `requests` (whole HTTP/1.1 requests as texts, sent in turn).
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.rig.load import Load
from tests.support.installation import ROOT


def offer(port: int, requests: list[str], *, rate: float, seconds: float) -> tuple[Load, int]:
    """Send from another process; return what came back within the seconds, and how many refusals said when to come back."""
    plan = {"port": port, "requests": requests, "rate": rate, "seconds": seconds}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(plan, file)
        file.flush()
        command = [sys.executable, "-m", "tests.proof.offer", file.name]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    statuses = {int(status): count for status, count in found["statuses"].items()}
    return Load(statuses, found["seconds"], found["milliseconds"]), found["told"]


async def _run(plan: dict[str, Any]) -> dict[str, Any]:
    statuses: Counter[int] = Counter()
    milliseconds: list[float] = []
    told = 0

    async def one(text: bytes) -> None:
        nonlocal told
        began = time.perf_counter()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", plan["port"])
            writer.write(text)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            await reader.readexactly(length)
            writer.close()
        except (OSError, asyncio.IncompleteReadError, IndexError):
            statuses[0] += 1
            return
        status = int(head[9:12])
        statuses[status] += 1
        if status < 300:
            milliseconds.append((time.perf_counter() - began) * 1000)
        elif b"retry-after:" in head:
            told += 1

    begun = time.perf_counter()
    amount = int(plan["rate"] * plan["seconds"])
    running = set()
    for number in range(amount):
        due = begun + number / plan["rate"]
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(one(plan["requests"][number % len(plan["requests"])].encode()))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.wait_for(asyncio.gather(*running), 60)
    return {
        "statuses": statuses,
        "seconds": time.perf_counter() - begun,
        "milliseconds": milliseconds,
        "told": told,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))))
