"""Devices as facts for a decision: one statement, whatever the number of serials."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from voorrang.installed_base.fleet_file import normal_serial
from voorrang.installed_base.kinds import Kind
from voorrang.lib.statements import Query, Row, read
from voorrang.lib.tenancy import NoCustomerSelected, current_customer
from voorrang.rules.facts import Cover, Device

# Of a monitor the host is read along, for it decides (E.8). One row for each period of cover of either.
_DEVICES = """
    SELECT d.serial, d.product_number, d.id, d.maker, v.kind, v.commercial, v.country, v.sold_by_vendor,
        h.id, h.serial, h.maker, hv.kind, hv.commercial, hv.country, hv.sold_by_vendor,
        c.device_id, c.kind, c.level, c.starts_at, c.ends_at, v.affiliate_id, v.site_id, site.zone
    FROM installed_base_device d
    JOIN installed_base_deviceversion v ON v.customer_id = d.customer_id AND v.device_id = d.id
        AND v.superseded_at IS NULL AND v.valid_from <= %(at)s AND (v.valid_until IS NULL OR v.valid_until > %(at)s)
    LEFT JOIN accounts_site site ON site.customer_id = d.customer_id AND site.id = v.site_id
    LEFT JOIN installed_base_device h ON h.customer_id = d.customer_id AND h.id = v.host_id
    LEFT JOIN installed_base_deviceversion hv ON hv.customer_id = d.customer_id AND hv.device_id = h.id
        AND hv.superseded_at IS NULL AND hv.valid_from <= %(at)s AND (hv.valid_until IS NULL OR hv.valid_until > %(at)s)
    LEFT JOIN installed_base_cover c ON c.customer_id = d.customer_id
        AND c.device_id = ANY (ARRAY[d.id, v.host_id]) AND c.superseded_at IS NULL
    WHERE d.customer_id = %(customer)s AND d.serial = ANY (%(serials)s)
    ORDER BY d.serial, d.product_number, d.id, c.starts_at, c.id
"""


class DeviceAsked(NamedTuple):
    """A device as somebody names it. `kind`, `maker` and `country` count only where we do not know the device."""

    serial: str
    product_number: str = ""
    kind: str | None = None
    maker: str = ""
    country: str | None = None


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A device asked for, as facts; its id, place and the site's time zone where they are known."""

    facts: Device
    device_id: UUID | None = None
    product_number: str = ""
    affiliate_id: UUID | None = None
    site_id: UUID | None = None
    zone: str = ""


class SerialAmbiguous(LookupError):
    """Several devices have this serial; `product_numbers` says which, and naming one of them is the cure."""

    def __init__(self, serial: str, product_numbers: tuple[str, ...]) -> None:
        """Keep serial and product numbers."""
        self.serial, self.product_numbers = serial, product_numbers
        super().__init__(f"{serial}: name the product number too: {', '.join(product_numbers)}.")


def device_facts(asked: Iterable[str | DeviceAsked], at: datetime) -> tuple[Device, ...]:
    """Return the facts of each device asked for, in order, each once. Raises `SerialAmbiguous`."""
    return tuple(found.facts for found in find_devices(asked, at))


def find_devices(asked: Iterable[str | DeviceAsked], at: datetime) -> tuple[FoundDevice, ...]:
    """Return each device asked for, in order, each once: as in force at `at`, with all cover known and a monitor's host.

    A serial that is in no fleet comes back with `known=False` and what the asker said. Raises `SerialAmbiguous`.
    """
    wanted = list(asked)
    query = devices_query(wanted, at)
    return devices_of(wanted, read(*query)) if query else ()


def devices_query(asked: Iterable[str | DeviceAsked], at: datetime) -> Query | None:
    """Return the query for these devices, to be run with others; None when no serial is named."""
    serials = [one.serial for one in _wanted(asked)]
    if not serials:
        return None
    customer_id = current_customer()
    if customer_id is None:
        message = "devices"
        raise NoCustomerSelected(message)
    return Query(_DEVICES, {"customer": customer_id, "serials": serials, "at": at})


def devices_of(asked: Iterable[str | DeviceAsked], rows: list[Row]) -> tuple[FoundDevice, ...]:
    """Return each device asked for from the rows of its query. Raises `SerialAmbiguous`."""
    known = _known(rows)
    return tuple(_choose(one, known.get(one.serial, [])) for one in _wanted(asked))


def _wanted(asked: Iterable[str | DeviceAsked]) -> list[DeviceAsked]:
    wanted: dict[str, DeviceAsked] = {}
    for one in asked:
        device = DeviceAsked(one) if isinstance(one, str) else one
        serial = normal_serial(device.serial)
        if serial:
            wanted.setdefault(
                serial, device._replace(serial=serial, product_number=normal_serial(device.product_number))
            )
    return list(wanted.values())


def _choose(asked: DeviceAsked, known: list[FoundDevice]) -> FoundDevice:
    if len(known) > 1 and asked.product_number:
        base = _base(asked.product_number)
        known = [found for found in known if _base(found.product_number) == base]
    if len(known) > 1:
        raise SerialAmbiguous(asked.serial, tuple(found.product_number for found in known))
    if known:
        return known[0]
    return FoundDevice(
        Device(
            ref=asked.serial,
            kind=asked.kind,
            maker=asked.maker,
            country=asked.country,
            known=False,
            product=asked.product_number,
        ),
        product_number=asked.product_number,
    )


def _base(product_number: str) -> str:
    """A product number without its localisation suffix."""
    return product_number.partition("#")[0]


def _known(rows: list[Row]) -> dict[str, list[FoundDevice]]:
    """Return the known devices by serial."""
    covers: dict[tuple[UUID, UUID], list[Cover]] = {}
    devices: dict[UUID, tuple[Any, ...]] = {}
    for row in rows:
        device_id, covered_id = row[2], row[15]
        devices[device_id] = row
        if covered_id is not None:
            covers.setdefault((device_id, covered_id), []).append(Cover(row[16], row[18], row[19], row[17]))
    found: dict[str, list[FoundDevice]] = {}
    for device_id, row in devices.items():
        serial, host_id = row[0], row[8]
        host = None
        if host_id is not None:
            host = _facts(row[9:15], tuple(covers.get((device_id, host_id), ())), None)
        facts = _facts((serial, *row[3:8]), tuple(covers.get((device_id, device_id), ())), host, row[1])
        place = {"affiliate_id": row[20], "site_id": row[21], "zone": row[22] or ""}
        found.setdefault(serial, []).append(FoundDevice(facts, device_id, row[1], **place))
    return found


def _facts(row: tuple[Any, ...], covers: tuple[Cover, ...], host: Device | None, product: str = "") -> Device:
    """Build facts from (serial, maker, kind, commercial, country, sold_by_vendor); without a kind it is no longer in force.

    A kind that nobody has settled yet is no kind: the decision says so and stays open.
    """
    serial, maker, kind, commercial, country, sold_by_vendor = row
    if kind is None:
        return Device(ref=serial, kind=None, maker=maker, known=False, product=product)
    return Device(
        ref=serial,
        kind=None if kind == Kind.UNKNOWN else kind,
        maker=maker,
        country=country,
        covers=covers,
        sold_by_vendor=sold_by_vendor,
        commercial=commercial,
        attached_to=host,
        product=product,
    )
