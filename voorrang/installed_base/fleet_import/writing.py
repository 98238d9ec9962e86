"""Writing what was compared: set-based, in the transaction that compared it, as part of one import."""

from typing import Any
from uuid import UUID

from voorrang.installed_base.fleet_import.comparing import Comparison, uuid7_in_sql
from voorrang.installed_base.fleet_import.loading import run
from voorrang.installed_base.fleet_import.planning import plan_anew

VERSION_FIELDS = (
    "model",
    "kind",
    "commercial",
    "kind_from",
    "country",
    "affiliate_id",
    "site_id",
    "host_id",
    "sold_by_vendor",
    "purchased_date",
    "bios_version",
)
"""Columns of a version that say what the device was."""
_FIELDS = ", ".join(VERSION_FIELDS)
_OF_VERSION = ", ".join(f"v.{name}" for name in VERSION_FIELDS)
_CHANGED = "c.state IN ('changed', 'moved')"
_WRITE = (
    """INSERT INTO installed_base_device (id, customer_id, maker, serial, product_number)
    SELECT device_id, %(customer)s, maker, serial, coalesce(product_number, '') FROM fleet_compared WHERE NOT is_known
    ORDER BY draft""",
    """UPDATE installed_base_device d SET product_number = c.product_number, completed_by_id = %(batch)s
    FROM fleet_compared c WHERE d.customer_id = %(customer)s AND d.id = c.device_id AND c.completes""",
    f"""UPDATE installed_base_deviceversion v SET superseded_at = %(at)s, superseded_by_id = %(batch)s
    FROM (SELECT c.current_id AS id FROM fleet_compared c WHERE {_CHANGED} UNION ALL SELECT version_id FROM fleet_gone) f
    WHERE v.customer_id = %(customer)s AND v.id = f.id""",
    # What was true until now stays true of the past: the old version comes back with an end.
    f"""INSERT INTO installed_base_deviceversion (id, customer_id, device_id, {_FIELDS}, ended_as, valid_from, valid_until,
        recorded_at, superseded_at, batch_id)
    SELECT {{closed}}, v.customer_id, v.device_id, {_OF_VERSION}, f.ended_as, v.valid_from, %(at)s, %(at)s, NULL, %(batch)s
    FROM (
        SELECT c.draft, c.current_id AS id, '' AS ended_as FROM fleet_compared c WHERE {_CHANGED}
        UNION ALL SELECT row_number() OVER ()::int, version_id, 'gone' FROM fleet_gone
    ) f JOIN installed_base_deviceversion v ON v.customer_id = %(customer)s AND v.id = f.id
    WHERE v.valid_from < %(at)s""",
    f"""INSERT INTO installed_base_deviceversion (id, customer_id, device_id, {_FIELDS}, ended_as, valid_from, valid_until,
        recorded_at, superseded_at, batch_id)
    SELECT {{version}}, %(customer)s, device_id, {_FIELDS}, '', %(at)s, NULL, %(at)s, NULL, %(batch)s
    FROM fleet_compared WHERE state <> 'unchanged' ORDER BY draft""",
    """UPDATE installed_base_cover x SET superseded_at = %(at)s, superseded_by_id = %(batch)s
    FROM fleet_taken_back t WHERE x.customer_id = %(customer)s AND x.id = t.id""",
    """INSERT INTO installed_base_cover (id, customer_id, device_id, kind, level, starts_at, ends_at, recorded_at,
        superseded_at, batch_id)
    SELECT {cover}, %(customer)s, device_id, kind, level, starts_at, ends_at, %(at)s, NULL, %(batch)s
    FROM fleet_cover WHERE recorded_id IS NULL ORDER BY draft""",
)
_SIGHTINGS = """
    INSERT INTO installed_base_sighting (id, customer_id, device_id, seen_at, source)
    SELECT {sighting}, %(customer)s, device_id, last_seen_at, %(source)s FROM fleet_compared WHERE last_seen_at <= %(at)s
    ON CONFLICT (customer_id, device_id) DO UPDATE SET seen_at = excluded.seen_at, source = excluded.source
    WHERE installed_base_sighting.seen_at < excluded.seen_at
"""
_IDS = {"closed": "f.draft", "version": "draft", "cover": "number", "sighting": "draft"}
"""What numbers the new rows of a statement."""
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
_UNSETTLED = (
    "DELETE FROM installed_base_unsettledmodel WHERE customer_id = %(customer)s",
    r"""INSERT INTO installed_base_unsettledmodel (id, customer_id, maker, base_number, model, devices, first_at)
    SELECT gen_random_uuid(), %(customer)s, d.maker, d.base_number, upper(regexp_replace(trim(v.model), '\s+', ' ', 'g')),
        count(*), min(v.valid_from)
    FROM installed_base_deviceversion v JOIN installed_base_device d ON d.customer_id = v.customer_id AND d.id = v.device_id
    WHERE v.customer_id = %(customer)s AND v.kind = 'unknown' AND v.valid_until IS NULL AND v.superseded_at IS NULL
    GROUP BY 3, 4, 5""",
)


def write(comparison: Comparison, import_id: UUID, source: str) -> None:
    """Write everything that was compared, as part of this import."""
    values = comparison.values | {"batch": import_id, "source": source}
    for number, statement in enumerate((*_WRITE, _SIGHTINGS)):
        run(_with_ids(statement), values)
        if number == 0:
            plan_anew()


def _with_ids(statement: str) -> str:
    for name, number in _IDS.items():
        statement = statement.replace(f"{{{name}}}", uuid7_in_sql(number))
    return statement


def reconcile(values: dict[str, Any], by: UUID | None) -> int:
    """Settle the unknown serials that now have exactly one device; return how many."""
    return run(_RECONCILE, values | {"by": by})


def list_unsettled(customer_id: UUID) -> None:
    """Write anew which models of a customer nobody has settled: a projection for the operators."""
    for statement in _UNSETTLED:
        run(statement, {"customer": customer_id})
