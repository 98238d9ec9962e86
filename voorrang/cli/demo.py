"""`voorrang demo`: the demonstration's invented world."""

import argparse

from voorrang.cli.context import application
from voorrang.cli.demo_grow import MORE, add_grow, demo_only, moment
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group

LOOPBACK = ("127.", "::1")


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "demo", "reset or grow the demonstration's world; show who can log in", MORE)
    reset = command(topic, "reset", _reset, "delete everything and lay the demo world anew", more=MORE)
    reset.add_argument("--seed", type=int, default=1, help="same seed, same world (default 1)")
    reset.add_argument(
        "--anchor",
        type=moment,
        metavar="INSTANT",
        help="what everything is relative to, such as 2026-03-02T00:00:00Z (default: midnight UTC before now)",
    )
    add_grow(topic)
    command(
        topic,
        "credentials",
        _credentials,
        "list who can log in, with passwords, tokens and PINs",
        more=MORE,
        listing=True,
    )


def _reset(arguments: argparse.Namespace) -> int:
    with application() as found:
        demo_only(found)
        from voorrang.cli.migrate import migrate
        from voorrang.demo.world import reset

        if migrate(found, quiet=True) != FINE:  # an empty database has nothing to reset yet
            return FINDINGS
        reset(seed=arguments.seed, anchor=arguments.anchor, tell=complain)
    complain("The demo world is laid anew.")
    return FINE


def _credentials(arguments: argparse.Namespace) -> int:
    with application() as found:
        demo_only(found)
        if not found.bind.startswith(LOOPBACK):
            message = f"VOORRANG_BIND is {found.bind}: passwords are shown only when nobody but this machine can reach the demo."
            raise UsageError(message)
        from voorrang.demo.world import credentials

        people = credentials()
    if arguments.json:
        answer(people)
    else:
        print(people_table(people))
    return FINE


def people_table(people: list[dict[str, str | None]]) -> str:
    """Who can log in, as lines for the terminal."""
    rows = [[str(person.get(key) or "-") for key in ("role", "customer", "email", "password")] for person in people]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
