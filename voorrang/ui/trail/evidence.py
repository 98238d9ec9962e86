"""A population or a sample of the trail as a file that stands for itself: rows, how they were chosen, and their digests."""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from voorrang.ui.export import cell

COLUMNS = ("id", "at", "type", "actor_kind", "actor_id", "subject_kind", "subject_id", "fields", "data")
IN_MEMORY = 4_000_000
"""Bytes; what is more goes to a file that nobody else can open, so a trail of any length is written whole."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The packed file, open at its beginning, and what its manifest says."""

    file: IO[bytes]
    manifest: dict[str, Any]


def pack_evidence(rows: Iterable[Any], said: dict[str, Any]) -> Evidence:
    """Write rows.csv, rows.json (one row a line) and manifest.json into a ZIP file. `said` is how the rows were chosen.

    Every row is written before the answer begins, or the request fails: nothing is ever cut off.
    """
    packed: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    lines: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed below
    digests, count = {"rows.csv": hashlib.sha256(), "rows.json": hashlib.sha256()}, 0
    with lines, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("rows.csv", "w") as table:
            for text in _csv_lines(rows, lines, digests["rows.json"]):
                table.write(text)
                digests["rows.csv"].update(text)
                count += 1
        lines.seek(0)
        with archive.open("rows.json", "w") as target:
            while block := lines.read(1 << 16):
                target.write(block)
        manifest = said | {"rows": count - 1, "sha256": {name: one.hexdigest() for name, one in digests.items()}}
        archive.writestr("manifest.json", json.dumps(manifest, indent=2, ensure_ascii=False))
    packed.seek(0)
    return Evidence(packed, manifest)


def _csv_lines(rows: Iterable[Any], lines: IO[bytes], digest: Any) -> Iterable[bytes]:
    """Return the table line by line, and write the same rows as JSON on the way: both come from one reading."""
    yield _csv_line(COLUMNS)
    for row in rows:
        values = {name: getattr(row, name, None) for name in COLUMNS}
        line = json.dumps({name: _plain(value) for name, value in values.items()}, ensure_ascii=False) + "\n"
        lines.write(line.encode())
        digest.update(line.encode())
        yield _csv_line([cell(_flat(value)) for value in values.values()])


def _csv_line(values: Iterable[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(values)
    return text.getvalue().encode()


def _flat(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value) if isinstance(value, UUID) else value


def _plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
