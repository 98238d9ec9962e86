"""Identifiers made in the application: UUIDv7, which sort by time and need no database (`scale.md`, 2)."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random
from uuid import UUID

_MILLISECONDS_BITS = 48
_lock = threading.Lock()
_last = 0
_drawn: "_Drawn | None" = None


class _Drawn:
    """Ids from a seed, each later than the one before."""

    def __init__(self, seed: str, at: datetime) -> None:
        self.random = Random(seed)  # noqa: S311 -- an invented world, made again the same
        self.ticks = int(at.timestamp()) * 4_000_000

    def next(self) -> UUID:
        self.ticks += 1
        milliseconds, rest = divmod(self.ticks, 4000)
        return _compose(milliseconds, rest, self.random.getrandbits(64))


@contextmanager
def ids_drawn_from(seed: str, at: datetime) -> Iterator[None]:
    """Draw all ids of this process from a seed, those of the present from `at` on. For invented worlds, in one thread."""
    global _drawn  # noqa: PLW0603 -- models take `uuid7` as their default: there is no place to hand a source in
    before, _drawn = _drawn, _Drawn(seed, at)
    try:
        yield
    finally:
        _drawn = before


def uuid7() -> UUID:
    """Return a new UUIDv7 of the present instant; ids of one process never go backwards."""
    global _last  # noqa: PLW0603 -- monotonic within the process: two rows of one action keep their order
    if _drawn is not None:
        return _drawn.next()
    with _lock:
        # 12 bits below the millisecond carry microseconds, so that a burst stays in order.
        ticks = max(time.time_ns() // 250, _last + 1)
        _last = ticks
    milliseconds, rest = divmod(ticks, 4000)
    return _compose(milliseconds, rest)


def uuid7_at(at: datetime) -> UUID:
    """Return a new UUIDv7 of the instant `at`: imported history gets ids of its own time (decision 12)."""
    milliseconds = int(at.timestamp() * 1000)
    if _drawn is not None:
        return _compose(milliseconds, _drawn.random.getrandbits(12), _drawn.random.getrandbits(64))
    return _compose(milliseconds, int.from_bytes(os.urandom(2)) & 0x0FFF)


def _compose(milliseconds: int, rest: int, drawn: int | None = None) -> UUID:
    value = (milliseconds & ((1 << _MILLISECONDS_BITS) - 1)) << 80
    value |= 0x7 << 76 | (rest & 0x0FFF) << 64
    value |= 0b10 << 62 | (int.from_bytes(os.urandom(8)) if drawn is None else drawn) >> 2
    return UUID(int=value)
