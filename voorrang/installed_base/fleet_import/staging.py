"""The staging tables of one import: temporary, filled by COPY, compared and written by set-based statements.

COPY is refused on walled tables and row-by-row work is slow, so the rows wait in tables of this transaction only; the
INSERT-SELECT into the customer's tables passes the wall (`tenancy.md`, 9). Every statement names the customer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import connection

from voorrang.installed_base.fleet_import.gathering import GatheredDevice, Identity
from voorrang.installed_base.fleet_import.places import Places
from voorrang.lib.ids import uuid7

_TABLES = (
    "DROP TABLE IF EXISTS pg_temp.fleet_device, pg_temp.fleet_cover, pg_temp.fleet_taken_back",
    """CREATE TEMP TABLE fleet_device (
        draft int PRIMARY KEY, line int, device_id uuid, version_id uuid, closed_id uuid,
        maker text, serial text, product_number text, model text, kind text, commercial bool, country text,
        affiliate_id uuid, site_id uuid, host_serial text, sold_by_vendor bool, purchased_date date,
        host_id uuid, is_known bool DEFAULT false, current_id uuid, state text DEFAULT 'new', cover_changed bool DEFAULT false
    ) ON COMMIT DROP""",
    """CREATE TEMP TABLE fleet_cover (
        cover_id uuid, draft int, device_id uuid, kind text, level text, starts_at timestamptz, ends_at timestamptz, recorded_id uuid
    ) ON COMMIT DROP""",
)
_COPY_DEVICES = """COPY fleet_device (draft, line, device_id, version_id, closed_id, maker, serial, product_number, model,
    kind, commercial, country, affiliate_id, site_id, host_serial, sold_by_vendor, purchased_date) FROM STDIN"""
_COPY_COVERS = "COPY fleet_cover (cover_id, draft, kind, level, starts_at, ends_at) FROM STDIN"

_FIND_DEVICES = """
    UPDATE fleet_device f SET device_id = d.id, is_known = true
    FROM installed_base_device d
    WHERE d.customer_id = %(customer)s AND d.serial = f.serial AND d.maker = f.maker AND d.product_number = f.product_number
"""
_FIND_VERSIONS = """
    UPDATE fleet_device f SET current_id = v.id
    FROM installed_base_deviceversion v
    WHERE v.customer_id = %(customer)s AND v.device_id = f.device_id AND v.valid_until IS NULL AND v.superseded_at IS NULL
"""
_KEEP_RECORDED = """
    UPDATE fleet_device f SET
        affiliate_id = CASE WHEN %(keep_affiliate)s THEN v.affiliate_id ELSE f.affiliate_id END,
        site_id = CASE WHEN %(keep_site)s THEN v.site_id ELSE f.site_id END,
        host_id = CASE WHEN %(keep_host)s THEN v.host_id ELSE f.host_id END,
        sold_by_vendor = CASE WHEN %(keep_seller)s THEN v.sold_by_vendor ELSE f.sold_by_vendor END,
        purchased_date = CASE WHEN %(keep_purchase)s THEN v.purchased_date ELSE f.purchased_date END
    FROM installed_base_deviceversion v
    WHERE v.customer_id = %(customer)s AND v.id = f.current_id
"""
_HOSTS = """
    WITH candidate AS (
        SELECT serial, device_id FROM fleet_device
        UNION
        SELECT d.serial, d.id FROM installed_base_device d
        JOIN installed_base_deviceversion v ON v.customer_id = d.customer_id AND v.device_id = d.id
            AND v.valid_until IS NULL AND v.superseded_at IS NULL
        WHERE d.customer_id = %(customer)s AND d.serial IN (SELECT host_serial FROM fleet_device WHERE host_serial <> '')
    )
    SELECT f.draft, f.line, f.host_serial, count(c.device_id), min(c.device_id::text)::uuid, f.device_id
    FROM fleet_device f LEFT JOIN candidate c ON c.serial = f.host_serial
    WHERE f.host_serial <> '' GROUP BY f.draft, f.line, f.host_serial, f.device_id ORDER BY f.line
"""
_NAME_COVERED = "UPDATE fleet_cover c SET device_id = f.device_id FROM fleet_device f WHERE f.draft = c.draft"
_FIND_COVERS = """
    UPDATE fleet_cover c SET recorded_id = x.id
    FROM installed_base_cover x
    WHERE x.customer_id = %(customer)s AND x.device_id = c.device_id AND x.superseded_at IS NULL
        AND x.kind = c.kind AND x.level = c.level AND x.starts_at = c.starts_at AND x.ends_at = c.ends_at
"""
# The file tells the whole cover of each device that it names. What it does not repeat is taken back, unless it had ended
# before the import: an inventory leaves the past out. A period with the same start and another end is a correction.
_TAKE_BACK = """
    CREATE TEMP TABLE fleet_taken_back ON COMMIT DROP AS
    SELECT x.id, f.draft FROM fleet_device f
    JOIN installed_base_cover x ON x.customer_id = %(customer)s AND x.device_id = f.device_id AND x.superseded_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM fleet_cover c WHERE c.draft = f.draft AND c.recorded_id = x.id)
        AND (x.ends_at > %(at)s OR EXISTS (
            SELECT 1 FROM fleet_cover c
            WHERE c.draft = f.draft AND c.kind = x.kind AND c.level = x.level AND c.starts_at = x.starts_at
        ))
"""
_TAKE_NOTHING_BACK = "CREATE TEMP TABLE fleet_taken_back (id uuid, draft int) ON COMMIT DROP"
_MARK_COVER_CHANGES = """
    UPDATE fleet_device f SET cover_changed = true
    WHERE f.draft IN (SELECT draft FROM fleet_cover WHERE recorded_id IS NULL UNION SELECT draft FROM fleet_taken_back)
"""
_MARK_STATES = """
    UPDATE fleet_device f SET state = CASE WHEN
        (v.model, v.kind, v.commercial, v.country, v.affiliate_id, v.site_id, v.host_id, v.sold_by_vendor, v.purchased_date)
        IS DISTINCT FROM
        (f.model, f.kind, f.commercial, f.country, f.affiliate_id, f.site_id, f.host_id, f.sold_by_vendor, f.purchased_date)
        THEN 'changed' ELSE 'unchanged' END
    FROM installed_base_deviceversion v
    WHERE v.customer_id = %(customer)s AND v.id = f.current_id
"""
_COUNT = """
    SELECT count(*),
        count(*) FILTER (WHERE state = 'new'),
        count(*) FILTER (WHERE state = 'changed' OR (state = 'unchanged' AND cover_changed)),
        count(*) FILTER (WHERE state = 'unchanged' AND NOT cover_changed),
        (SELECT count(*) FROM fleet_cover WHERE recorded_id IS NULL),
        (SELECT count(*) FROM fleet_taken_back)
    FROM fleet_device
"""
_WRITE = (
    """INSERT INTO installed_base_device (id, customer_id, maker, serial, product_number)
    SELECT device_id, %(customer)s, maker, serial, product_number FROM fleet_device WHERE NOT is_known""",
    """UPDATE installed_base_deviceversion v SET superseded_at = %(at)s, superseded_by_id = %(batch)s
    FROM fleet_device f WHERE v.customer_id = %(customer)s AND v.id = f.current_id AND f.state = 'changed'""",
    # What was true until now stays true of the past: the old version comes back with an end.
    """INSERT INTO installed_base_deviceversion (id, customer_id, device_id, model, kind, commercial, country, affiliate_id,
        site_id, host_id, sold_by_vendor, purchased_date, valid_from, valid_until, recorded_at, superseded_at, batch_id)
    SELECT f.closed_id, v.customer_id, v.device_id, v.model, v.kind, v.commercial, v.country, v.affiliate_id,
        v.site_id, v.host_id, v.sold_by_vendor, v.purchased_date, v.valid_from, %(at)s, %(at)s, NULL, %(batch)s
    FROM fleet_device f JOIN installed_base_deviceversion v ON v.customer_id = %(customer)s AND v.id = f.current_id
    WHERE f.state = 'changed' AND v.valid_from < %(at)s""",
    """INSERT INTO installed_base_deviceversion (id, customer_id, device_id, model, kind, commercial, country, affiliate_id,
        site_id, host_id, sold_by_vendor, purchased_date, valid_from, valid_until, recorded_at, superseded_at, batch_id)
    SELECT version_id, %(customer)s, device_id, model, kind, commercial, country, affiliate_id,
        site_id, host_id, sold_by_vendor, purchased_date, %(at)s, NULL, %(at)s, NULL, %(batch)s
    FROM fleet_device WHERE state IN ('new', 'changed')""",
    """UPDATE installed_base_cover x SET superseded_at = %(at)s, superseded_by_id = %(batch)s
    FROM fleet_taken_back t WHERE x.customer_id = %(customer)s AND x.id = t.id""",
    """INSERT INTO installed_base_cover (id, customer_id, device_id, kind, level, starts_at, ends_at, recorded_at,
        superseded_at, batch_id)
    SELECT c.cover_id, %(customer)s, f.device_id, c.kind, c.level, c.starts_at, c.ends_at, %(at)s, NULL, %(batch)s
    FROM fleet_cover c JOIN fleet_device f ON f.draft = c.draft WHERE c.recorded_id IS NULL""",
)
_RECONCILE = """
    UPDATE installed_base_unknownserial u SET device_id = k.device_id, reconciled_at = %(at)s, reconciled_by = %(by)s
    FROM (
        SELECT d.serial, min(d.id::text)::uuid AS device_id FROM installed_base_device d
        JOIN installed_base_deviceversion v ON v.customer_id = d.customer_id AND v.device_id = d.id
            AND v.valid_until IS NULL AND v.superseded_at IS NULL
        WHERE d.customer_id = %(customer)s
            AND d.serial IN (
                SELECT serial FROM installed_base_unknownserial WHERE customer_id = %(customer)s AND reconciled_at IS NULL
            )
        GROUP BY d.serial HAVING count(*) = 1
    ) k
    WHERE u.customer_id = %(customer)s AND u.serial = k.serial AND u.reconciled_at IS NULL
"""
_MANY = 300
"""Devices of a file from which on rows are matched by hash only (`Staging.__enter__`)."""

# Without statistics the planner takes the staging tables for tiny and joins them row by row.
_ANALYSE = "ANALYZE pg_temp.fleet_device, pg_temp.fleet_cover"


@dataclass(frozen=True, slots=True)
class HostClaim:
    """What a row says about the unit that its device belongs to, and how many units that could be."""

    draft: int
    line: int
    host_serial: str
    candidates: int
    host_id: UUID | None
    device_id: UUID


@dataclass(frozen=True, slots=True)
class Counts:
    """Devices and cover periods, as compared with what is recorded."""

    devices: int
    new: int
    changed: int
    unchanged: int
    covers_new: int
    covers_ended: int


def lock_fleet(customer_id: UUID) -> None:
    """Wait until no other transaction changes this customer's fleet: two imports at once would write a version twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"fleet:{customer_id}"])


class Staging:
    """One file's devices beside the tables of one customer, as recorded at `at`: a context within one transaction."""

    def __init__(self, customer_id: UUID, at: datetime, columns: Iterable[str], devices: int) -> None:
        """Remember for whom, when, which columns the file has, and how many devices."""
        self._values: dict[str, Any] = {"customer": customer_id, "at": at}
        self._columns = frozenset(columns)
        self._is_large = devices > _MANY

    def __enter__(self) -> Self:
        """Keep the planner from joining row by row.

        Until the tables are analysed after a first import, it takes a customer's rows for a handful and would compare
        every row of the file with every recorded one: minutes for 17,000 devices, and the app role may not ANALYZE.
        """
        if self._is_large:
            self._run("SET LOCAL enable_nestloop = off")
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        """Give the planner back its choice; after an error the rollback does."""
        if self._is_large and kind is None:
            self._run("SET LOCAL enable_nestloop = DEFAULT")

    def fill(self, devices: dict[Identity, GatheredDevice], places: Places) -> None:
        """Wait for other imports of this customer, then copy the devices in and find those that are recorded."""
        self._run(
            "SELECT pg_advisory_xact_lock(hashtextextended(%(lock)s, 0))", lock=f"fleet:{self._values['customer']}"
        )
        for statement in _TABLES:
            self._run(statement)
        with connection.cursor() as cursor:
            with cursor.copy(_COPY_DEVICES) as copy:
                for draft, (identity, device) in enumerate(devices.items()):
                    copy.write_row(_device_values(draft, identity, device, places))
            with cursor.copy(_COPY_COVERS) as copy:
                for draft, device in enumerate(devices.values()):
                    for cover in device.covers:
                        copy.write_row((uuid7(), draft, *cover))
        self._run(_ANALYSE)
        self._run(_FIND_DEVICES)
        self._run(_FIND_VERSIONS)
        if self._kept:
            self._run(_KEEP_RECORDED, **self._kept)

    def hosts(self) -> list[HostClaim]:
        """Return what the file says about hosts, with the candidates among its own and the recorded devices."""
        with connection.cursor() as cursor:
            cursor.execute(_HOSTS, self._values)
            return [HostClaim(*row) for row in cursor.fetchall()]

    def attach(self, claims: Iterable[HostClaim]) -> None:
        """Note the hosts that were found."""
        pairs = [(claim.draft, claim.host_id) for claim in claims]
        if pairs:
            self._run(
                "UPDATE fleet_device f SET host_id = p.host_id "
                "FROM unnest(%(drafts)s::int[], %(hosts)s::uuid[]) AS p (draft, host_id) WHERE f.draft = p.draft",
                drafts=[draft for draft, _ in pairs],
                hosts=[host for _, host in pairs],
            )

    def compare(self) -> Counts:
        """Mark what is new, changed and unchanged, and count it."""
        self._run(_NAME_COVERED)
        self._run(_FIND_COVERS)
        # A file without any column of cover says nothing about cover.
        self._run(_TAKE_BACK if "cover_ends_on" in self._columns else _TAKE_NOTHING_BACK)
        self._run(_MARK_COVER_CHANGES)
        self._run(_MARK_STATES)
        with connection.cursor() as cursor:
            cursor.execute(_COUNT)
            return Counts(*cursor.fetchone())

    def write(self, import_id: UUID) -> None:
        """Write everything that was marked, as part of this import."""
        for statement in _WRITE:
            self._run(statement, batch=import_id)

    def reconcile(self, by: UUID | None) -> int:
        """Settle the unknown serials that now have exactly one device; return how many."""
        return self._run(_RECONCILE, by=by)

    @property
    def _kept(self) -> dict[str, bool]:
        """Fields that keep their recorded value because the file has no column for them."""
        has = self._columns.__contains__
        kept = {
            "keep_affiliate": not has("affiliate") and not has("site"),
            "keep_site": not has("site"),
            "keep_host": not has("host_serial"),
            "keep_seller": not has("sold_by_vendor"),
            "keep_purchase": not has("purchased_on"),
        }
        return kept if any(kept.values()) else {}

    def _run(self, statement: str, **values: Any) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement, self._values | values)
            return int(cursor.rowcount)


def _device_values(draft: int, identity: Identity, device: GatheredDevice, places: Places) -> tuple[Any, ...]:
    row = device.row
    place = places.place_of(row)
    return (
        draft,
        row.line,
        uuid7(),
        uuid7(),
        uuid7(),
        *identity,
        row.model,
        row.kind,
        row.commercial,
        row.country,
        place.affiliate_id,
        place.site_id,
        row.host_serial,
        row.sold_by_vendor,
        row.purchased_date,
    )
