"""From rows to devices: repeated rows become one device with several periods of cover, and must agree about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from voorrang.installed_base.fleet_file import CoverRow, FleetRow, RowError


class Identity(NamedTuple):
    """What a device is known by: maker, serial and product number."""

    maker: str
    serial: str
    product_number: str


@dataclass(slots=True)
class GatheredDevice:
    """A device as its first row tells it, with the cover of all its rows."""

    row: FleetRow
    covers: dict[CoverRow, int] = field(default_factory=dict)
    """Period to the line that names it."""


_SAME_IN_ALL_ROWS = (
    "model",
    "kind",
    "commercial",
    "country",
    "site",
    "affiliate",
    "purchased_date",
    "host_serial",
    "sold_by_vendor",
)
_COLUMN_OF = {"purchased_date": "purchased_on"}


def gather(
    rows: Iterable[FleetRow | RowError], maker_name: Callable[[str], str]
) -> tuple[dict[Identity, GatheredDevice], list[RowError]]:
    """Return the devices by identity and every error. `maker_name` gives the one spelling of a maker."""
    devices: dict[Identity, GatheredDevice] = {}
    errors: list[RowError] = []
    for row in rows:
        if isinstance(row, RowError):
            errors.append(row)
            continue
        identity = Identity(maker_name(row.maker), row.serial, row.product_number)
        device = devices.get(identity)
        if device is None:
            device = devices[identity] = GatheredDevice(row)
        else:
            errors += _disagreements(device.row, row)
            if row.cover is None or row.cover in device.covers:
                errors.append(_row_twice(device, row))
        if row.cover is not None:
            device.covers.setdefault(row.cover, row.line)
    return devices, errors


def _disagreements(first: FleetRow, row: FleetRow) -> list[RowError]:
    if first[4:13] == row[4:13]:
        return []
    return [
        RowError(
            row.line,
            _COLUMN_OF.get(name, name),
            "rows_disagree",
            _("The same device has another value in line %(line)s.") % {"line": first.line},
            _("Write the same value in every row of the device."),
        )
        for name in _SAME_IN_ALL_ROWS
        if getattr(first, name) != getattr(row, name)
    ]


def _row_twice(device: GatheredDevice, row: FleetRow) -> RowError:
    line = device.row.line if row.cover is None else device.covers[row.cover]
    return RowError(
        row.line,
        "serial",
        "row_twice",
        _("The row repeats line %(line)s and adds no other period of cover.") % {"line": line},
        _("Remove one of the two rows, or mend the serial or product number."),
    )
