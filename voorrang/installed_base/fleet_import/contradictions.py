"""Rows that contradict one another, found in SQL, told as errors of the row."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from voorrang.lib.sheets.errors import RowError

_SAME_IN_ALL_ROWS = {
    "model": "model",
    "kind": "kind",
    "commercial": "commercial",
    "country": "country",
    "site": "site",
    "affiliate": "affiliate",
    "purchased_date": "purchased_on",
    "host_serial": "host_serial",
    "sold_by_vendor": "sold_by_vendor",
}
"""Field of a row to the column that people know."""
_FURTHER = """
    SELECT f.draft, f.line AS first_line, r.* FROM fleet_device f JOIN fleet_maker m ON m.maker = f.maker
    JOIN fleet_row r ON r.maker = m.told AND r.serial = f.serial AND r.base_number = f.base_number
    WHERE f.rows > 1
"""
_DISAGREE = f"""
    WITH further AS ({_FURTHER})
    SELECT r.line, r.first_line, {", ".join(f"r.{name} IS DISTINCT FROM o.{name}" for name in _SAME_IN_ALL_ROWS)}
    FROM further r JOIN fleet_row o ON o.line = r.first_line WHERE r.line <> r.first_line
        AND ({", ".join(f"r.{name}" for name in _SAME_IN_ALL_ROWS)})
        IS DISTINCT FROM ({", ".join(f"o.{name}" for name in _SAME_IN_ALL_ROWS)})
    ORDER BY r.line
"""
_TWICE = f"""
    WITH further AS ({_FURTHER}), numbered AS (
        SELECT line, first_line, cover_starts_at IS NULL AS is_bare,
            min(line) OVER (PARTITION BY draft, cover_kind, cover_level, cover_starts_at, cover_ends_at) AS same_line
        FROM further
    )
    SELECT line, CASE WHEN is_bare THEN first_line ELSE same_line END FROM numbered
    WHERE line <> first_line AND (is_bare OR line <> same_line) ORDER BY line
"""
_SAME_UNIT = """
    SELECT line, first_line FROM (
        SELECT line, min(line) OVER (PARTITION BY device_id) AS first_line FROM fleet_device WHERE device_id IS NOT NULL
    ) x WHERE line <> first_line ORDER BY line
"""
_NO_COUNTRY = """
    SELECT f.line FROM fleet_device f WHERE f.country = '' AND NOT EXISTS (
        SELECT 1 FROM installed_base_deviceversion v WHERE v.customer_id = %(customer)s AND v.device_id = f.device_id
            AND v.valid_until IS NULL AND v.superseded_at IS NULL
    ) ORDER BY f.line
"""
_HOSTS = """
    SELECT h.line, h.host_serial, h.candidates, coalesce(h.host_draft = h.draft OR h.host_id = f.device_id, false)
    FROM fleet_host h JOIN fleet_device f USING (draft)
    WHERE h.candidates <> 1 OR h.host_draft = h.draft OR h.host_id = f.device_id ORDER BY h.line
"""


def between_rows(values: dict[str, Any]) -> Iterator[RowError]:
    """Yield what is wrong between the rows of one device, and between two devices that are one."""
    yield from _disagreements()
    for line, first in _select(_TWICE):
        message = _("The row repeats line %(line)s and adds no other period of cover.") % {"line": first}
        cure = _("Remove one of the two rows, or mend the serial or product number.")
        yield RowError(line, "serial", "row_twice", message, cure)
    for line, first in _select(_SAME_UNIT):
        message = _("The row means the unit of line %(line)s: one of them names no product number.") % {"line": first}
        cure = _("Write the product number in both rows, or remove one of them.")
        yield RowError(line, "product_number", "unit_twice", message, cure)
    for (line,) in _select(_NO_COUNTRY, values):
        message = _("The row names no country, and the unit is new.")
        cure = _("Add a column with the country, name one for the whole file, or name the site.")
        yield RowError(line, "country", "country_missing", message, cure)


def about_hosts() -> Iterator[RowError]:
    """Yield what is wrong with the units that devices are said to belong to (E.8)."""
    for line, serial, count, is_itself in _select(_HOSTS):
        values = {"serial": serial, "count": count}
        if count == 0:
            message = _("No unit with the serial number %(serial)s is in the file or in the fleet.") % values
            yield RowError(line, "host_serial", "host_unknown", message, _("Add it to the file."))
        elif count > 1:
            message = _("%(count)s units have the serial number %(serial)s.") % values
            cure = _("Leave the cell empty, and attach the unit by hand.")
            yield RowError(line, "host_serial", "host_ambiguous", message, cure)
        elif is_itself:
            message = _("The unit cannot belong to itself.")
            yield RowError(line, "host_serial", "host_itself", message, _("Name the other unit."))


def _disagreements() -> Iterator[RowError]:
    for line, first, *differs in _select(_DISAGREE):
        for column, is_other in zip(_SAME_IN_ALL_ROWS.values(), differs, strict=True):
            if is_other:
                message = _("The same device has another value in line %(line)s.") % {"line": first}
                cure = _("Write the same value in every row of the device.")
                yield RowError(line, column, "rows_disagree", message, cure)


def _select(statement: str, values: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
