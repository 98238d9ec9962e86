"""What was promised to the writers: every write that was acknowledged, to be looked for afterwards."""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

from tests.proof.client import Answer, object_to, open_case, reply
from tests.proof.world import Town

OPENED, REPLIED, OBJECTED = "opened", "replied", "objected"
DONE = range(200, 400)
AGAIN = frozenset({0, 409, 429, 500, 502, 503})
"""Nothing came back, or the answer says that nothing was done: the same request is sent again under the same key."""


def covered(town: Town) -> list[str]:
    """The devices that a case is opened for: of the bench's fleet one in ten has no cover."""
    return [serial for place, serial in enumerate(town.serials) if place % 10]


@dataclass
class Write:
    """One thing that a writer wanted, under its mark, which is in its text and is its key."""

    kind: str
    mark: str
    serial: str = ""
    case: str = ""
    acknowledged: bool = False
    tries: int = 0


@dataclass
class Ledger:
    """All that the writers wanted, and the answers by status."""

    port: int
    towns: list[Town]
    seed: int
    writes: list[Write] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    unlike: list[str] = field(default_factory=list)
    """Answers to a repeated request that were not those to the first one."""
    strange: list[str] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    giving_up: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, writers: int) -> None:
        """Let so many people write at once."""
        for number in range(writers):
            dice = random.Random(self.seed * 1000 + number)
            town = self.towns[number % len(self.towns)]
            self._threads.append(threading.Thread(target=self._write_on, args=(town, dice), daemon=True))
        for thread in self._threads:
            thread.start()

    def finish(self, patience: float = 60) -> None:
        """Ask for no more; what is under way is tried until it is acknowledged, or patience ends."""
        self.stopping.set()
        until = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self.giving_up.set()
        for thread in self._threads:
            thread.join(30)

    def of(self, kind: str, *, acknowledged: bool = True) -> list[Write]:
        """The writes of a kind."""
        return [one for one in self.writes if one.kind == kind and one.acknowledged is acknowledged]

    def _write_on(self, town: Town, dice: random.Random) -> None:
        own: list[str] = []
        while not self.stopping.is_set():
            kind = dice.choices((OPENED, REPLIED, OBJECTED), (5, 4, 1))[0] if own else OPENED
            case = dice.choice(own) if kind == REPLIED else ""
            write = Write(kind, f"{kind}-{uuid4()}", dice.choice(covered(town)), case)
            with self._lock:
                self.writes.append(write)
            answer = self._insist(town, write)
            if not write.acknowledged:
                continue
            if kind == OPENED:
                if answer.json["case"] is None:
                    self.strange.append(f"{write.mark} refused: {write.serial}")
                    continue
                write.case = answer.json["case"]["id"]
                own.append(write.case)
            if dice.random() < 0.1:
                self._once_more(town, write, answer)

    def _insist(self, town: Town, write: Write) -> Answer:
        while True:
            write.tries += 1
            answer = self._send(town, write)
            with self._lock:
                self.statuses[answer.status] += 1
            if answer.status in DONE:
                write.acknowledged = True
                return answer
            if answer.status not in AGAIN:
                self.strange.append(f"{write.kind} {answer.status} {answer.body[:300]!r}")
                return answer
            if self.giving_up.is_set():
                return answer
            time.sleep(0.2)

    def _once_more(self, town: Town, write: Write, first: Answer) -> None:
        again = self._send(town, write)
        with self._lock:
            self.statuses[again.status] += 1
        if again.status in DONE and (again.status, again.body) != (first.status, first.body):
            self.unlike.append(f"{write.mark}: {first.status} {first.body[:200]!r}, then {again.status}")

    def _send(self, town: Town, write: Write) -> Answer:
        words = f"[{write.mark}]"
        if write.kind == OPENED:
            return open_case(self.port, town, words, write.mark, write.serial)
        if write.kind == REPLIED:
            return reply(self.port, town, write.case, words, write.mark)
        return object_to(self.port, town, words, write.mark)
