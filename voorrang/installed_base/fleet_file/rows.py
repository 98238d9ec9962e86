"""Reading one row of a fleet file: its columns, cell by cell, and the cover that it names."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from voorrang.installed_base.fleet_file import cells
from voorrang.installed_base.fleet_file.dates import Order
from voorrang.lib.sheets.errors import Flaw, RowError

REQUIRED = ("maker", "serial", "product_number", "model", "kind", "commercial", "country")
COVER = ("cover_kind", "cover_level", "cover_starts_on", "cover_ends_on")
OPTIONAL = (
    "site",
    "affiliate",
    "purchased_on",
    *COVER,
    "host_serial",
    "sold_by_vendor",
    "last_seen_on",
    "bios_version",
)
DATES = ("purchased_on", "cover_starts_on", "cover_ends_on", "last_seen_on")
NEEDED_OF_OTHERS = ("maker", "serial", "model")
"""Without these a list of another tool names no device."""
COLUMNS = (*REQUIRED, *OPTIONAL)
"""Every column, in any order; without an optional one, what is recorded stays as it is."""

_LONGEST = {
    "maker": 64,
    "serial": 64,
    "product_number": 64,
    "model": 160,
    "site": 32,
    "affiliate": 32,
    "cover_level": 100,
    "bios_version": 64,
    "evidence": 160,
}
_MAY_BE_EMPTY = frozenset({"product_number", "model", "evidence", *OPTIONAL})


class CoverRow(NamedTuple):
    """A half-open period of cover, from midnight UTC to midnight UTC."""

    kind: str
    level: str
    starts_at: datetime
    ends_at: datetime


class FleetRow(NamedTuple):
    """One row that is right. Empty text means: the cell, or its column, is empty."""

    line: int
    maker: str
    serial: str
    product_number: str
    model: str
    kind: str
    """Empty where the list does not say it in our words; `evidence` is then what it says of the chassis."""
    commercial: bool | None
    country: str
    site: str
    affiliate: str
    purchased_date: date | None
    host_serial: str
    sold_by_vendor: bool
    cover: CoverRow | None
    evidence: str = ""
    last_seen_date: date | None = None
    bios_version: str = ""


class Defaults(NamedTuple):
    """What whoever sends a list says about the whole of it: the country of devices without one, the order of its dates."""

    country: str = ""
    order: Order | None = None


_READERS: dict[str, Callable[[str], object]] = {
    "serial": cells.serial,
    "product_number": cells.product_number,
    "kind": cells.kind,
    "commercial": cells.yes_or_no,
    "country": cells.country,
    "cover_kind": cells.cover_kind,
    "host_serial": cells.serial,
    "sold_by_vendor": cells.yes_or_no,
}


def told_by_others(values: dict[str, str], defaults: Defaults) -> dict[str, str]:
    """Return a row of another tool's list in our terms: what it calls a type is evidence, not our kind."""
    told = dict(values)
    told["evidence"] = told.pop("kind", "")
    told["country"] = told.get("country", "") or defaults.country
    if not told["country"]:
        del told["country"]  # judged later, with the site, which knows its own
    if told.get("cover_ends_on") and not told.get("cover_kind"):
        told["cover_kind"] = "warranty"
        told["cover_starts_on"] = told.get("cover_starts_on") or told.get("purchased_on", "")
    return told


def read_row(line: int, values: dict[str, str], order: Order | None) -> Iterator[FleetRow | RowError]:
    """Read every cell, so that one pass names every flaw of a row."""
    read: dict[str, object] = {}
    errors: list[RowError] = []
    for name, text in values.items():
        try:
            read[name] = _read_cell(name, text, order)
        except Flaw as flaw:
            errors.append(flaw.at(line, name))
    errors += _judge_cover(line, values, read)
    if errors:
        yield from errors
        return
    yield FleetRow(
        line=line,
        maker=values["maker"],
        serial=str(read["serial"]),
        product_number=str(read.get("product_number") or ""),
        model=values["model"],
        kind=str(read.get("kind") or ""),
        commercial=bool(read["commercial"]) if "commercial" in read else None,
        country=str(read.get("country") or ""),
        site=values.get("site", ""),
        affiliate=values.get("affiliate", ""),
        purchased_date=_date(read.get("purchased_on")),
        host_serial=str(read.get("host_serial") or ""),
        sold_by_vendor=bool(read.get("sold_by_vendor")),
        cover=_cover(values, read),
        evidence=values.get("evidence", ""),
        last_seen_date=_date(read.get("last_seen_on")),
        bios_version=values.get("bios_version", ""),
    )


def _read_cell(name: str, text: str, order: Order | None) -> object:
    if not text and name not in _MAY_BE_EMPTY and name != "serial":
        raise Flaw(_("The cell is empty."), _("Fill it in."), code="cell_empty")
    longest = _LONGEST.get(name)
    if longest is not None:
        text = cells.words(text, longest)
    if name in DATES:
        return cells.day(text, order) if text else None
    reader = _READERS.get(name)
    if reader is None or (not text and name != "serial"):
        return text
    return reader(text)


def _judge_cover(line: int, values: dict[str, str], read: dict[str, object]) -> list[RowError]:
    if not any(values.get(name) for name in COVER):
        return []
    needed = [name for name in COVER if name != "cover_level"]
    errors = [
        RowError(
            line,
            name,
            "cover_incomplete",
            _("The row names cover, but not all of it."),
            _("Fill in kind, first day and last day, or leave all cells of the cover empty."),
        )
        for name in needed
        if not values.get(name)
    ]
    starts_on, ends_on = _date(read.get("cover_starts_on")), _date(read.get("cover_ends_on"))
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        message = _("The cover ends on %(end)s, before it starts on %(start)s.") % {"end": ends_on, "start": starts_on}
        errors.append(RowError(line, "cover_ends_on", "cover_ends_before_start", message, _("Swap or mend the dates.")))
    return errors


def _cover(values: dict[str, str], read: dict[str, object]) -> CoverRow | None:
    starts_on, ends_on = _date(read.get("cover_starts_on")), _date(read.get("cover_ends_on"))
    if starts_on is None or ends_on is None:
        return None
    return CoverRow(
        kind=str(read["cover_kind"]),
        level=values.get("cover_level", ""),
        starts_at=_midnight(starts_on),
        ends_at=_midnight(ends_on + timedelta(days=1)),  # the last covered day is written, the next midnight is stored
    )


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _midnight(value: date) -> datetime:
    return datetime.combine(value, time(), UTC)
