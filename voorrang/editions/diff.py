"""What differs between two versions of a programme's content, by path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from voorrang.editions.canonical import plain

ABSENT: Final = "(absent)"
"""Stands for a value that one of the two versions lacks."""

_NAMES = ("id", "code", "key", "clause")
"""Keys by which rows of a list are told apart; a list without them is compared as one value."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One path that differs. `old` or `new` is ABSENT where a version has nothing there."""

    path: str
    old: Any
    new: Any


def diff(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Return every path that differs between two contents (terms, coverage or readings), in order of path."""
    return sorted(_changes("", plain(dict(old)), plain(dict(new))), key=lambda change: change.path)


def _changes(path: str, old: Any, new: Any) -> Iterator[Change]:
    old, new = _named(old), _named(new)
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old.keys() | new.keys():
            below = f"{path}/{name}" if path else name
            yield from _changes(below, old.get(name, ABSENT), new.get(name, ABSENT))
    elif old != new:
        yield Change(path, old, new)


def _named(value: Any) -> Any:
    """Turn a list of rows with ids into a table by id, so that a moved row is no change."""
    if not isinstance(value, list) or not value:
        return value
    for name in _NAMES:
        if all(isinstance(row, dict) and name in row for row in value):
            named = {str(row[name]): row for row in value}
            if len(named) == len(value):
                return named
    return value
