"""What became of each row."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

type State = Literal["new", "changed", "unchanged", "refused", "held"]
"""`held`: nothing is wrong with the row, but with another one of its customer."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, and what to do about it, in the language in use."""

    field: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was read. `line` counts from 1 in its file."""

    sheet: str
    line: int
    customer: str
    data: dict[str, str]


@dataclass(slots=True)
class Result:
    """A row with what became of it."""

    row: Row
    state: State
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class CustomerResult:
    """All rows of one customer: taken in together, or none."""

    code: str
    results: list[Result] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the customer was taken in."""
        return any(one.state == "refused" for one in self.results)

    def counts(self) -> dict[State, int]:
        """How many rows came out how."""
        return counted(self.results)


def counted(results: Iterable[Result]) -> dict[State, int]:
    """Return the number of rows by state; every state is there."""
    counts: dict[State, int] = {"new": 0, "changed": 0, "unchanged": 0, "refused": 0, "held": 0}
    for one in results:
        counts[one.state] += 1
    return counts


def as_json(result: Result) -> dict[str, Any]:
    """Return a row's result as plain values."""
    return {
        "file": result.row.sheet,
        "line": result.row.line,
        "customer": result.row.customer,
        "state": result.state,
        "problems": [asdict(problem) for problem in result.problems],
    }
