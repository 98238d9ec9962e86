"""Cases: open, follow, answer, close and reopen them."""

from voorrang.api.cases import closure, events, files, opening, reading
from voorrang.api.cases.router import router

__all__ = ["closure", "events", "files", "opening", "reading", "router"]
