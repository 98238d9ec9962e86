"""Identifiers made in the application: UUIDv7, which sort by time and need no database (`scale.md`, 2)."""

import os
import threading
import time
from datetime import datetime
from uuid import UUID

_MILLISECONDS_BITS = 48
_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """Return a new UUIDv7 of the present instant; ids of one process never go backwards."""
    global _last  # noqa: PLW0603 -- monotonic within the process: two rows of one action keep their order
    with _lock:
        # 12 bits below the millisecond carry microseconds, so that a burst stays in order.
        ticks = max(time.time_ns() // 250, _last + 1)
        _last = ticks
    milliseconds, rest = divmod(ticks, 4000)
    return _compose(milliseconds, rest)


def uuid7_at(at: datetime) -> UUID:
    """Return a new UUIDv7 of the instant `at`: imported history gets ids of its own time (decision 12)."""
    milliseconds = int(at.timestamp() * 1000)
    return _compose(milliseconds, int.from_bytes(os.urandom(2)) & 0x0FFF)


def _compose(milliseconds: int, rest: int) -> UUID:
    value = (milliseconds & ((1 << _MILLISECONDS_BITS) - 1)) << 80
    value |= 0x7 << 76 | (rest & 0x0FFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2
    return UUID(int=value)
