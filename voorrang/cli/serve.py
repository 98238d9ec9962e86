"""`voorrang serve` and `voorrang worker`: the two processes that an installation multiplies."""

import argparse

from voorrang.cli.context import database, django, environment
from voorrang.cli.parent import stop_with_parent
from voorrang.cli.parser import FINE, Commands, command


def add(commands: Commands) -> None:
    """Declare both commands."""
    serve = command(
        commands,
        "serve",
        _serve,
        "serve pages and API (one process of an installation)",
        more="Listens on VOORRANG_BIND and VOORRANG_PORT. Run `voorrang migrate` first. `voorrang run` does it all at once.",
    )
    worker = command(commands, "worker", _work, "run jobs: clocks, mails, imports (one process of an installation)")
    for parser in (serve, worker):
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when stdin ends (so `voorrang run` starts it)"
        )


def _serve(arguments: argparse.Namespace) -> int:
    from voorrang.config.server import serve

    if arguments.with_parent:
        stop_with_parent()

    found = environment()
    with database(found):
        serve(found)
    return FINE


def _work(arguments: argparse.Namespace) -> int:
    if arguments.with_parent:
        stop_with_parent()
    found = environment()
    with database(found):
        django()
        from voorrang.lib.jobs import run_worker

        run_worker()
    return FINE
