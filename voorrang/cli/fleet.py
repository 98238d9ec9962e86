"""`voorrang fleet import`: devices and cover from a CSV file."""

import argparse
from pathlib import Path

from voorrang.cli.context import application
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group

IMPORT = """All rows or none: one wrong row and nothing is changed. Columns (UTF-8, any order):
maker,serial,product_number,model,kind,commercial,country,site,affiliate,purchased_on,
cover_kind,cover_level,cover_starts_on,cover_ends_on. Several cover rows for a device repeat it."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "fleet", "import a customer's devices")
    parser = command(topic, "import", _import, "read devices and cover from a CSV file", more=IMPORT, listing=True)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--customer", required=True, metavar="CODE", help="the customer's code")
    parser.add_argument(
        "--dry-run", action="store_true", help="check every row and say what would change; change nothing"
    )


def _import(arguments: argparse.Namespace) -> int:
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        message = f"{arguments.file} cannot be read ({error.strerror}). Name a CSV file."
        raise UsageError(message) from error
    with application():
        from voorrang.installed_base.fleet_import import import_from_command_line

        report = import_from_command_line(
            content, name=arguments.file.name, customer_code=arguments.customer, dry_run=arguments.dry_run
        )
    if arguments.json:
        answer(report)
    else:
        for problem in report["errors"]:
            print(problem)
    complain(report["summary"])
    return FINDINGS if report["errors"] else FINE
