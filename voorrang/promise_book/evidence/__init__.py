"""The providers, by where the evidence lies."""

from voorrang.promise_book.evidence import cases, people, steps

__all__ = ["cases", "people", "steps"]
