"""Reading a folder or ZIP of CSV and JSON files, row by row; what cannot be read is told with file and line."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from voorrang.cutover.columns import SHEETS, Sheet
from voorrang.cutover.report import Problem, Result, Row
from voorrang.lib.formulas import unmarked
from voorrang.lib.sheets.errors import Flaw
from voorrang.lib.sheets.text import delimiter_of, text_of

LARGEST_FILE = 50_000_000
"""Bytes of one file, unpacked."""
LONGEST_CELL = 2_000

csv.field_size_limit(1_000_000)


class NotReadable(ValueError):
    """The folder or ZIP is none that can be read; the message says why, and what would work."""


def read_source(source: Path | bytes) -> Iterator[Row | Result]:
    """Read all files of a folder, or of a ZIP (a path, or its bytes). A row that cannot be read comes as a refused result.

    Files are read one after the other, so that no more than one lies in memory. Raises `NotReadable`.
    """
    files = _of_folder(source) if isinstance(source, Path) and source.is_dir() else _of_zip(source)
    if not files:
        names = ", ".join(f"{sheet.name}.csv" for sheet in SHEETS)
        raise NotReadable(_("There is none of the files in it that are read: %(names)s.") % {"names": names})
    for sheet in SHEETS:
        for ending in ("csv", "json"):
            read = files.get(f"{sheet.name}.{ending}")
            if read is not None:
                yield from _rows(sheet, ending, read)


type _Reader = Callable[[], bytes]


def _of_folder(folder: Path) -> dict[str, _Reader]:
    found = {}
    for path in folder.iterdir():
        if path.is_file() and path.name.lower() in _NAMES:
            if path.stat().st_size > LARGEST_FILE:
                raise NotReadable(_too_large(path.name))
            found[path.name.lower()] = path.read_bytes
    return found


def _of_zip(source: Path | bytes) -> dict[str, _Reader]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, OSError) as error:
        text = _("This is neither a folder nor a ZIP file. Pack the files into a ZIP and send that.")
        raise NotReadable(text) from error
    found: dict[str, _Reader] = {}
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename).name.lower()
        if not entry.is_dir() and name in _NAMES and "__MACOSX" not in entry.filename:
            if entry.file_size > LARGEST_FILE:
                raise NotReadable(_too_large(name))
            if name in found:
                raise NotReadable(_("%(name)s is in the ZIP twice. Leave one of them out.") % {"name": name})
            found[name] = _unpacker(archive, entry)
    return found


def _unpacker(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> _Reader:
    def unpack() -> bytes:
        try:
            with archive.open(entry) as file:
                # The size that an archive states may be a lie: never unpack more.
                content = file.read(LARGEST_FILE + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            text = _("%(name)s in the ZIP is damaged or has a password. Pack it again.") % {"name": entry.filename}
            raise NotReadable(text) from error
        if len(content) > LARGEST_FILE:
            raise NotReadable(_too_large(entry.filename))
        return content

    return unpack


def _rows(sheet: Sheet, ending: str, read: _Reader) -> Iterator[Row | Result]:
    try:
        text = text_of(read())
        yield from _of_csv(sheet, text) if ending == "csv" else _of_json(sheet, text)
    except Flaw as flaw:
        yield _refused(Row(sheet.name, flaw.line, "", {}), flaw.field, flaw.message, flaw.cure)
    except csv.Error:
        message, cure = _("The file is no CSV from here on."), _("Look for a quotation mark that does not close.")
        yield _refused(Row(sheet.name, 0, "", {}), "", message, cure)


def _of_csv(sheet: Sheet, text: str) -> Iterator[Row | Result]:
    delimiter, text = delimiter_of(text, sheet.columns)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = [cell.strip().lower() for cell in next(reader, [])]
    if missing := [name for name in sheet.needed if name not in header]:
        message = _("Columns are missing: %(names)s.") % {"names": ", ".join(missing)}
        raise Flaw(message, _("Add them; docs/operations.md lists the columns."), code="columns", line=1)
    line = reader.line_num
    for cells in reader:
        first, line = line + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        data = {name: cell for name, cell in zip(header, cells, strict=False) if name in sheet.columns}
        yield _row(sheet, first, data, is_long=len(cells) > len(header))


def _of_json(sheet: Sheet, text: str) -> Iterator[Row | Result]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise Flaw(
            _("The file is no JSON."), _("Write a list of objects, one for each row."), code="json", line=line
        ) from None
    if not isinstance(rows, list):
        raise Flaw(_("The file is no list."), _("Write a list of objects, one for each row."), code="json")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            message, cure = _("This is no object."), _("Write a list of objects, one for each row.")
            yield _refused(Row(sheet.name, number, "", {}), "", message, cure)
            continue
        data = {
            name: "" if row.get(name) is None else str(row[name])
            for name in sheet.columns
            if not isinstance(row.get(name), dict | list)
        }
        yield _row(sheet, number, data, is_long=False)


def _row(sheet: Sheet, line: int, data: dict[str, str], *, is_long: bool) -> Row | Result:
    clean = {name: unmarked(cell.strip()) for name, cell in data.items()}
    row = Row(sheet.name, line, clean.get("customer", "").upper()[:32], clean)
    if is_long:
        return _refused(row, "", _("The row has more cells than the header."), _("Put cells with commas in quotes."))
    for name, cell in clean.items():
        if len(cell) > LONGEST_CELL or "\0" in cell:
            row.data[name] = cell[:40].replace("\0", "")
            return _refused(
                row, name, _("This cell is too long to be meant."), _("Look for a quotation mark that is left open.")
            )
    for name in sheet.needed:
        if not clean.get(name):
            return _refused(row, name, _("This cell is empty."), _("Fill it in."))
    return row


def _refused(row: Row, field: str, message: str, cure: str) -> Result:
    return Result(row, "refused", (Problem(field, message, cure),))


def _too_large(name: str) -> str:
    return _("%(name)s is larger than 50 MB. Split it by customer, and take the parts in one by one.") % {"name": name}


_NAMES = {f"{sheet.name}.{ending}" for sheet in SHEETS for ending in ("csv", "json")}
