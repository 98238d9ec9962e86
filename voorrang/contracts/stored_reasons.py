"""Reasons as JSON columns hold them: codes and facts, never prose."""

from collections.abc import Iterable, Mapping
from typing import Any

from voorrang.rules.reasons import Reason


def reasons_json(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Return reasons for a JSON column."""
    return [{"code": reason.code, "facts": dict(reason.facts), "device": reason.device} for reason in reasons]


def stored_reasons(rows: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Return the reasons of a JSON column, for `rules.explain.explain`."""
    return tuple(Reason(row["code"], row["facts"], row["device"]) for row in rows)
