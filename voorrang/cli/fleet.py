"""`voorrang fleet import`: devices and cover from a CSV file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from voorrang.cli.context import application
from voorrang.cli.kinds import add_kinds
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group

if TYPE_CHECKING:  # Django is loaded only when the command runs
    from collections.abc import Mapping

    from voorrang.installed_base.fleet_file.dates import Order
    from voorrang.installed_base.fleet_import import ImportReport

IMPORT = """All rows or none: one wrong row and nothing is changed. Columns (UTF-8, any order):
maker,serial,product_number,model,kind,commercial,country,site,affiliate,purchased_on,
cover_kind,cover_level,cover_starts_on,cover_ends_on[,host_serial,sold_by_vendor].
Several cover rows for a device repeat it. The same file twice changes nothing. docs/fleet.md says more."""

ORDERS: "Mapping[str, Order]" = {"day-first": "day_first", "month-first": "month_first"}


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "fleet", "import a customer's devices")
    parser = command(topic, "import", _import, "read devices and cover from a CSV file", more=IMPORT, listing=True)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--customer", required=True, metavar="CODE", help="the customer's code")
    parser.add_argument(
        "--dry-run", action="store_true", help="check every row and say what would change; change nothing"
    )
    parser.add_argument(
        "--create-places", action="store_true", help="make affiliates and sites of codes that are not known"
    )
    parser.add_argument(
        "--full-list", action="store_true", help="the file names the whole fleet: what it leaves out is gone"
    )
    parser.add_argument(
        "--country", default="", metavar="CC", help="the country of devices of which the list names none"
    )
    parser.add_argument("--dates", choices=list(ORDERS), help="the order of dates that show none")
    add_kinds(topic)


def _import(arguments: argparse.Namespace) -> int:
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        message = f"{arguments.file} cannot be read ({error.strerror}). Name a CSV file."
        raise UsageError(message) from error
    with application():
        report = _taken_in(arguments, content)
    if arguments.json:
        answer(report.as_json())
    else:
        for problem in report.errors:
            print(problem)
        if report.error_count > len(report.errors):
            print(f"... and {report.error_count - len(report.errors)} more")
    complain(report.summary)
    return FINDINGS if report.is_refused else FINE


def _taken_in(arguments: argparse.Namespace, content: bytes) -> "ImportReport":
    from django.db import transaction

    from voorrang.accounts.models import Customer
    from voorrang.accounts.queries import customer_by_code
    from voorrang.audit.actor import SYSTEM
    from voorrang.installed_base.actions import import_fleet
    from voorrang.installed_base.fleet_file import Defaults, FleetFile
    from voorrang.lib.clock import now
    from voorrang.lib.tenancy import customer_selected, on_side

    with transaction.atomic(), on_side("vendor"):
        try:
            customer = customer_by_code(arguments.customer)
        except Customer.DoesNotExist as error:
            message = f"No customer has the code {arguments.customer!r}. The desk's list of customers shows the codes."
            raise UsageError(message) from error
        with customer_selected(customer.id):
            report = import_fleet(
                file=FleetFile(arguments.file.name, content),
                by=SYSTEM,
                at=now(),
                dry_run=arguments.dry_run,
                create_places=arguments.create_places,
                is_full_list=arguments.full_list,
                defaults=Defaults(arguments.country.upper(), ORDERS.get(arguments.dates)),
            )
        if report.is_refused or report.is_dry_run:
            transaction.set_rollback(True)  # all or nothing, whatever was prepared on the way
        return report
