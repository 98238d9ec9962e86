"""The devices of a file beside those that are recorded: new, changed, moved, gone, unchanged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from voorrang.installed_base.fleet_import.loading import run

_GATHER = """
    CREATE TEMP TABLE fleet_device ON COMMIT DROP AS
    WITH unit AS (
        SELECT m.maker, r.serial, r.base_number, min(r.line) AS line, count(*) AS rows, max(r.last_seen_at) AS last_seen_at
        FROM fleet_row r JOIN fleet_maker m ON m.told = r.maker GROUP BY 1, 2, 3
    )
    SELECT (row_number() OVER (ORDER BY u.line))::int AS draft, u.line, u.rows, u.maker, u.serial, u.base_number,
        r.product_number, r.model, nullif(nullif(r.kind, ''), 'unknown') AS kind, r.commercial, coalesce(r.evidence, '') AS evidence, p.at_country AS country,
        p.affiliate_id, p.site_id, coalesce(r.host_serial, '') AS host_serial, r.sold_by_vendor, r.purchased_date,
        coalesce(r.bios_version, '') AS bios_version, u.last_seen_at, d.id AS device_id, false AS completes,
        NULL::uuid AS host_id, NULL::uuid AS new_id
    FROM unit u JOIN fleet_row r ON r.line = u.line
    JOIN fleet_place p ON p.affiliate = coalesce(r.affiliate, '') AND p.site = coalesce(r.site, '')
        AND p.country = coalesce(r.country, '')
    LEFT JOIN installed_base_device d ON d.customer_id = %(customer)s AND d.serial = u.serial AND d.maker = u.maker
        AND d.base_number = u.base_number
"""
# A list without product numbers means the one unit with that maker and serial; one with them completes a unit without.
_FIND_BY_SERIAL = """
    UPDATE fleet_device f SET device_id = k.id, completes = k.base_number = '' AND f.base_number <> ''
    FROM (
        SELECT d.serial, d.maker, min(d.id::text)::uuid AS id, max(d.base_number) AS base_number
        FROM installed_base_device d
        WHERE d.customer_id = %(customer)s AND d.serial IN (SELECT serial FROM fleet_device WHERE device_id IS NULL)
        GROUP BY d.serial, d.maker HAVING count(*) = 1
    ) k
    WHERE f.device_id IS NULL AND k.serial = f.serial AND k.maker = f.maker AND (f.base_number = '' OR k.base_number = '')
"""
_HOSTS = (
    "DROP TABLE IF EXISTS pg_temp.fleet_host",
    """CREATE TEMP TABLE fleet_host ON COMMIT DROP AS
    WITH candidate AS (
        SELECT serial, draft, device_id FROM fleet_device
        UNION
        SELECT d.serial, f.draft, d.id FROM installed_base_device d
        JOIN installed_base_deviceversion v ON v.customer_id = d.customer_id AND v.device_id = d.id
            AND v.valid_until IS NULL AND v.superseded_at IS NULL
        LEFT JOIN fleet_device f ON f.device_id = d.id
        WHERE d.customer_id = %(customer)s AND d.serial IN (SELECT host_serial FROM fleet_device WHERE host_serial <> '')
    )
    SELECT f.draft, f.line, f.host_serial, count(c.serial)::int AS candidates, min(c.draft) AS host_draft,
        min(c.device_id::text)::uuid AS host_id
    FROM fleet_device f LEFT JOIN candidate c ON c.serial = f.host_serial
    WHERE f.host_serial <> '' GROUP BY f.draft, f.line, f.host_serial""",
    """UPDATE fleet_device f SET new_id = {new_device}
    WHERE f.device_id IS NULL AND f.draft IN (SELECT host_draft FROM fleet_host WHERE host_id IS NULL)""",
    """UPDATE fleet_device f SET host_id = coalesce(h.host_id, o.device_id, o.new_id)
    FROM fleet_host h LEFT JOIN fleet_device o ON o.draft = h.host_draft WHERE f.draft = h.draft""",
)
_COMPARE = """
    CREATE TEMP TABLE fleet_compared ON COMMIT DROP AS
    SELECT s.*, CASE
        WHEN s.current_id IS NULL THEN 'new'
        WHEN (s.country, s.affiliate_id, s.site_id) IS DISTINCT FROM (s.was_country, s.was_affiliate_id, s.was_site_id)
        THEN 'moved'
        WHEN (s.model, s.kind, s.commercial, s.host_id, s.sold_by_vendor, s.purchased_date, s.bios_version)
            IS DISTINCT FROM
            (s.was_model, s.was_kind, s.was_commercial, s.was_host_id, s.was_sold_by_vendor, s.was_purchased_date,
            s.was_bios_version)
        THEN 'changed' ELSE 'unchanged' END AS state
    FROM (
        SELECT f.draft, f.line, f.maker, f.serial, f.product_number, f.last_seen_at, f.completes,
            f.device_id IS NOT NULL AS is_known, v.id AS current_id,
            coalesce(f.device_id, f.new_id, {new_device}) AS device_id,
            CASE WHEN %(keep_model)s AND v.id IS NOT NULL THEN v.model ELSE coalesce(f.model, '') END AS model,
            coalesce(f.kind, nullif(v.kind, 'unknown'), k.kind, 'unknown') AS kind,
            coalesce(f.commercial, CASE WHEN v.kind <> 'unknown' THEN v.commercial END, k.commercial, false) AS commercial,
            CASE WHEN f.kind IS NOT NULL THEN 'told' WHEN v.kind <> 'unknown' THEN v.kind_from
                ELSE coalesce(k.kind_from, 'rule') END AS kind_from,
            CASE WHEN %(keep_country)s AND v.id IS NOT NULL AND f.country = '' THEN v.country ELSE f.country END AS country,
            CASE WHEN %(keep_affiliate)s AND v.id IS NOT NULL THEN v.affiliate_id ELSE f.affiliate_id END AS affiliate_id,
            CASE WHEN %(keep_site)s AND v.id IS NOT NULL THEN v.site_id ELSE f.site_id END AS site_id,
            CASE WHEN %(keep_host)s AND v.id IS NOT NULL THEN v.host_id ELSE f.host_id END AS host_id,
            CASE WHEN %(keep_seller)s AND v.id IS NOT NULL THEN v.sold_by_vendor
                ELSE coalesce(f.sold_by_vendor, false) END AS sold_by_vendor,
            CASE WHEN %(keep_purchase)s AND v.id IS NOT NULL THEN v.purchased_date ELSE f.purchased_date END AS purchased_date,
            CASE WHEN %(keep_bios)s AND v.id IS NOT NULL THEN v.bios_version ELSE f.bios_version END AS bios_version,
            v.model AS was_model, v.kind AS was_kind, v.commercial AS was_commercial, v.country AS was_country,
            v.affiliate_id AS was_affiliate_id, v.site_id AS was_site_id, v.host_id AS was_host_id,
            v.sold_by_vendor AS was_sold_by_vendor, v.purchased_date AS was_purchased_date, v.bios_version AS was_bios_version
        FROM fleet_device f
        LEFT JOIN installed_base_deviceversion v ON v.customer_id = %(customer)s AND v.device_id = f.device_id
            AND v.valid_until IS NULL AND v.superseded_at IS NULL
        LEFT JOIN fleet_kind k ON k.maker = f.maker AND k.base_number = f.base_number AND k.model = coalesce(f.model, '')
            AND k.evidence = f.evidence
    ) s
"""
_COVERS = """
    CREATE TEMP TABLE fleet_cover ON COMMIT DROP AS
    SELECT row_number() OVER ()::int AS number, t.*, x.id AS recorded_id FROM (
        SELECT c.draft, c.device_id, r.cover_kind AS kind, coalesce(r.cover_level, '') AS level,
            r.cover_starts_at AS starts_at, r.cover_ends_at AS ends_at
        FROM fleet_compared c JOIN fleet_row r ON r.line = c.line WHERE r.cover_starts_at IS NOT NULL
        UNION ALL
        SELECT c.draft, c.device_id, r.cover_kind, coalesce(r.cover_level, ''), r.cover_starts_at, r.cover_ends_at
        FROM fleet_device f JOIN fleet_compared c ON c.draft = f.draft JOIN fleet_maker m ON m.maker = f.maker
        JOIN fleet_row r ON r.maker = m.told AND r.serial = f.serial AND r.base_number = f.base_number
        WHERE f.rows > 1 AND r.line <> f.line AND r.cover_starts_at IS NOT NULL
    ) t
    LEFT JOIN installed_base_cover x ON x.customer_id = %(customer)s AND x.device_id = t.device_id
        AND x.superseded_at IS NULL AND x.kind = t.kind AND x.level = t.level AND x.starts_at = t.starts_at
        AND x.ends_at = t.ends_at
"""
# The file tells the whole cover of each device that it names. What it does not repeat is taken back, unless it had ended
# before the import: an inventory leaves the past out. A period with the same start and another end is a correction. What
# the vendor's look-up or a named person says stays: a list knows nothing of it.
_TAKE_BACK = """
    CREATE TEMP TABLE fleet_taken_back ON COMMIT DROP AS
    SELECT x.id, c.draft FROM fleet_compared c
    JOIN installed_base_cover x ON x.customer_id = %(customer)s AND x.device_id = c.device_id AND x.superseded_at IS NULL
        AND x.source = 'list'
    LEFT JOIN fleet_cover same ON same.recorded_id = x.id
    LEFT JOIN (SELECT DISTINCT draft, kind, level, starts_at FROM fleet_cover) start
        ON start.draft = c.draft AND start.kind = x.kind AND start.level = x.level AND start.starts_at = x.starts_at
    WHERE c.is_known AND %(tells_cover)s AND same.draft IS NULL AND (x.ends_at > %(at)s OR start.draft IS NOT NULL)
"""
_GONE = """
    CREATE TEMP TABLE fleet_gone ON COMMIT DROP AS
    SELECT v.id AS version_id, v.device_id FROM installed_base_deviceversion v
    WHERE v.customer_id = %(customer)s AND v.valid_until IS NULL AND v.superseded_at IS NULL AND %(is_full_list)s
        AND NOT EXISTS (SELECT 1 FROM fleet_compared c WHERE c.device_id = v.device_id)
"""
_COUNT = """
    WITH touched AS (SELECT draft FROM fleet_cover WHERE recorded_id IS NULL UNION SELECT draft FROM fleet_taken_back)
    SELECT count(*),
        count(*) FILTER (WHERE state = 'new'),
        count(*) FILTER (WHERE state = 'moved'),
        count(*) FILTER (WHERE state = 'changed' OR (state = 'unchanged' AND t.draft IS NOT NULL)),
        count(*) FILTER (WHERE state = 'unchanged' AND t.draft IS NULL),
        (SELECT count(*) FROM fleet_gone),
        count(*) FILTER (WHERE kind = 'unknown'),
        (SELECT count(*) FROM fleet_cover WHERE recorded_id IS NULL),
        (SELECT count(*) FROM fleet_taken_back)
    FROM fleet_compared c LEFT JOIN touched t USING (draft)
"""
_KEPT = {
    "keep_model": ("model",),
    "keep_country": ("country",),
    "keep_affiliate": ("affiliate", "site"),
    "keep_site": ("site",),
    "keep_host": ("host_serial",),
    "keep_seller": ("sold_by_vendor",),
    "keep_purchase": ("purchased_on",),
    "keep_bios": ("bios_version",),
}
"""Fields that keep their recorded value while the file has none of these columns."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Devices and periods of cover, as compared with what is recorded. `moved` is no part of `changed`."""

    devices: int
    new: int
    moved: int
    changed: int
    unchanged: int
    gone: int
    unsettled: int
    covers_new: int
    covers_ended: int


def uuid7_in_sql(number: str) -> str:
    """Return an expression for a UUIDv7 of the instant `%(ms)s`, one for each whole number of one statement, in its order."""
    stamp = f"lpad(to_hex(%(ms)s::bigint + ({number}) / 4096), 12, '0')"
    head = f"substr({stamp}, 1, 8) || '-' || substr({stamp}, 9, 4) || '-7' || lpad(to_hex(({number}) %% 4096), 3, '0')"
    return f"overlay(gen_random_uuid()::text PLACING {head} FROM 1 FOR 18)::uuid"


class Comparison:
    """One file's devices beside those of one customer as recorded at `at`, within one transaction."""

    def __init__(self, customer_id: UUID, at: datetime, columns: Iterable[str], *, is_full_list: bool) -> None:
        """Remember for whom, when, which columns the file has, and whether what it leaves out is gone."""
        has = frozenset(columns).__contains__
        self.values: dict[str, Any] = {
            "customer": customer_id,
            "at": at,
            "ms": int(at.timestamp() * 1000),
            "is_full_list": is_full_list,
            "tells_cover": has("cover_ends_on"),
        }
        self.values |= {flag: not any(map(has, columns)) for flag, columns in _KEPT.items()}

    def gather(self) -> int:
        """Make one device of all rows with its maker, serial and base product number; return how many there are."""
        run("DROP TABLE IF EXISTS pg_temp.fleet_device")
        count = self._run(_GATHER)
        self._run(_FIND_BY_SERIAL)
        run("ANALYZE pg_temp.fleet_device")
        return count

    def attach(self) -> None:
        """Find the unit that each device belongs to, among those of the file and the recorded ones."""
        for statement in _HOSTS:
            self._run(statement.replace("{new_device}", uuid7_in_sql("f.draft")))

    def compare(self) -> Counts:
        """Say of each device and each period what is to be done, and count it."""
        self._run(_COMPARE.replace("{new_device}", uuid7_in_sql("f.draft")))
        run("ANALYZE pg_temp.fleet_compared")
        self._run(_COVERS)
        run("ANALYZE pg_temp.fleet_cover")
        self._run(_TAKE_BACK)
        self._run(_GONE)
        with connection.cursor() as cursor:
            cursor.execute(_COUNT)
            return Counts(*cursor.fetchone())

    def _run(self, statement: str) -> int:
        return run(statement, self.values)
