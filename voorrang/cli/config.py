"""`voorrang config`: what is set, what is not, what each setting means."""

import argparse
import os

from voorrang.cli.parser import FINE, Commands, answer, command
from voorrang.config.variables import VARIABLES

MORE = "Reads only the environment. Exits 2 and lists every mistake with its cure when something is wrong."


def add(commands: Commands) -> None:
    """Declare the topic."""
    parser = command(
        commands, "config", _show, "list and check the settings (VOORRANG_* variables)", more=MORE, listing=True
    )
    parser.add_argument("--markdown", action="store_true", help="print docs/configuration.md")


def _show(arguments: argparse.Namespace) -> int:
    from voorrang.config.environment import read_environment

    if arguments.markdown:
        from voorrang.config.page import configuration_page

        print(configuration_page(), end="")
        return FINE
    rows = [
        {
            "name": variable.name,
            "set": variable.name in os.environ,
            "value": _shown(variable.name, secret=variable.secret) or variable.default,
            "help": variable.help,
        }
        for variable in VARIABLES
    ]
    if arguments.json:
        answer(rows)
    else:
        for row in rows:
            print(f"{row['name']:31} {row['value'] or '-'}\n{'':31} {row['help']}")
    read_environment()
    return FINE


def _shown(name: str, *, secret: bool) -> str | None:
    value = os.environ.get(name)
    return "(set, not shown)" if value and secret else value
