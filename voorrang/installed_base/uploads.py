"""Fleet files that wait between their dry run and the confirmation."""

from datetime import datetime, timedelta
from uuid import UUID

from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.models import FleetUpload
from voorrang.lib.tenancy import NoCustomerSelected, current_customer

KEPT_FOR = timedelta(days=2)


def keep_upload(*, file: FleetFile, create_places: bool, by: Actor, at: datetime) -> FleetUpload:
    """Keep a file until it is confirmed or dropped, at most two days; older ones of the customer go now."""
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected(FleetUpload.__name__)
    FleetUpload.objects.filter(uploaded_at__lte=at - KEPT_FOR).delete()
    upload: FleetUpload = FleetUpload.objects.create(
        customer_id=customer_id,
        file_name=file.name[:255],
        content=file.content,
        create_places=create_places,
        uploaded_at=at,
        uploaded_by=by.id,
    )
    record("fleet.uploaded", subject_kind="upload", subject_id=upload.id, by=by, at=at)
    return upload


def upload_of(upload_id: UUID, at: datetime) -> FleetUpload:
    """Return a file that waits. Raises `FleetUpload.DoesNotExist`: taken in, dropped, or too old."""
    found: FleetUpload = FleetUpload.objects.get(id=upload_id, uploaded_at__gt=at - KEPT_FOR)
    return found


def try_upload(upload: FleetUpload, *, by: Actor, at: datetime) -> ImportReport:
    """Say what taking the file in would do now. Writes nothing."""
    return import_fleet(file=_file(upload), create_places=upload.create_places, dry_run=True, by=by, at=at)


def confirm_upload(*, upload: FleetUpload, by: Actor, at: datetime) -> ImportReport:
    """Take the file in, and drop it. A refused one stays, for whoever wants to read its errors again."""
    report = import_fleet(file=_file(upload), create_places=upload.create_places, by=by, at=at)
    if not report.is_refused:
        upload.delete()
    return report


def drop_upload(*, upload: FleetUpload, by: Actor, at: datetime) -> None:
    """Forget a file without taking it in."""
    record("fleet.upload_dropped", subject_kind="upload", subject_id=upload.id, by=by, at=at)
    upload.delete()


def _file(upload: FleetUpload) -> FleetFile:
    return FleetFile(upload.file_name, bytes(upload.content))
