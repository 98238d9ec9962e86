"""A list of devices: where a page begins, and the list as a file."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from voorrang.installed_base.models import DeviceVersion
from voorrang.installed_base.queries import items_of
from voorrang.ui.export import csv_file

COLUMNS = (
    "maker serial product_number model kind commercial country site affiliate cover covered_until".split()  # noqa: SIM905
)


def place_in(cursor: str) -> list[str] | None:
    """Return the place behind a cursor (`place_of`, joined by a comma); None for one that is none, so the list begins anew."""
    serial, _comma, device_id = cursor.replace("\0", "").rpartition(",")
    try:
        return [serial, str(UUID(device_id))]
    except ValueError:
        return None


def devices_file(name: str, found: QuerySet[DeviceVersion], at: datetime) -> StreamingHttpResponse:
    """Return the devices with their cover at `at` as a CSV file."""

    def rows() -> Iterator[list[Any]]:
        for item in items_of(found, at):
            row = item.version
            yield [
                row.device.maker,
                row.device.serial,
                row.device.product_number,
                row.model,
                row.kind,
                row.commercial,
                row.country,
                row.site.code if row.site else "",
                row.affiliate.code if row.affiliate else "",
                str(item.state.value),
                (item.covered_until - timedelta(microseconds=1)).astimezone(UTC).date() if item.covered_until else None,
            ]

    return csv_file(name, COLUMNS, rows())
