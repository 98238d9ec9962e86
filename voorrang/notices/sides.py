"""The two editions of a comparison as content, kept for the customers that follow."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from voorrang.editions.canonical import canonical_json
from voorrang.editions.sides import Side, stored_side
from voorrang.notices.models import Comparison


def sides_of(before: Mapping[str, str], after: Mapping[str, str], choices: Mapping[str, str]) -> tuple[Side, Side]:
    """Return both sides: stored editions, the newer with other readings. Raises `EditionMissing`, `ReadingUnknown`."""
    return _sides(tuple(sorted(before.items())), tuple(sorted(after.items())), tuple(sorted(choices.items())))


def change_key(comparison: Comparison) -> str:
    """Name the change: asked about twice, it is the same."""
    content = {"before": comparison.before, "after": comparison.after, "choices": comparison.choices}
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


@lru_cache(maxsize=8)
def _sides(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...], choices: tuple[tuple[str, str], ...]
) -> tuple[Side, Side]:
    old, new = stored_side(dict(before)), stored_side(dict(after))
    return old, new.with_readings(dict(choices)) if choices else new
