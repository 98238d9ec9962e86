"""Taking an import back: its rows are superseded, and what it had superseded is recorded again. Nothing is deleted."""

from datetime import datetime
from typing import Any

from django.db import connection

from voorrang.installed_base.fleet_import.comparing import uuid7_in_sql
from voorrang.installed_base.fleet_import.loading import run
from voorrang.installed_base.models import Cover, DeviceVersion, Import

_CONCERNED = """
    SELECT count(*) FROM (
        SELECT device_id FROM installed_base_deviceversion
        WHERE customer_id = %(customer)s AND batch_id = %(batch)s AND superseded_at IS NULL
        UNION SELECT device_id FROM installed_base_cover WHERE customer_id = %(customer)s AND superseded_by_id = %(batch)s
        UNION SELECT device_id FROM installed_base_cover
        WHERE customer_id = %(customer)s AND batch_id = %(batch)s AND superseded_at IS NULL
    ) x
"""
_COPIED = {
    "installed_base_deviceversion": """device_id, model, kind, commercial, kind_from, country, affiliate_id, site_id, host_id,
        sold_by_vendor, purchased_date, bios_version, ended_as, valid_from, valid_until, batch_id""",
    "installed_base_cover": "device_id, kind, level, response, source, reference, starts_at, ends_at, batch_id",
}
_SUPERSEDE = """
    UPDATE {table} SET superseded_at = %(at)s WHERE customer_id = %(customer)s AND batch_id = %(batch)s
        AND superseded_at IS NULL
"""
_RECORD_AGAIN = """
    INSERT INTO {table} (id, customer_id, {fields}, recorded_at, superseded_at, superseded_by_id)
    SELECT {id}, %(customer)s, {fields}, %(at)s, NULL, NULL
    FROM (SELECT row_number() OVER ()::int AS number, v.* FROM {table} v
        WHERE v.customer_id = %(customer)s AND v.superseded_by_id = %(batch)s) x
"""
_UNCOMPLETE = """
    UPDATE installed_base_device SET product_number = '', completed_by_id = NULL
    WHERE customer_id = %(customer)s AND completed_by_id = %(batch)s
"""


def is_built_upon(batch: Import) -> bool:
    """Whether a later import that still stands has superseded what this one brought."""
    return any(
        model.objects.filter(batch=batch, superseded_by__isnull=False, superseded_by__undone_at=None).exists()
        for model in (DeviceVersion, Cover)
    )


def take_back(batch: Import, at: datetime) -> int:
    """Supersede what the import brought, record anew what it had superseded, and return how many devices it concerned."""
    values: dict[str, Any] = {
        "customer": batch.customer_id,
        "batch": batch.id,
        "at": at,
        "ms": int(at.timestamp() * 1000),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CONCERNED, values)
        concerned = int(cursor.fetchone()[0])
    for table, fields in _COPIED.items():
        run(_SUPERSEDE.format(table=table), values)
        again = _RECORD_AGAIN.replace("{id}", uuid7_in_sql("number"))
        run(again.replace("{table}", table).replace("{fields}", fields), values)
    run(_UNCOMPLETE, values)
    return concerned
