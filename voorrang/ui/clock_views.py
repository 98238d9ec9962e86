"""From a clock's evaluation, as the rules give it, to what pages show."""

from typing import Any

from voorrang.rules.clocks import Evaluation
from voorrang.ui.names import name_of
from voorrang.ui.shapes import ClockView, Due, Stretch


def due_of(evaluation: Evaluation) -> Due:
    """How a clock stands: the present state with its deadline."""
    last = evaluation.intervals[-1] if evaluation.intervals else None
    match evaluation.verdict:
        case "met":
            return Due(evaluation.deadline or evaluation.stopped_at, "kept", evaluation.stopped_at)
        case "breached" if evaluation.stopped_at is not None:
            return Due(evaluation.deadline, "missed", evaluation.stopped_at)
        case "paused":
            return Due(evaluation.deadline, "paused", last.starts_at if last else None)
        case _:
            return Due(evaluation.deadline)


def clock_view(name: Any, evaluation: Evaluation, note: Any = "", *, internal: bool = False) -> ClockView | None:
    """Return a clock to show; None before it has started. `note` says where it comes from (promise, calendar, agreement)."""
    if evaluation.started_at is None:
        return None
    return ClockView(
        name=name,
        due=due_of(evaluation),
        started_at=evaluation.started_at,
        stretches=tuple(
            Stretch(
                part.state,
                part.starts_at,
                part.ends_at,
                "" if part.state == "counted" else name_of("interval", part.reason),
            )
            for part in evaluation.intervals
            if part.ends_at > part.starts_at
        ),
        note=note,
        internal=internal,
    )
