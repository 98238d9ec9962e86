"""`voorrang serve` and `voorrang worker`: the two processes that an installation multiplies."""

import argparse

from voorrang.cli.context import database, django, environment
from voorrang.cli.parser import FINE, Commands, command


def add(commands: Commands) -> None:
    """Declare both commands."""
    command(
        commands,
        "serve",
        _serve,
        "serve pages and API (one process of an installation)",
        more="Listens on VOORRANG_BIND and VOORRANG_PORT. Run `voorrang migrate` first. `voorrang run` does it all at once.",
    )
    command(commands, "worker", _work, "run jobs: clocks, mails, imports (one process of an installation)")


def _serve(_: argparse.Namespace) -> int:
    from voorrang.config.server import serve

    found = environment()
    with database(found):
        serve(found)
    return FINE


def _work(_: argparse.Namespace) -> int:
    found = environment()
    with database(found):
        django()
        from voorrang.lib.jobs import run_worker

        run_worker()
    return FINE
