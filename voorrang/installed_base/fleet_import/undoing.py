"""Taking an import back: its rows are superseded, and what it had superseded is recorded again. Nothing is deleted."""

from datetime import datetime

from voorrang.installed_base.models import Cover, DeviceVersion, Import
from voorrang.lib.ids import uuid7

AT_ONCE = 2000


def is_built_upon(batch: Import) -> bool:
    """Whether a later import that still stands has superseded what this one brought."""
    return any(
        model.objects.filter(batch=batch, superseded_by__isnull=False, superseded_by__undone_at=None).exists()
        for model in (DeviceVersion, Cover)
    )


def take_back(batch: Import, at: datetime) -> int:
    """Supersede what the import brought, record anew what it had superseded, and return how many devices it concerned."""
    devices = set(DeviceVersion.objects.filter(batch=batch, superseded_at=None).values_list("device_id", flat=True))
    devices |= set(Cover.objects.filter(superseded_by=batch).values_list("device_id", flat=True))
    devices |= set(Cover.objects.filter(batch=batch, superseded_at=None).values_list("device_id", flat=True))
    for model in (DeviceVersion, Cover):
        model.objects.filter(batch=batch, superseded_at=None).update(superseded_at=at)
        former = list(model.objects.filter(superseded_by=batch))
        for row in former:
            row.id, row.recorded_at, row.superseded_at, row.superseded_by_id = uuid7(), at, None, None
        model.objects.bulk_create(former, batch_size=AT_ONCE)
    return len(devices)
