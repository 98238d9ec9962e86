"""Cases: open, follow, answer, close and reopen them."""

from voorrang.api.cases import closure, costs, events, files, opening, reading
from voorrang.api.cases.router import router

__all__ = ["closure", "costs", "events", "files", "opening", "reading", "router"]
