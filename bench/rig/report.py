"""Goals and how a bench ends: figures into a file if asked, a line for each goal, and an exit code."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Literal, NamedTuple


class Goal(NamedTuple):
    """Something that a bench wants: a figure, and what it must be at least or at most."""

    name: str
    measured: float
    wanted: float
    sense: Literal["at least", "at most"]

    @property
    def is_met(self) -> bool:
        """Whether the figure is good enough."""
        return self.measured >= self.wanted if self.sense == "at least" else self.measured <= self.wanted

    def line(self) -> str:
        """Return the goal as a line of a table."""
        state = "met   " if self.is_met else "MISSED"
        return f"  {state}  {self.name:<62} {self.measured:>10,.4g}  ({self.sense} {self.wanted:,.4g})"


def options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Add what every bench takes."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file too")
    return parser


def finish(name: str, figures: dict[str, Any], goals: list[Goal], file: Path | None) -> None:
    """Print the goals, write the file, and exit: 1 when a goal is missed."""
    for goal in goals:
        print(goal.line())
    if file is not None:
        told = [goal._asdict() | {"met": goal.is_met} for goal in goals]
        file.write_text(json.dumps({"bench": name, "figures": figures, "goals": told}, indent=1), encoding="utf-8")
    sys.exit(0 if all(goal.is_met for goal in goals) else 1)
