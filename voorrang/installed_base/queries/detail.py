"""One device with its history."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from voorrang.installed_base.models import Cover, Device, DeviceVersion, Import, UnknownSerial
from voorrang.installed_base.queries.listing import SOON, DeviceItem, current_devices, items_of


@dataclass(frozen=True, slots=True)
class DeviceDetail:
    """A device at an instant (`item` None: not in force), and all that was ever recorded of it, newest first.

    In `versions` and `covers` a row with `superseded_at` is what we knew once and know better now.
    """

    device: Device
    item: DeviceItem | None
    versions: tuple[DeviceVersion, ...]
    covers: tuple[Cover, ...]
    attached: tuple[DeviceVersion, ...]
    """Devices that come along with this one (E.8)."""


def device_detail(device_id: UUID, at: datetime, within: timedelta = SOON) -> DeviceDetail:
    """Return one device of the selected customer. Raises `Device.DoesNotExist`."""
    device: Device = Device.objects.get(id=device_id)
    versions = DeviceVersion.objects.filter(device=device).select_related("site", "affiliate", "host", "batch")
    current = current_devices(at).filter(device=device).select_related("host")
    items = items_of(current, at, within)
    return DeviceDetail(
        device=device,
        item=items[0] if items else None,
        versions=tuple(versions.order_by("-recorded_at", "-valid_from", "-id")),
        covers=tuple(
            Cover.objects.filter(device=device).select_related("batch").order_by("-starts_at", "-recorded_at", "-id")
        ),
        attached=tuple(current_devices(at).filter(host=device)),
    )


def open_unknown_serials() -> QuerySet[UnknownSerial]:
    """Return the serials that were asked for in vain and wait to be reconciled, oldest first."""
    found: QuerySet[UnknownSerial] = UnknownSerial.objects.filter(reconciled_at=None)
    return found.order_by("asked_at", "id")


def imports() -> QuerySet[Import]:
    """Return the fleet files that were taken in, the newest first; those that were undone too."""
    found: QuerySet[Import] = Import.objects.order_by("-imported_at", "-id")
    return found
