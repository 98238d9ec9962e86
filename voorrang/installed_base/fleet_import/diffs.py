"""What a file would change, unit by unit, for whoever looks before it is taken in."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext_lazy as _

from voorrang.installed_base.kinds import Kind

NEW, CHANGED, MOVED, GONE, COVER = STATES = ("new", "changed", "moved", "gone", "cover")
STATE_TEXTS = {
    NEW: _("new"),
    CHANGED: _("changed"),
    MOVED: _("moved"),
    GONE: _("gone"),
    COVER: _("only its cover changes"),
}
_FIELDS = {
    "model": _("model"),
    "kind": _("kind"),
    "commercial": _("commercial"),
    "country": _("country"),
    "affiliate": _("affiliate"),
    "site": _("site"),
    "purchased_date": _("purchased on"),
    "bios_version": _("BIOS version"),
}
_UNITS = """
    SELECT CASE WHEN c.state = 'unchanged' THEN 'cover' ELSE c.state END, c.line, c.maker, c.serial, d.product_number,
        c.product_number, c.model, c.was_model, c.kind, c.was_kind, c.commercial, c.was_commercial, c.country, c.was_country,
        a.code, wa.code, s.code, ws.code, c.purchased_date, c.was_purchased_date, c.bios_version, c.was_bios_version,
        (SELECT count(*) FROM fleet_cover n WHERE n.draft = c.draft AND n.recorded_id IS NULL),
        (SELECT count(*) FROM fleet_taken_back t WHERE t.draft = c.draft)
    FROM fleet_compared c
    LEFT JOIN installed_base_device d ON d.customer_id = %(customer)s AND d.id = c.device_id
    LEFT JOIN accounts_affiliate a ON a.customer_id = %(customer)s AND a.id = c.affiliate_id
    LEFT JOIN accounts_affiliate wa ON wa.customer_id = %(customer)s AND wa.id = c.was_affiliate_id
    LEFT JOIN accounts_site s ON s.customer_id = %(customer)s AND s.id = c.site_id
    LEFT JOIN accounts_site ws ON ws.customer_id = %(customer)s AND ws.id = c.was_site_id
    WHERE {which} ORDER BY c.line LIMIT %(most)s
"""
_WHICH = {
    NEW: "c.state = 'new'",
    CHANGED: "c.state = 'changed'",
    MOVED: "c.state = 'moved'",
    COVER: """c.state = 'unchanged' AND c.draft IN (
        SELECT draft FROM fleet_cover WHERE recorded_id IS NULL UNION SELECT draft FROM fleet_taken_back)""",
}
_GONE = """
    SELECT d.maker, d.serial, d.product_number, v.model FROM fleet_gone g
    JOIN installed_base_device d ON d.customer_id = %(customer)s AND d.id = g.device_id
    JOIN installed_base_deviceversion v ON v.customer_id = %(customer)s AND v.id = g.version_id
    ORDER BY d.serial, d.id LIMIT %(most)s
"""


class FieldChange(NamedTuple):
    """One field that changes. `field` is its name in the reader's language."""

    field: Any
    was: str
    becomes: str


class UnitChange(NamedTuple):
    """What happens to one unit: `state` is one of `STATES`, `line` its first row, 0 for one that is gone."""

    state: str
    line: int
    maker: str
    serial: str
    product_number: str
    model: str
    fields: tuple[FieldChange, ...] = ()
    covers_new: int = 0
    covers_ended: int = 0

    @property
    def state_text(self) -> str:
        """The state in the reader's language."""
        return str(STATE_TEXTS[self.state])


def unit_changes(values: dict[str, Any], state: str, most: int | None = None) -> Iterator[UnitChange]:
    """Yield the units of a state, in the file's order, at most `most`: of the comparison that this transaction made."""
    with connection.cursor() as cursor:
        asked = values | {"most": most}
        if state == GONE:
            cursor.execute(_GONE, asked)
            yield from (UnitChange(GONE, 0, *row) for row in cursor.fetchall())
            return
        cursor.execute(_UNITS.replace("{which}", _WHICH[state]), asked)
        for found, line, maker, serial, known_number, number, *rest in cursor.fetchall():
            pairs = zip(_FIELDS.items(), rest[0:16:2], rest[1:16:2], strict=True)
            fields = tuple(
                FieldChange(text, _said(name, was), _said(name, now))
                for (name, text), now, was in pairs
                if found in {CHANGED, MOVED} and now != was
            )
            yield UnitChange(found, line, maker, serial, known_number or number or "", rest[0], fields, *rest[16:])


def _said(field: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if field == "kind":
        return str(Kind(value).label)
    if field == "commercial":
        return str(_("yes") if value else _("no"))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
