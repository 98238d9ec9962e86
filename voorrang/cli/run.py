"""`voorrang run`: everything at once: database, migrations, demo world, web, jobs. Until Ctrl-C."""

import argparse
import errno
import socket
import sys

from voorrang.cli.context import application, environment
from voorrang.cli.instance import Instance
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, command, complain
from voorrang.config.environment import Environment

MORE = """Starts the embedded database (unless VOORRANG_DATABASE_URL names another), brings it to this version's shape, lays the
demo world once when VOORRANG_DEMO=1, and serves until Ctrl-C. Running it again changes no data. Two instances live side
by side with two VOORRANG_VAR and two ports."""


def add(commands: Commands) -> None:
    """Declare the command, and the hidden one that prepares the database in a process of its own."""
    command(commands, "run", _run, "run everything until Ctrl-C: database, web, jobs", more=MORE)
    command(commands, "stop", _stop, "stop what `voorrang run` started, from another terminal")
    hidden = commands.add_parser("prepare")  # without help it stays out of the overview
    hidden.set_defaults(run=_prepare)


def _run(_: argparse.Namespace) -> int:
    from voorrang.cli.supervisor import Supervisor

    found = environment()
    instance = Instance(found.var)
    if (other := instance.claim()) is not None:
        message = (
            f"Process {other} runs {found.var} already. Stop it with `voorrang stop`, or run a second instance beside it: "
            f"PORT={found.port + 1} VOORRANG_VAR=var2."
        )
        raise UsageError(message)
    _port_is_free(found)
    supervisor = Supervisor(found)
    return supervisor.run(
        before=[sys.executable, "-m", "voorrang.cli", "prepare"],
        children={
            "web": [sys.executable, "-m", "voorrang.cli", "serve", "--with-parent"],
            "jobs": [sys.executable, "-m", "voorrang.cli", "worker", "--with-parent"],
        },
    )


def _stop(_: argparse.Namespace) -> int:
    found = environment(complete=False)
    try:
        stopped = Instance(found.var).stop_other()
    except TimeoutError as error:
        complain(f"voorrang: {error}")
        return FINDINGS
    complain("Stopped." if stopped else f"Nothing runs in {found.var}.")
    return FINE


def _port_is_free(found: Environment) -> None:
    family = socket.AF_INET6 if ":" in found.bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((found.bind, found.port))
        except OSError as error:
            if error.errno == errno.EACCES:
                message = f"Port {found.port} is reserved for root. Choose one above 1023: PORT=8000."
            else:
                message = f"Port {found.port} on {found.bind} is taken ({error.strerror}). Choose another one: PORT={found.port + 1}."
            raise UsageError(message) from error


def _prepare(_: argparse.Namespace) -> int:
    from voorrang.cli.migrate import migrate
    from voorrang.cli.programme import store_edition

    with application() as found:
        if migrate(found, quiet=True) != FINE or store_edition(found.programmes / found.programme) != FINE:
            return FINDINGS
        if found.demo:
            from voorrang.cli.demo import people_table
            from voorrang.demo.world import credentials, ensure

            if ensure(tell=complain):
                complain("The demo world is laid.")
            people = people_table([one for one in credentials() if one.get("password")])
            complain(f"\nWho can log in (`voorrang demo credentials` shows tokens and PINs too):\n\n{people}\n")
    return FINE
