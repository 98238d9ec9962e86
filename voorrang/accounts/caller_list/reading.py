"""Reading a caller list row by row: any order of columns, commas, semicolons or tabs, UTF-8 or Windows-1252."""

import csv
import io
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from django.utils.translation import gettext as _

from voorrang.lib.formulas import unmarked
from voorrang.lib.sheets import Flaw, RowError, delimiter_of, text_of

MOST_ROWS = 100_000
LARGEST = 20_000_000
COLUMNS = (
    "name",
    "email",
    "phone",
    "standing",
    "scope",
    "site",
    "affiliate",
    "country",
    "partner",
    "helpdesk",
    "language",
    "role",
)
IGNORED = frozenset({"since", "what_to_mend"})
"""Columns that our own files have besides: they may stay."""
ALIASES: Mapping[str, str] = {"signs_in_as": "role", "mail": "email", "mail_address": "email", "e-mail": "email"}


class ListRow(NamedTuple):
    """One row as it stands, by column. A column that the file does not have is absent."""

    line: int
    cells: dict[str, str]


class ListReader:
    """Iterates over the rows of a file. `errors` holds what is wrong with the file as a whole, or with a row's shape."""

    def __init__(self, content: bytes) -> None:
        """Read encoding and header. Without columns the file is refused whole."""
        self.columns: tuple[str, ...] = ()
        self.errors: list[RowError] = []
        self.rows_read = 0
        try:
            delimiter, text = delimiter_of(text_of(content, windows=True), {*COLUMNS, *ALIASES})
            self._lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            header = next(self._records())[1]
        except Flaw as flaw:
            self.errors.append(flaw.at(0, ""))
            return
        except StopIteration:
            self.errors.append(
                RowError(0, "", "file_empty", _("The file holds only blank lines."), _("Choose another file."))
            )
            return
        self._take(header)

    def __iter__(self) -> Iterator[ListRow]:
        """Yield the rows whose shape is right."""
        if not self.columns:
            return
        try:
            for line, values in self._records():
                self.rows_read += 1
                if self.rows_read > MOST_ROWS:
                    self.errors.append(_too_many(line))
                    return
                if len(values) != len(self.columns):
                    self.errors.append(_wrong_length(line, len(values), len(self.columns)))
                    continue
                pairs = zip(self.columns, values, strict=True)
                yield ListRow(line, {name: unmarked(value) for name, value in pairs if name not in IGNORED})
        except Flaw as flaw:
            self.errors.append(flaw.at(0, ""))

    def _take(self, header: list[str]) -> None:
        plain = [name.strip().lower().replace(" ", "_") for name in header]
        columns = [ALIASES.get(name, name) for name in plain]
        known = (*COLUMNS, *sorted(IGNORED))
        for name in sorted(set(columns) - set(known)):
            near = get_close_matches(name, COLUMNS, n=1, cutoff=0.7)
            cure = _("Rename it to %(column)s.") % {"column": near[0]} if near else _("Remove it.")
            message = _("There is no column “%(name)s” here.") % {"name": name[:40]}
            self.errors.append(RowError(1, name[:40], "column_unknown", message, cure))
        for name in COLUMNS:
            if columns.count(name) > 1:
                message = _("The column stands in the header more than once.")
                self.errors.append(RowError(1, name, "column_twice", message, _("Keep one of them.")))
        if not set(columns) & set(COLUMNS):
            message = _("The first line is no header, or the columns are not divided by comma, semicolon or tab.")
            cure = _("Begin the file with the names of its columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)}
            self.errors = [RowError(1, "", "header_missing", message, cure)]
        elif "name" not in columns:
            message = _("The column is missing.")
            cure = _("Add it to the header and to every row.")
            self.errors.append(RowError(1, "name", "column_missing", message, cure))
        if not self.errors:
            self.columns = tuple(columns)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            line = self._lines.line_num + 1
            try:
                values = [value.strip() for value in next(self._lines)]
            except StopIteration:
                return
            except csv.Error as error:
                message = _("The row cannot be read: %(error)s.") % {"error": error}
                cure = _('Put a text with a delimiter in quotes, and write "" for a quotation mark inside it.')
                raise Flaw(message, cure, line=line, code="row_malformed") from None
            if any(values):
                yield line, values


def _too_many(line: int) -> RowError:
    message = _("The file has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"}
    return RowError(line, "", "too_many_rows", message, _("Split it, and send the parts one by one."))


def _wrong_length(line: int, count: int, of: int) -> RowError:
    message = _("The row has %(count)s cells, the header %(of)s.") % {"count": count, "of": of}
    cure = _("Give each row as many cells as the header; put a text that holds the delimiter in quotes.")
    return RowError(line, "", "row_shape", message, cure)
