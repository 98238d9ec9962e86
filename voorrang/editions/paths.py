"""Paths into canonical content, such as `matrix/PM/reports` or `minimum/PM/0/kinds`: how readings change the terms."""

from collections.abc import Mapping, Sequence
from typing import Any


class PathMissing(KeyError):
    """The content has nothing at this path."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


def value_at(content: Any, path: str) -> Any:
    """Return what stands at a path. Raises PathMissing."""
    here = content
    for step in path.split("/"):
        here = _step(here, step, path)
    return here


def with_value_at(content: Any, path: str, value: Any) -> Any:
    """Return a copy of the content in which one existing path holds another value. Raises PathMissing.

    Only the branch that leads to the path is copied.
    """
    step, _, rest = path.partition("/")
    below = _step(content, step, path)
    changed = with_value_at(below, rest, value) if rest else value
    if isinstance(content, Mapping):
        return {**content, step: changed}
    position = int(step)
    return [*content[:position], changed, *content[position + 1 :]]


def _step(here: Any, step: str, path: str) -> Any:
    if isinstance(here, Mapping) and step in here:
        return here[step]
    if isinstance(here, Sequence) and not isinstance(here, str) and step.isdecimal() and int(step) < len(here):
        return here[int(step)]
    raise PathMissing(path)
