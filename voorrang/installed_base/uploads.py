"""Fleet files that wait between their dry run and the confirmation."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.installed_base.actions import NOTHING_SAID, SHOWN, import_fleet
from voorrang.installed_base.fleet_file import Defaults, FleetFile
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.models import FleetUpload
from voorrang.lib.files import erase, keep, path_of
from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import NoCustomerSelected, current_customer

KEPT_FOR = timedelta(days=2)


def keep_upload(
    *,
    file: FleetFile,
    create_places: bool,
    is_full_list: bool = False,
    defaults: Defaults = NOTHING_SAID,
    by: Actor,
    at: datetime,
) -> FleetUpload:
    """Keep a file until it is confirmed or dropped, at most two days; older ones of the customer go now."""
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected(FleetUpload.__name__)
    for old in FleetUpload.objects.filter(uploaded_at__lte=at - KEPT_FOR):
        _forget(old)
    upload_id = uuid7()
    kept = keep(settings.VOORRANG_FLEET_FILES, customer_id, upload_id, [file.content])
    upload: FleetUpload = FleetUpload.objects.create(
        id=upload_id,
        customer_id=customer_id,
        file_name=file.name[:255],
        digest=kept.sha256,
        size=kept.size,
        create_places=create_places,
        is_full_list=is_full_list,
        mapping=defaults._asdict(),
        uploaded_at=at,
        uploaded_by=by.id,
    )
    record("fleet.uploaded", subject_kind="upload", subject_id=upload.id, by=by, at=at)
    return upload


def upload_of(upload_id: UUID, at: datetime) -> FleetUpload:
    """Return a file that waits. Raises `FleetUpload.DoesNotExist`: taken in, dropped, too old, or not in a backup."""
    found: FleetUpload = FleetUpload.objects.get(id=upload_id, uploaded_at__gt=at - KEPT_FOR)
    if not _path(found).exists():
        raise FleetUpload.DoesNotExist(upload_id)
    return found


def try_upload(upload: FleetUpload, *, by: Actor, at: datetime, changes_shown: int | None = SHOWN) -> ImportReport:
    """Say what taking the file in would do now, with `changes_shown` units of each state. Writes nothing."""
    return import_fleet(
        file=_file(upload),
        create_places=upload.create_places,
        is_full_list=upload.is_full_list,
        dry_run=True,
        changes_shown=changes_shown,
        defaults=defaults_of(upload),
        by=by,
        at=at,
    )


def confirm_upload(*, upload: FleetUpload, by: Actor, at: datetime) -> ImportReport:
    """Take the file in, and drop it. A refused one stays, for whoever wants to read its errors again."""
    report = import_fleet(
        file=_file(upload),
        create_places=upload.create_places,
        is_full_list=upload.is_full_list,
        defaults=defaults_of(upload),
        by=by,
        at=at,
    )
    if not report.is_refused:
        _forget(upload)
    return report


def defaults_of(upload: FleetUpload) -> Defaults:
    """Return what the sender said of the whole file."""
    return Defaults(**(upload.mapping or {}))


def drop_upload(*, upload: FleetUpload, by: Actor, at: datetime) -> None:
    """Forget a file without taking it in."""
    record("fleet.upload_dropped", subject_kind="upload", subject_id=upload.id, by=by, at=at)
    _forget(upload)


def _file(upload: FleetUpload) -> FleetFile:
    return FleetFile(upload.file_name, _path(upload).read_bytes())


def _path(upload: FleetUpload) -> Path:
    return path_of(Path(settings.VOORRANG_FLEET_FILES), upload.customer_id, upload.id)


def _forget(upload: FleetUpload) -> None:
    customer_id, upload_id = upload.customer_id, upload.id
    upload.delete()
    transaction.on_commit(lambda: erase(settings.VOORRANG_FLEET_FILES, customer_id, upload_id))
