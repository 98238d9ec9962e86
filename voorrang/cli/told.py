"""Decisions and clocks as plain text for a terminal."""

import textwrap
from collections.abc import Iterator
from typing import Any

WIDTH = 100


def decision_text(decision: dict[str, Any]) -> str:
    """The outcome, the devices when they differ, and each reason with clause and cure."""
    return "\n".join(_decision_lines(decision))


def _decision_lines(decision: dict[str, Any]) -> Iterator[str]:
    yield f"{decision['outcome'].replace('_', ' ').upper()}" + (
        f"  tier {decision['tier']}" if decision["tier"] else ""
    )
    for device in decision["devices"]:
        yield f"  {device['ref']}: {device['outcome'].replace('_', ' ')}"
    for reason in decision["reasons"]:
        clauses = ", ".join(reason["clauses"]) or "-"
        whose = f" ({reason['device']})" if reason["device"] else ""
        yield ""
        yield textwrap.fill(f"[{clauses}]{whose} {reason['text']}", WIDTH, subsequent_indent="    ")
        if reason["cure"]:
            yield textwrap.fill(f"Cure: {reason['cure']}", WIDTH, initial_indent="    ", subsequent_indent="    ")
    programme = decision["programme"]
    yield ""
    yield f"Decided under {programme['code']}, edition {programme['edition']}."


def clock_text(reading: dict[str, Any]) -> str:
    """Verdict and deadline, then every interval with its reason."""
    lines = [f"{reading['verdict'].replace('_', ' ').upper()}  deadline {reading['deadline'] or 'open'}"]
    lines += [
        f"counted {_span(reading['counted_seconds'])}, left {_span(reading['remaining_seconds'])}, overdue {_span(reading['overdue_seconds'])}"
    ]
    for interval in reading["intervals"]:
        rest = "  ".join(str(value) for key, value in interval.items() if key not in {"starts_at", "ends_at"} and value)
        lines.append(f"  {interval['starts_at']} to {interval['ends_at']}  {rest}")
    return "\n".join(lines)


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min"
