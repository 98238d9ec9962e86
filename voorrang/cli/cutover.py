"""`voorrang cutover import`: customers, people, contracts and agreements from elsewhere."""

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from voorrang.cli.context import application
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group

if TYPE_CHECKING:  # Django is loaded only when the command runs
    from voorrang.audit.actor import Actor
    from voorrang.cutover.report import Result
    from voorrang.cutover.spool import Spool

IMPORT = """A folder or a ZIP with any of these files, as .csv (UTF-8) or .json (a list of objects):
customers, affiliates, sites, partners, contacts, contracts, agreements. docs/operations.md lists the columns,
docs/examples/cutover/ is a small example. All rows of a customer or none; the same files again change nothing.
Nobody is mailed. Begin with --dry-run: it does the same and takes it back. The trail names the operator of --by."""

MOST_TOLD = 1_000


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "cutover", "move in with the customers that you have elsewhere")
    parser = command(
        topic, "import", _import, "read customers, people, contracts and agreements", more=IMPORT, listing=True
    )
    parser.add_argument("source", type=Path, metavar="FOLDER")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen to each row; change nothing")
    parser.add_argument("--by", metavar="EMAIL", help="the operator who takes them in; only a dry run needs nobody")
    parser.add_argument(
        "--results",
        type=Path,
        metavar="FOLDER",
        help="write each file again there, with a column more: what became of it",
    )


def _import(arguments: argparse.Namespace) -> int:
    if not arguments.source.exists():
        message = f"{arguments.source} is not there. Name a folder or a ZIP with customers.csv and the like."
        raise UsageError(message)
    with application() as found:
        from voorrang.cutover.actions import filled
        from voorrang.cutover.source import NotReadable

        try:
            source = arguments.source if arguments.source.is_dir() else arguments.source.resolve()
            spool = filled(source)
        except NotReadable as error:
            raise UsageError(str(error)) from error
        with spool:
            return _taken_in(arguments, spool, found.programme)


def _taken_in(arguments: argparse.Namespace, spool: "Spool", programme: str) -> int:
    from voorrang.cutover.actions import take_in
    from voorrang.cutover.report import as_json, counted
    from voorrang.lib.clock import now

    by, of = _operator(arguments), len(spool.customers())
    totals: dict[str, int] = {}
    problems: list[dict[str, Any]] = []
    refused = 0
    done = take_in(spool=spool, programme=programme, dry_run=arguments.dry_run, by=by, at=now())
    for place, customer in enumerate(done, start=1):
        counts = counted(customer.results)
        totals = {state: totals.get(state, 0) + count for state, count in counts.items()}
        refused += customer.is_refused
        told = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
        complain(f"[{place}/{of}] {customer.code or '(no code)'}: {told}")
        for result in customer.results:
            if result.problems and len(problems) < MOST_TOLD:
                problems.append(as_json(result))
            if not arguments.json:
                for problem in result.problems:
                    print(_line(result, problem))
    if arguments.results is not None:
        _write_results(arguments.results, spool)
    if arguments.json:
        answer(
            {"dry_run": arguments.dry_run, "customers": of, "refused": refused, "rows": totals, "problems": problems}
        )
    would = "would be taken in" if arguments.dry_run else "taken in"
    complain(f"{of - refused} of {of} customers {would}, {refused} refused")
    return FINDINGS if refused else FINE


def _operator(arguments: argparse.Namespace) -> "Actor":
    """Who takes them in: contracts come into force in a person's name. A dry run, taken back, needs none."""
    from voorrang.accounts.models import StaffMember, StaffRole
    from voorrang.audit.actor import Actor

    known = StaffMember.objects.filter(user__email=(arguments.by or "").lower(), ended_at=None).first()
    if known is not None and StaffRole.OPERATOR in known.roles:
        return Actor(kind="user", id=known.user_id, side="vendor", role=StaffRole.OPERATOR)
    if arguments.dry_run and not arguments.by:
        return Actor(kind="user", id=UUID(int=0), side="vendor", role=StaffRole.OPERATOR)
    message = "Say which operator takes them in, by mail address: --by olga@vendor.example."
    raise UsageError(message)


def _line(result: "Result", problem: Any) -> str:
    place = f"{result.row.sheet}, line {result.row.line}"
    if problem.field:
        place = f"{place}, {problem.field}"
    return f"{place}: {problem.message} {problem.cure}"


def _write_results(folder: Path, spool: "Spool") -> None:
    from voorrang.cutover.columns import SHEETS
    from voorrang.cutover.sheets import header_of, line_of

    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        results = spool.results(sheet.name)
        first = next(results, None)
        if first is None:
            continue
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header_of(sheet))
            writer.writerow(line_of(sheet, first))
            writer.writerows(line_of(sheet, one) for one in results)
