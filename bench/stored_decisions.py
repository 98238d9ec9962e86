"""Stored decisions by API against a bare WSGI and SQL server that commits the same rows. The goal is half its speed.

`python -m bench.stored_decisions [--json FILE] [--rounds N] [--seconds S]`
"""

import argparse
from typing import Any

from bench.rig.report import Goal, finish, options
from bench.rig.versus import compare, tell
from bench.rig.world import BenchCustomer

GOAL = 0.5


def question(customer: BenchCustomer, place: int) -> dict[str, Any]:
    """Return what is asked: another device each time."""
    return {
        "devices": [{"serial": customer.serials[place]}],
        "country": customer.country,
        "language": "en",
        "self_diagnosis": {"steps": ["reseated memory", "other adapter"], "finding": f"board dead ({place})"},
    }


def main() -> None:
    """Print the figures; exit 1 when the goal is missed."""
    parser = options(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=5)
    chosen = parser.parse_args()
    path = "/api/v1/entitlement-checks"
    figures = compare(path, question, with_cases=False, rounds=chosen.rounds, seconds=chosen.seconds)
    tell(figures)
    whole = all(figures["rows_equal_acknowledged"].values())
    goals = [
        Goal("stored decisions, of a bare server's speed", figures["ratio"], GOAL, "at least"),
        Goal("stored decisions counted afterwards, of those acknowledged", float(whole), 1, "at least"),
    ]
    finish("stored_decisions", figures, goals, chosen.json)


if __name__ == "__main__":
    main()
