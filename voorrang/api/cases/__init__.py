"""Cases: open, follow, answer, close and reopen them."""

from voorrang.api.cases import closure, events, opening, reading
from voorrang.api.cases.router import router

__all__ = ["closure", "events", "opening", "reading", "router"]
