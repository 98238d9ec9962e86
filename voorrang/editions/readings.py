"""Readings of contradictions: which choice holds, and what it changes in the terms."""

from collections.abc import Mapping
from typing import Any

from voorrang.editions.paths import with_value_at


class ReadingUnknown(ValueError):
    """No such reading or choice, or a reading that is fixed. The message says which, and what may be chosen."""


def choose(readings: dict[str, Any], choices: Mapping[str, str]) -> dict[str, Any]:
    """Return these readings with other choices, by id of the reading. Raises ReadingUnknown."""
    rows = {row["id"]: row for row in readings["reading"]}
    for reading_id, choice in choices.items():
        row = rows.get(reading_id)
        if row is None:
            message = f"There is no reading {reading_id!r}; there are {', '.join(rows)}."
            raise ReadingUnknown(message)
        if "why_fixed" in row:
            message = f"The reading {reading_id} is fixed: {row['why_fixed']['en']}"
            raise ReadingUnknown(message)
        if choice not in row["choice"]:
            message = f"The reading {reading_id} has no choice {choice!r}; it has {', '.join(row['choice'])}."
            raise ReadingUnknown(message)
    rows |= {reading_id: {**rows[reading_id], "chosen": choice} for reading_id, choice in choices.items()}
    return {**readings, "reading": list(rows.values())}


def read_with(terms: dict[str, Any], readings: dict[str, Any]) -> dict[str, Any]:
    """Return the terms with the changes of every chosen reading. Raises PathMissing for a path that the terms lack."""
    for row in readings["reading"]:
        for change in row["choice"][row["chosen"]].get("changes", ()):
            terms = with_value_at(terms, change["path"], change["value"])
    return terms
