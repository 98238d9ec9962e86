"""`voorrang manage ...`: Django's own commands, for developers."""

import os
from collections.abc import Sequence
from importlib.util import find_spec

from voorrang.cli.context import SETTINGS, database, environment
from voorrang.cli.parser import FINE, Commands

WITHOUT_DATABASE = {"help", "--help", "-h", "compilemessages", "makemessages", "collectstatic", "findstatic"}


def add(commands: Commands) -> None:
    """Only for the overview: `main` hands everything after `manage` on unread."""
    commands.add_parser("manage", help="run one of Django's commands (for developers), like `voorrang manage shell`")


def manage(arguments: Sequence[str]) -> int:
    """Run a command of Django's, with the database it needs."""
    from django.core.management import execute_from_command_line

    found = environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _settings_for(arguments))
    line = ["voorrang manage", *arguments]
    if not arguments or arguments[0] in WITHOUT_DATABASE:
        execute_from_command_line(line)
        return FINE
    with database(found):
        execute_from_command_line(line)
    return FINE


def _settings_for(arguments: Sequence[str]) -> str:
    # Whoever makes a migration has the development tools, one of which keeps the order of migrations.
    developing = arguments[:1] == ["makemigrations"] and find_spec("django_linear_migrations") is not None
    return f"{SETTINGS}_dev" if developing else SETTINGS
