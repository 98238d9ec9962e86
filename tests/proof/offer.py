"""Requests at a rate, whether or not the earlier ones were answered. `python -m tests.proof.offer FILE` prints what came back.

FILE holds a JSON object: `port`, `rate` a second, `seconds`, `requests` (whole HTTP/1.1 requests as texts, sent in turn).
A connection that waits for its answer is not used for another request: there are as many as are needed. The load runs on
the machine under test, so it must cost little; hence sockets and a selector.
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
from typing import Any

from bench.rig.load import WHOLE_HEAD, Load
from tests.support.installation import ROOT

GIVE_UP_AFTER = 60.0
"""Seconds after the last request in which answers are waited for."""


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


class Flood:
    """Sends what is due and takes what has come."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.requests = [text.encode() for text in plan["requests"]]
        self.port, self.rate = plan["port"], plan["rate"]
        self.amount = int(plan["rate"] * plan["seconds"])
        self.statuses: Counter[int] = Counter()
        self.milliseconds: list[float] = []
        self.told = 0
        self._selector = selectors.DefaultSelector()
        self._idle: list[socket.socket] = []
        self._asked: dict[socket.socket, tuple[float, bytearray]] = {}

    def run(self) -> dict[str, Any]:
        begun = time.perf_counter()
        sent = 0
        until = begun + self.amount / self.rate + GIVE_UP_AFTER
        while sent < self.amount or self._asked:
            now = time.perf_counter()
            if now > until:
                self.statuses[0] += len(self._asked)
                break
            due = min(self.amount, int((now - begun) * self.rate) + 1)
            for number in range(sent, due):
                self._send(self.requests[number % len(self.requests)])
            sent = max(sent, due)
            wait = max(0.0, begun + sent / self.rate - time.perf_counter()) if sent < self.amount else 1.0
            for key, _ in self._selector.select(wait):
                self._take(key.fileobj)
        return {
            "statuses": self.statuses,
            "seconds": time.perf_counter() - begun,
            "milliseconds": self.milliseconds,
            "told": self.told,
        }

    def _send(self, text: bytes) -> None:
        try:
            one = self._idle.pop() if self._idle else self._open()
            one.sendall(text)
        except OSError:
            self.statuses[0] += 1
        else:
            self._asked[one] = (time.perf_counter(), bytearray())

    def _open(self) -> socket.socket:
        one = socket.create_connection(("127.0.0.1", self.port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._selector.register(one, selectors.EVENT_READ)
        return one

    def _take(self, one: Any) -> None:
        try:
            part = one.recv(65_536)
        except OSError:
            part = b""
        if one in self._asked:
            began, buffer = self._asked[one]
            buffer += part
            if part and not _is_whole(buffer):
                return
            del self._asked[one]
            self._note(buffer if part else bytearray(), time.perf_counter() - began)
        if part:
            self._idle.append(one)
            return
        self._selector.unregister(one)
        one.close()
        if one in self._idle:
            self._idle.remove(one)

    def _note(self, answer: bytearray, seconds: float) -> None:
        status = int(answer[9:12] or 0)
        self.statuses[status] += 1
        if 200 <= status < 300:
            self.milliseconds.append(seconds * 1000)
        elif b"retry-after:" in bytes(answer).lower():
            self.told += 1


def _is_whole(answer: bytearray) -> bool:
    end = answer.find(WHOLE_HEAD)
    if end < 0:
        return False
    length = bytes(answer[:end]).lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0]
    return len(answer) >= end + 4 + int(length)


if __name__ == "__main__":
    print(json.dumps(Flood(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))).run()))
