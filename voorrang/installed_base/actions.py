"""Changing what is known of a customer's devices. Each action runs in the caller's transaction, for the selected customer."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from voorrang.accounts.models import Customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.actions import assess, state_estimate
from voorrang.contracts.models import Assessment, ContractScope
from voorrang.contracts.queries import contracts, estimate_counts
from voorrang.editions.store import programme_at
from voorrang.installed_base.fleet_file import FleetFile, FleetReader, RowError
from voorrang.installed_base.fleet_import.gathering import gather
from voorrang.installed_base.fleet_import.places import Places
from voorrang.installed_base.fleet_import.planning import by_hash
from voorrang.installed_base.fleet_import.report import MOST_ERRORS_KEPT, ImportReport
from voorrang.installed_base.fleet_import.staging import Counts, HostClaim, Staging, lock_fleet
from voorrang.installed_base.fleet_import.undoing import is_built_upon, take_back
from voorrang.installed_base.models import Import
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.tenancy import NoCustomerSelected, current_customer
from voorrang.rules.programme import Programme


class ImportAlreadyUndone(RuntimeError):
    """The import was taken back before."""


class ImportBuiltUpon(RuntimeError):
    """A later import has changed what this one brought."""


def import_fleet(
    *, file: FleetFile, by: Actor, at: datetime, dry_run: bool = False, create_places: bool = False
) -> ImportReport:
    """Take a fleet file in, all rows or none, and return what it did; a dry run says the same and writes nothing.

    A device that the file does not name stays as it is. Of a device that it names, the file tells the whole present and
    future cover (`docs/fleet.md`). `create_places` makes affiliates and sites for unknown codes, else they are errors.
    The same file twice changes nothing. Afterwards the contracts in force are assessed on what is now known (E.3-E.9).
    """
    customer_id = _selected()
    programme = programme_at(Customer.objects.values_list("programme", flat=True).get(id=customer_id), at)
    reader = FleetReader(file.content)
    devices, errors = gather(reader, maker_names(programme))
    places = Places(may_create=create_places, zones=programme.coverage.zones)
    places.load()
    errors += places.judge(device.row for device in devices.values())
    report = ImportReport(file_name=file.name, is_dry_run=dry_run, rows=reader.rows_read)
    if errors:
        return _refused(report, errors)
    if dry_run:
        places.pretend()
    else:
        places.create(by=by, at=at)
    reconciled, batch = 0, None
    with Staging(customer_id, at, reader.columns, len(devices)) as staging:
        staging.fill(devices, places)
        claims = staging.hosts()
        errors += _host_errors(claims)
        if errors:
            return _refused(report, errors)
        staging.attach(claims)
        counts = staging.compare()
        if not dry_run:
            batch = _store_import(file, reader, counts, customer_id, by, at)
            staging.write(batch.id)
            reconciled = staging.reconcile(by.id)
    if batch is not None:
        _record_import(batch, reconciled, by, at)
        confirm_eligibility(by=by, at=at)
    return ImportReport(
        file_name=file.name,
        is_dry_run=dry_run,
        rows=reader.rows_read,
        devices=counts.devices,
        new=counts.new,
        changed=counts.changed,
        unchanged=counts.unchanged,
        covers_new=counts.covers_new,
        covers_ended=counts.covers_ended,
        reconciled=reconciled,
        new_places=(*places.new_affiliates, *places.new_sites),
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


def _store_import(
    file: FleetFile, reader: FleetReader, counts: Counts, customer_id: UUID, by: Actor, at: datetime
) -> Import:
    batch: Import = Import.objects.create(
        customer_id=customer_id,
        file_name=file.name[:255],
        digest=hashlib.sha256(file.content).hexdigest(),
        imported_at=at,
        imported_by=by.id,
        rows=reader.rows_read,
        new=counts.new,
        changed=counts.changed,
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
        errors=tuple(ordered[:MOST_ERRORS_KEPT]),
        error_count=len(ordered),
    )


def _host_errors(claims: Iterable[HostClaim]) -> list[RowError]:
    errors = []
    for claim in claims:
        values = {"serial": claim.host_serial, "count": claim.candidates}
        if claim.candidates == 0:
            message = _("No unit with the serial number %(serial)s is in the file or in the fleet.") % values
            errors.append(RowError(claim.line, "host_serial", "host_unknown", message, _("Add it to the file.")))
        elif claim.candidates > 1:
            message = _("%(count)s units have the serial number %(serial)s.") % values
            cure = _("Leave the cell empty, and attach the unit by hand.")
            errors.append(RowError(claim.line, "host_serial", "host_ambiguous", message, cure))
        elif claim.host_id == claim.device_id:
            message = _("The unit cannot belong to itself.")
            errors.append(RowError(claim.line, "host_serial", "host_itself", message, _("Name the other unit.")))
    return errors


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
