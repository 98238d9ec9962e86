"""The fleet of a grown customer: some hundred units drawn one by one, and rows of their like made in the database."""

from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from voorrang.demo.fleets import FIRST_IMPORT_DAYS, Unit, plan_fleet
from voorrang.demo.growth.keys import SERIAL_SQL, id_of, id_sql, serial_number, serial_of, stem_of
from voorrang.demo.growth.plan import GrownCustomer, Growth
from voorrang.demo.people import DemoCustomer

DRAWN = 300
"""Units that are drawn; of each there are many that differ in their serial only."""


class Fleet(NamedTuple):
    """The drawn units of one customer, each with its serial. Device `n` is like unit `n % len(units)`."""

    growth: Growth
    customer: GrownCustomer
    units: list[Unit]

    @property
    def imported_at(self) -> datetime:
        """When all came in."""
        return self.growth.anchor - timedelta(days=FIRST_IMPORT_DAYS)

    def device_id(self, place: int) -> UUID:
        """Return the id of a device."""
        return id_of(f"{self.key}{place}", self.imported_at)

    @property
    def key(self) -> str:
        """What the ids of its devices come from."""
        return f"{self.growth.seed}/{self.customer.code}/device/"

    @property
    def import_id(self) -> UUID:
        """Return the id of the import that brought it."""
        return id_of(f"{self.key}import", self.imported_at)

    def count(self, place: int) -> int:
        """Return how many devices are like the unit of that place."""
        rounds, rest = divmod(self.customer.devices, len(self.units))
        return rounds + (place < rest)


def draw_fleet(growth: Growth, customer: GrownCustomer, shape: DemoCustomer) -> Fleet:
    """Draw the units: all bought before the import, each monitor right behind its host."""
    dice = Random(f"{growth.seed}/{customer.code}/fleet")
    known = (growth.anchor - timedelta(days=FIRST_IMPORT_DAYS + 1)).date()
    drawn = [unit for unit in plan_fleet(shape, dice, growth.anchor) if unit.bought < known]
    screens = {unit.host: unit for unit in drawn if unit.host}
    own = [unit for unit in drawn if not unit.host]
    dice.shuffle(own)
    units: list[Unit] = []
    for unit in own:
        units.append(unit._replace(serial=serial_of(customer.index, len(units))))
        if screen := screens.get(unit.serial):
            units.append(screen._replace(serial=serial_of(customer.index, len(units)), host=units[-1].serial))
    return Fleet(growth, customer, units)


def stage_fleet(fleet: Fleet, places: dict[str, tuple[UUID, UUID]]) -> None:
    """Lay the drawn units in a table of this session; `places` gives affiliate and site."""
    at_serial = {unit.serial: place for place, unit in enumerate(fleet.units)}
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy("COPY grow_unit FROM STDIN") as copy:
            for place, unit in enumerate(fleet.units):
                copy.write_row(
                    (
                        place,
                        unit.model.model,
                        unit.model.kind,
                        unit.model.commercial == "yes",
                        unit.model.product_number,
                        unit.place.country,
                        *places[unit.place.code],
                        at_serial.get(unit.host),
                        unit.bought,
                        unit.cover,
                        datetime.combine(unit.bought, time(), UTC),
                        datetime.combine(unit.ends, time(), UTC),
                    )
                )
        cursor.execute("ANALYZE pg_temp.grow_unit")


def add_devices(fleet: Fleet, customer_id: UUID, begin: int, end: int) -> None:
    """Write the devices from `begin` to before `end`, with what they are and what covers them."""
    count = len(fleet.units)
    values: dict[str, Any] = {
        "customer": customer_id,
        "batch": fleet.import_id,
        "at": fleet.imported_at,
        "begin": begin,
        "end": end,
        "count": count,
        "rounds": [begin // count, (end - 1) // count],
        "first": serial_number(fleet.customer.index, 0),
        "key": fleet.key,
        "stem": stem_of(fleet.imported_at),
    }
    with connection.cursor() as cursor:
        for statement in _ADD:
            cursor.execute(statement, values)


def lay_import(fleet: Fleet, customer_id: UUID, devices: int) -> None:
    """Write the import that brings the fleet, or how many devices it has brought by now."""
    values: list[Any] = [
        fleet.import_id,
        customer_id,
        f"{fleet.customer.code.lower()}-fleet.csv",
        "",
        fleet.imported_at,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_IMPORT, [*values, devices, devices, devices])


_STAGE = """
DROP TABLE IF EXISTS pg_temp.grow_unit;
CREATE TEMP TABLE grow_unit (place int, model text, kind text, commercial boolean, product_number text, country text,
    affiliate_id uuid, site_id uuid, host_place int, purchased date, cover text, covered_from timestamptz, covered_to timestamptz)
"""
_IMPORT = """
INSERT INTO installed_base_import (id, customer_id, file_name, digest, imported_at, imported_by, rows, new, changed, unchanged,
    covers, undone_at, undone_by)
VALUES (%s, %s, %s, %s, %s, NULL, %s, %s, 0, 0, %s, NULL, NULL)
ON CONFLICT (customer_id, id) DO UPDATE SET rows = excluded.rows, new = excluded.new, covers = excluded.covers
"""
_LIKE = """
FROM (
    SELECT u.*, round * %(count)s + u.place AS n, round * %(count)s + u.host_place AS host_n
    FROM grow_unit u, generate_series((%(rounds)s::bigint[])[1], (%(rounds)s::bigint[])[2]) round
    WHERE round * %(count)s + u.place BETWEEN %(begin)s AND %(end)s - 1
) u
"""
_DEVICE = id_sql("%(key)s || u.n", "%(stem)s")
_HOST = f"CASE WHEN u.host_n IS NULL THEN NULL ELSE {id_sql('%(key)s || u.host_n', '%(stem)s')} END"
_ADD = (
    f"""INSERT INTO installed_base_device (id, customer_id, maker, serial, product_number)
    SELECT {_DEVICE}, %(customer)s, 'HP', {SERIAL_SQL.format("(%(first)s + u.n)").replace(" % ", " %% ")}, u.product_number {_LIKE}""",
    f"""INSERT INTO installed_base_deviceversion (id, customer_id, device_id, model, kind, commercial, country, affiliate_id,
        site_id, host_id, sold_by_vendor, purchased_date, valid_from, valid_until, recorded_at, superseded_at, batch_id)
    SELECT {id_sql("%(key)s || u.n || '/version'", "%(stem)s")}, %(customer)s, {_DEVICE}, u.model, u.kind, u.commercial, u.country,
        u.affiliate_id, u.site_id, {_HOST}, true, u.purchased, %(at)s, NULL, %(at)s, NULL, %(batch)s {_LIKE}""",
    f"""INSERT INTO installed_base_cover (id, customer_id, device_id, kind, level, starts_at, ends_at, recorded_at,
        superseded_at, batch_id)
    SELECT {id_sql("%(key)s || u.n || '/cover'", "%(stem)s")}, %(customer)s, {_DEVICE}, u.cover, 'next business day on site',
        u.covered_from, u.covered_to, %(at)s, NULL, %(batch)s {_LIKE}""",
)
