"""`voorrang migrate`: bring the database to this version's shape."""

import argparse

from voorrang.cli.context import application
from voorrang.cli.parser import FINE, Commands, UsageError, command
from voorrang.config.environment import Environment


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = command(
        commands,
        "migrate",
        _migrate,
        "bring the database to this version's shape",
        more="Runs as the role that owns the tables (VOORRANG_MIGRATOR_DATABASE_URL). Doing it twice changes nothing.",
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a migration is missing")


def _migrate(arguments: argparse.Namespace) -> int:
    with application() as found:
        return migrate(found, check=arguments.check)


def migrate(found: Environment, *, check: bool = False, quiet: bool = False) -> int:
    """Run the migrations as the migrator. With `check` only say (by the exit code) whether some are missing."""
    if not found.embedded and found.migrator_database_url == found.database_url:
        message = (
            "VOORRANG_MIGRATOR_DATABASE_URL is missing: the app's role owns no tables. Set it to the same database as the role "
            "that owns them."
        )
        raise UsageError(message)
    from django.core.management import call_command

    try:
        call_command(
            "migrate",
            database="migrator",
            interactive=False,
            verbosity=0 if check or quiet else 1,
            check_unapplied=check,
        )
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return FINE
