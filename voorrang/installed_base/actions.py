"""Changing what is known of a customer's devices. Each action runs in the caller's transaction, for the selected customer."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.conf import settings

from voorrang.accounts.models import Customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.actions import assess, state_estimate
from voorrang.contracts.models import Assessment, ContractScope
from voorrang.contracts.queries import contracts, estimate_counts
from voorrang.editions.products import product_lines
from voorrang.editions.store import programme_at
from voorrang.installed_base.fleet_file import Defaults, FleetFile, FleetReader, RowError
from voorrang.installed_base.fleet_import.comparing import Counts
from voorrang.installed_base.fleet_import.diffs import STATES, UnitChange, unit_changes
from voorrang.installed_base.fleet_import.planning import by_hash
from voorrang.installed_base.fleet_import.report import MOST_ERRORS_KEPT, ImportReport
from voorrang.installed_base.fleet_import.running import MANY, Options, Task, compare_file, lock_fleet
from voorrang.installed_base.fleet_import.spooling import spool
from voorrang.installed_base.fleet_import.undoing import is_built_upon, take_back
from voorrang.installed_base.fleet_import.writing import list_unsettled, reconcile, write
from voorrang.installed_base.models import Import
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.tenancy import NoCustomerSelected, current_customer
from voorrang.rules.programme import Programme

NOTHING_SAID = Defaults()
SHOWN = 10
"""Units of each state that a dry run shows."""


class ImportAlreadyUndone(RuntimeError):
    """The import was taken back before."""


class ImportBuiltUpon(RuntimeError):
    """A later import has changed what this one brought."""


def import_fleet(
    *,
    file: FleetFile,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    create_places: bool = False,
    is_full_list: bool = False,
    changes_shown: int | None = SHOWN,
    defaults: Defaults = NOTHING_SAID,
) -> ImportReport:
    """Take a fleet file in, all rows or none, and return what it did; a dry run says the same and writes nothing.

    A device that the file does not name stays as it is, unless it is a full list: then it is gone. Of a device that it
    names, the file tells the whole present and future cover (`docs/fleet.md`). `create_places` makes affiliates and sites
    for unknown codes, else they are errors. `defaults` is what the sender says of a list that another tool has written. A dry run shows `changes_shown` units of each state, None: all. The same file
    twice changes nothing. Afterwards the contracts in force are assessed on what is now known (E.3-E.9).
    """
    customer_id = _selected()
    programme = programme_at(Customer.objects.values_list("programme", flat=True).get(id=customer_id), at)
    options = Options(create_places=create_places, is_full_list=is_full_list, dry_run=dry_run)
    lines = product_lines(settings.VOORRANG_PROGRAMMES / programme.code)
    task = Task(customer_id, programme, lines, maker_names(programme))
    with TemporaryDirectory() as folder:
        rows = Path(folder) / "rows"
        reader, errors = spool(file.content, rows, defaults)
        report = ImportReport(file_name=file.name, is_dry_run=dry_run, rows=reader.rows_read, unused=reader.unused)
        if errors:
            return _refused(report, errors)
        compared = compare_file(rows, reader.columns, options, task, by=by, at=at)
    counts = compared.counts
    if counts is None:
        return _refused(report, compared.errors)
    reconciled, batch = 0, None
    if not dry_run:
        batch = _store_import(file, reader, counts, options, customer_id, by, at)
        with by_hash(needed=reader.rows_read > MANY):
            write(compared.comparison, batch.id, batch.source)
            reconciled = reconcile(compared.comparison.values, by.id)
        list_unsettled(customer_id)
        _record_import(batch, reconciled, by, at)
        confirm_eligibility(by=by, at=at)
    return ImportReport(
        file_name=file.name,
        is_dry_run=dry_run,
        rows=reader.rows_read,
        unused=reader.unused,
        **asdict(counts),
        reconciled=reconciled,
        changes=_changes(compared.comparison.values, changes_shown) if dry_run else (),
        new_places=(*compared.places.new_affiliates, *compared.places.new_sites),
        import_id=batch.id if batch is not None else None,
    )


def undo_import(*, batch: Import, by: Actor, at: datetime) -> int:
    """Take an import back and return how many devices it concerned: what was known before it is known again.

    Nothing is deleted; decisions made in between stay as they were. Serials that the import reconciled stay so. Raises
    `ImportAlreadyUndone`, and `ImportBuiltUpon` when a later import has changed the same rows: undo that one first.
    """
    lock_fleet(batch.customer_id)
    if is_built_upon(batch):
        raise ImportBuiltUpon(batch.id)
    if not Import.objects.filter(id=batch.id, undone_at=None).update(undone_at=at, undone_by=by.id):
        raise ImportAlreadyUndone(batch.id)
    devices = take_back(batch, at)
    record("fleet.import_undone", subject_kind="import", subject_id=batch.id, by=by, at=at, data={"devices": devices})
    confirm_eligibility(by=by, at=at)
    return devices


def confirm_eligibility(*, by: Actor, at: datetime) -> list[Assessment]:
    """Assess every contract that has not ended on the devices known at `at`, and return the verdicts (E.3-E.9, R.1-R.4)."""
    with by_hash():
        counts = fleet_counts(at)
    running = ContractScope.objects.filter(ends_at__gt=at).values("contract_id")
    return [
        verdict
        for contract in contracts(at).filter(id__in=running)
        for verdict in assess(contract=contract, basis="confirmed", counts=counts, by=by, at=at)
    ]


def estimate_fleet(*, counts: Sequence[tuple[str, bool, int]], by: Actor, at: datetime) -> list[Assessment]:
    """Keep the customer's own estimate of its units under cover (D.1) as (kind, commercial, count).

    While no fleet is known the contracts that have not ended are judged on it, provisionally, and the verdicts returned;
    afterwards the fleet decides, and the estimate stands beside it.
    """
    state_estimate(counts=counts, by=by, at=at)
    if fleet_counts(at):
        return []
    running = ContractScope.objects.filter(ends_at__gt=at).values("contract_id")
    return [
        verdict
        for contract in contracts(at).filter(id__in=running)
        for verdict in assess(contract=contract, basis="provisional", counts=estimate_counts(at), by=by, at=at)
    ]


def maker_names(programme: Programme) -> Callable[[str], str]:
    """Return the function that gives one spelling of a maker: the vendor's own names become the vendor's name (E.8)."""

    def name(maker: str) -> str:
        return programme.vendor if maker.lower() in programme.makers else maker

    return name


def _changes(values: dict[str, Any], most: int | None) -> tuple[UnitChange, ...]:
    return tuple(change for state in STATES for change in unit_changes(values, state, most))


def _store_import(
    file: FleetFile, reader: FleetReader, counts: Counts, options: Options, customer_id: UUID, by: Actor, at: datetime
) -> Import:
    batch: Import = Import.objects.create(
        customer_id=customer_id,
        file_name=file.name[:255],
        digest=hashlib.sha256(file.content).hexdigest(),
        imported_at=at,
        imported_by=by.id,
        is_full_list=options.is_full_list,
        source="own" if reader.is_own else "other",
        rows=reader.rows_read,
        new=counts.new,
        changed=counts.changed + counts.moved,
        moved=counts.moved,
        gone=counts.gone,
        unchanged=counts.unchanged,
        covers=counts.covers_new,
    )
    return batch


def _refused(report: ImportReport, errors: Iterable[RowError]) -> ImportReport:
    ordered = sorted(errors, key=lambda error: error.line)
    return ImportReport(
        file_name=report.file_name,
        is_dry_run=report.is_dry_run,
        rows=report.rows,
        unused=report.unused,
        errors=tuple(ordered[:MOST_ERRORS_KEPT]),
        error_count=len(ordered),
    )


def _record_import(batch: Import, reconciled: int, by: Actor, at: datetime) -> None:
    record(
        "fleet.imported",
        subject_kind="import",
        subject_id=batch.id,
        by=by,
        at=at,
        data={
            "rows": batch.rows,
            "new": batch.new,
            "changed": batch.changed,
            "gone": batch.gone,
            "unchanged": batch.unchanged,
            "covers": batch.covers,
            "reconciled": reconciled,
        },
    )


def _selected() -> UUID:
    customer_id = current_customer()
    if customer_id is None:
        message = "fleet"
        raise NoCustomerSelected(message)
    return customer_id
