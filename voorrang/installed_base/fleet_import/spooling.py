"""The rows of a file as text that COPY takes, in the order of `loading.ROW_TYPES`."""

from pathlib import Path

from voorrang.installed_base.fleet_file import Defaults, FleetReader, FleetRow, RowError

ABSENT = "\\N"
_NO_COVER = "\t".join([ABSENT] * 4)


def spool(content: bytes, into: Path, defaults: Defaults) -> tuple[FleetReader, list[RowError]]:
    """Write the rows that are right and return the reader, read to its end, with the errors of the others."""
    reader = FleetReader(content, defaults)
    errors = []
    with into.open("w", encoding="utf-8", newline="") as out:
        for row in reader:
            if isinstance(row, RowError):
                errors.append(row)
            else:
                out.write(_line(row))
    return reader, errors


def _line(row: FleetRow) -> str:
    """A row for COPY. No cell holds a tab or a line's end, for the reader takes printable text only; a backslash it may."""
    texts = [row.maker, row.serial, row.product_number, row.product_number.partition("#")[0], row.model, row.kind]
    places = [row.country, row.site, row.affiliate]
    told = [row.evidence, row.bios_version]
    cover = row.cover
    if "\\" in "".join((*texts, *places, *told, cover.level if cover else "")):
        texts, places, told = _escaped(texts), _escaped(places), _escaped(told)
        cover = cover and cover._replace(level=cover.level.replace("\\", "\\\\"))
    return "\t".join(
        (
            str(row.line),
            *texts,
            ABSENT if row.commercial is None else str(row.commercial),
            *places,
            ABSENT if row.purchased_date is None else str(row.purchased_date),
            row.host_serial,
            str(row.sold_by_vendor),
            f"{cover.kind}\t{cover.level}\t{cover.starts_at}\t{cover.ends_at}" if cover else _NO_COVER,
            told[0],
            ABSENT if row.last_seen_date is None else str(row.last_seen_date),
            f"{told[1]}\n",
        )
    )


def _escaped(texts: list[str]) -> list[str]:
    return [text.replace("\\", "\\\\") for text in texts]
