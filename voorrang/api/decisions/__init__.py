"""Decisions: may support be claimed, and why. Asked without opening a case, or read back."""

from voorrang.api.decisions import checks, reading
from voorrang.api.decisions.router import router

__all__ = ["checks", "reading", "router"]
