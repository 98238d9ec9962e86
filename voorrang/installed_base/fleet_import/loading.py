"""The rows of a file in a table of this transaction, and what small sets say about them: makers, places, kinds.

COPY is refused on walled tables and row-by-row work is slow, so the rows wait in temporary tables; the INSERT-SELECT into
the customer's tables passes the wall (`tenancy.md`, 9). Python sees each maker, place and model once, never the rows.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

BLOCK = 1 << 20
ROW_TYPES = {
    "line": "int",
    "maker": "text",
    "serial": "text",
    "product_number": "text",
    "base_number": "text",
    "model": "text",
    "kind": "text",
    "commercial": "bool",
    "country": "text",
    "site": "text",
    "affiliate": "text",
    "purchased_date": "date",
    "host_serial": "text",
    "sold_by_vendor": "bool",
    "cover_kind": "text",
    "cover_level": "text",
    "cover_starts_at": "timestamptz",
    "cover_ends_at": "timestamptz",
    "evidence": "text",
    "last_seen_at": "timestamptz",
    "bios_version": "text",
}
"""What a row holds, in the order of the file of rows (`fleet_file`)."""
_TABLES = (
    """DROP TABLE IF EXISTS pg_temp.fleet_row, pg_temp.fleet_maker, pg_temp.fleet_place, pg_temp.fleet_kind,
        pg_temp.fleet_device, pg_temp.fleet_compared, pg_temp.fleet_cover, pg_temp.fleet_taken_back, pg_temp.fleet_gone""",
    f"CREATE TEMP TABLE fleet_row ({', '.join(f'{name} {kind}' for name, kind in ROW_TYPES.items())}) ON COMMIT DROP",
    "CREATE TEMP TABLE fleet_maker (told text, maker text) ON COMMIT DROP",
    """CREATE TEMP TABLE fleet_place (affiliate text, site text, country text, affiliate_id uuid, site_id uuid,
        at_country text) ON COMMIT DROP""",
    """CREATE TEMP TABLE fleet_kind (maker text, base_number text, model text, evidence text, kind text, commercial bool,
        kind_from text) ON COMMIT DROP""",
)


class PlaceTold(NamedTuple):
    """A combination of codes as rows tell it, with the first line that does."""

    affiliate: str
    site: str
    country: str
    line: int


class ModelTold(NamedTuple):
    """A model whose kind no row tells, as rows describe it."""

    maker: str
    base_number: str
    model: str
    evidence: str


class KindFound(NamedTuple):
    """What was found out about a model; `kind_from` says by whom."""

    kind: str
    commercial: bool
    kind_from: str


def run(statement: str, values: Any = None) -> int:
    """Run one statement and return how many rows it concerned."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def load(rows: Path) -> int:
    """Copy a file of rows into the table `fleet_row` of this transaction; return how many there are."""
    for statement in _TABLES:
        run(statement)
    with connection.cursor() as cursor, rows.open("rb") as file:
        with cursor.copy(f"COPY fleet_row ({', '.join(ROW_TYPES)}) FROM STDIN") as copy:
            while block := file.read(BLOCK):
                copy.write(block)
        count = int(cursor.rowcount)
    # Without statistics the planner takes a temporary table for tiny and joins it row by row.
    run("ANALYZE pg_temp.fleet_row")
    return count


def name_makers(maker_name: Callable[[str], str]) -> None:
    """Give each maker the one spelling."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT maker FROM fleet_row")
        told = [maker for (maker,) in cursor.fetchall()]
    _fill("fleet_maker", [(maker, maker_name(maker)) for maker in told])


def places_told() -> list[PlaceTold]:
    """Return each combination of affiliate, site and country once, by its first line."""
    with connection.cursor() as cursor:
        cursor.execute("""SELECT coalesce(affiliate, ''), coalesce(site, ''), coalesce(country, ''), min(line) FROM fleet_row
            GROUP BY 1, 2, 3 ORDER BY 4""")
        return [PlaceTold(*row) for row in cursor.fetchall()]


def settle_places(found: Iterable[tuple[PlaceTold, UUID | None, UUID | None, str]]) -> None:
    """Note for each combination the affiliate, the site and the country that it means."""
    _fill("fleet_place", [(told.affiliate, told.site, told.country, *rest) for told, *rest in found])


def models_told() -> list[ModelTold]:
    """Return each model whose kind, or whether it is commercial, some row does not tell."""
    with connection.cursor() as cursor:
        cursor.execute("""SELECT DISTINCT m.maker, r.base_number, r.model, coalesce(r.evidence, '')
            FROM fleet_row r JOIN fleet_maker m ON m.told = r.maker WHERE coalesce(r.kind, '') IN ('', 'unknown') OR r.commercial IS NULL""")
        return [ModelTold(*(part or "" for part in row)) for row in cursor.fetchall()]


def settle_kinds(found: Iterable[tuple[ModelTold, KindFound]]) -> None:
    """Note the kind of each model."""
    _fill("fleet_kind", [(*told, *kind) for told, kind in found])


def _fill(table: str, rows: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"ANALYZE pg_temp.{table}")
