"""The load: a process of its own with persistent connections. `python -m bench.rig.load FILE` prints figures as JSON.

FILE holds a JSON object: `port`, `connections`, `seconds`, `requests` (whole HTTP/1.1 requests as texts, sent in turn), and
`amount`: stop after so many, 0 for none. Only answers that came back are counted, by their status.
"""

import json
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from bench.rig.place import ROOT

WHOLE_HEAD = b"\r\n\r\n"


class Load(NamedTuple):
    """What a load brought: answers by status, seconds, and the milliseconds that each answer took."""

    statuses: dict[int, int]
    seconds: float
    milliseconds: list[float]

    @property
    def answered(self) -> int:
        """How many answers were 2xx."""
        return sum(count for status, count in self.statuses.items() if 200 <= status < 300)

    @property
    def per_second(self) -> float:
        """Answers of 2xx a second."""
        return self.answered / self.seconds

    def percentile(self, percent: float) -> float:
        """Return the milliseconds that `percent` of the answers stayed within."""
        return percentile(self.milliseconds, percent)


def percentile(values: list[float], percent: float) -> float:
    """Return the value that `percent` of the values stay within."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else 0.0


def request(method: str, path: str, body: str = "", **headers: str) -> str:
    """Return a whole HTTP/1.1 request."""
    sent = {"Host": "localhost", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if body:
        sent |= {"Content-Type": "application/json", "Content-Length": str(len(body.encode()))}
    head = "\r\n".join(f"{name}: {value}" for name, value in sent.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n\r\n{body}"


def put_load(port: int, requests: list[str], *, connections: int, seconds: float, amount: int = 0) -> Load:
    """Send requests from another process and return what came back."""
    plan = {"port": port, "requests": requests, "connections": connections, "seconds": seconds, "amount": amount}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(plan, file)
        file.flush()
        command = [sys.executable, "-m", "bench.rig.load", file.name]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    statuses = {int(status): count for status, count in found["statuses"].items()}
    return Load(statuses, found["seconds"], found["milliseconds"])


def _run(plan: dict[str, Any]) -> dict[str, Any]:
    requests = [text.encode() for text in plan["requests"]]
    selector = selectors.DefaultSelector()
    sent_at: dict[int, float] = {}
    buffers: dict[int, bytearray] = {}
    statuses: Counter[int] = Counter()
    milliseconds: list[float] = []
    sent = 0
    limit = plan["amount"] or sys.maxsize
    begun = time.perf_counter()
    until = begun + plan["seconds"]
    for _ in range(plan["connections"]):
        one = socket.create_connection(("127.0.0.1", plan["port"]))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(one, selectors.EVENT_READ)
        buffers[one.fileno()] = bytearray()
        sent_at[one.fileno()] = time.perf_counter()
        one.sendall(requests[sent % len(requests)])
        sent += 1
    waiting = plan["connections"]
    while waiting:
        for key, _ in selector.select():
            one: Any = key.fileobj
            buffer = buffers[key.fd]
            part = one.recv(262_144)
            if not part:
                message = "the server closed a persistent connection"
                raise ConnectionError(message)
            buffer += part
            status = _status(buffer)
            if not status:
                continue
            now = time.perf_counter()
            milliseconds.append((now - sent_at[key.fd]) * 1000)
            statuses[status] += 1
            buffer.clear()
            if now < until and sent < limit:
                sent_at[key.fd] = time.perf_counter()
                one.sendall(requests[sent % len(requests)])
                sent += 1
            else:
                waiting -= 1
    return {"statuses": statuses, "seconds": time.perf_counter() - begun, "milliseconds": milliseconds}


def _status(buffer: bytearray) -> int:
    """Return the status of a whole answer, 0 while some of it is missing."""
    end = buffer.find(WHOLE_HEAD)
    if end < 0:
        return 0
    head = bytes(buffer[:end]).lower()
    place = head.find(b"content-length:")
    if place >= 0:
        length = int(head[place + 15 :].split(b"\r\n", 1)[0])
        whole = len(buffer) >= end + 4 + length
    else:
        whole = buffer.endswith(b"0\r\n\r\n")
    return int(head[9:12]) if whole else 0


if __name__ == "__main__":
    print(json.dumps(_run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
