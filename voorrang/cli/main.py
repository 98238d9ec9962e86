"""Entry point: reads the command, runs it, turns expected errors into a text and an exit code."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from voorrang.cli.parser import FINDINGS, USAGE, UsageError, complain
from voorrang.config.environment import ConfigurationError
from voorrang.lib.postgres.errors import PostgresError

TOPICS = (
    "run",
    "serve",
    "migrate",
    "db",
    "backup",
    "config",
    "programme",
    "decide",
    "decisions",
    "fleet",
    "cutover",
    "people",
    "privacy",
    "demo",
    "api",
    "manage",
)

ABOUT = """Voorrang runs a hardware vendor's tiered premium-support programme:
who may claim what, why, and what is due next.

Try it:            VOORRANG_DEMO=1 voorrang run
Ask the rules:     voorrang programme show
                   voorrang decide docs/examples/decide-entitled-laptop.json
Help on a command: voorrang COMMAND --help"""

EXIT = "Exit code: 0 fine, 1 findings or failure, 2 wrong usage or configuration. Settings are VOORRANG_* variables: voorrang config."

INTERRUPTED = 130


def build_parser() -> argparse.ArgumentParser:
    """The whole command line. Topics are imported here, what they need only when a command runs."""
    parser = argparse.ArgumentParser(
        prog="voorrang", description=ABOUT, epilog=EXIT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"voorrang {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for topic in TOPICS:
        importlib.import_module(f"voorrang.cli.{topic}").add(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"] or given[:1] == ["m"]:
        from voorrang.cli.manage import manage

        return _guarded(lambda: manage(given[1:]))
    if not given:
        build_parser().print_help()
        return USAGE
    parsed = build_parser().parse_args(given)
    return _guarded(lambda: int(parsed.run(parsed)))


def _guarded(run: Callable[[], int]) -> int:
    try:
        return run()
    except (ConfigurationError, UsageError) as error:
        complain(f"voorrang: {error}")
        return USAGE
    except PostgresError as error:
        complain(f"voorrang: {error}")
        return FINDINGS
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; the interpreter must not complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _version() -> str:
    try:
        return version("voorrang")
    except PackageNotFoundError:
        return "from a working copy"
