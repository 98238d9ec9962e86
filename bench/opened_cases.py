"""Cases opened by API against a bare WSGI and SQL server that commits the same rows. The goal is a third of its speed.

`python -m bench.opened_cases [--json FILE] [--rounds N] [--seconds S]`
"""

import argparse
from typing import Any

from bench.rig.report import Goal, finish, options
from bench.rig.versus import compare, tell
from bench.rig.world import BenchCustomer
from bench.stored_decisions import question

GOAL = 0.333


def case(customer: BenchCustomer, place: int) -> dict[str, Any]:
    """Return what is asked: a case about another device each time."""
    symptom = f"Does not start any more ({place})\nThe lamp blinks twice, then nothing. Another adapter did not help."
    return question(customer, place) | {"symptom": symptom, "impact": "one_person"}


def main() -> None:
    """Print the figures; exit 1 when the goal is missed."""
    parser = options(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=5)
    chosen = parser.parse_args()
    figures = compare("/api/v1/cases", case, with_cases=True, rounds=chosen.rounds, seconds=chosen.seconds)
    tell(figures)
    whole = all(figures["rows_equal_acknowledged"].values())
    goals = [
        Goal("opened cases, of a bare server's speed", figures["ratio"], GOAL, "at least"),
        Goal("opened cases counted afterwards, of those acknowledged", float(whole), 1, "at least"),
    ]
    finish("opened_cases", figures, goals, chosen.json)


if __name__ == "__main__":
    main()
