"""What the topics of the command line share: how to declare a command, and how to answer."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

type Handler = Callable[[argparse.Namespace], int]
type Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- argparse has no public name for what add_subparsers returns

FINE, FINDINGS, USAGE = 0, 1, 2


class UsageError(Exception):
    """What was asked cannot be done as written; the text says why and what would work. Exit code 2."""


def command(
    commands: Commands, name: str, run: Handler, text: str, *, more: str = "", listing: bool = False
) -> argparse.ArgumentParser:
    """Declare one command. `text` is its line in the overview, `more` follows in its own help; `listing` adds --json."""
    parser = commands.add_parser(
        name,
        help=text,
        description=f"{text}\n\n{more}".strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    if listing:
        parser.add_argument("--json", action="store_true", help="answer as JSON on stdout")
    return parser


def group(commands: Commands, name: str, text: str, more: str = "") -> Commands:
    """Declare a topic with commands of its own, like `voorrang db ...`."""
    parser = commands.add_parser(
        name,
        help=text,
        description=f"{text}\n\n{more}".strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser.add_subparsers(metavar="COMMAND", required=True)


def answer(value: Any) -> None:
    """Print a value as JSON."""
    json.dump(value, sys.stdout, indent=2, ensure_ascii=False, default=str)
    sys.stdout.write("\n")


def complain(text: str) -> None:
    """Say something to the person at the terminal, beside the answer."""
    sys.stderr.write(f"{text.rstrip()}\n")
