"""Reading a fleet file row by row. Rows that are right and errors come in the file's order."""

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from django.utils.translation import gettext as _

from voorrang.installed_base.fleet_file import cells
from voorrang.installed_base.fleet_file.dates import Order, Shown, shown_by
from voorrang.installed_base.fleet_file.headers import KNOWN, columns_of
from voorrang.installed_base.fleet_file.rows import (
    COLUMNS,
    DATES,
    NEEDED_OF_OTHERS,
    REQUIRED,
    Defaults,
    FleetRow,
    read_row,
    told_by_others,
)
from voorrang.lib.sheets.errors import Flaw, RowError
from voorrang.lib.sheets.text import delimiter_of, text_of

MOST_ROWS = 200_000
MOST_COLUMNS = 64


class FleetFile(NamedTuple):
    """A file as uploaded."""

    name: str
    content: bytes


class FleetReader:
    """Iterates over rows and errors of a file. `columns` holds ours of its header; empty when the file is refused whole.

    `is_own` says that the list has our own columns; of another tool's list `unused` are the columns left aside.
    """

    def __init__(self, content: bytes, defaults: Defaults = Defaults()) -> None:  # noqa: B008 -- a constant
        """Read encoding and header; flaws of the whole file come as the first errors of the iteration."""
        self.columns: tuple[str, ...] = ()
        self.is_own = True
        self.unused: tuple[str, ...] = ()
        self.rows_read = 0
        self._defaults = defaults
        self._order: Order | None = defaults.order
        self._refusals: list[RowError] = []
        self._places: tuple[str | None, ...] = ()
        try:
            self._delimiter, self._text = delimiter_of(text_of(content, windows=True, wide=True), KNOWN)
            self._begin()
            header = next(self._records())[1]
        except Flaw as flaw:
            self._refusals = [flaw.at(0, "")]
            return
        except StopIteration:
            self._refusals = [
                Flaw(_("The file holds only blank lines."), _("Choose another file."), code="file_empty").at(0, "")
            ]
            return
        found = columns_of(header, REQUIRED)
        self.is_own, self.unused = found.is_own, found.unused
        if found.is_own or not set(NEEDED_OF_OTHERS) <= set(found.names):
            columns = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in header]
            self._refusals = _judge_header(columns)
            self._places = tuple(columns)
        else:
            self._places = found.names
        if not self._refusals:
            self.columns = tuple(name for name in self._places if name)
            self._judge_dates()

    def __iter__(self) -> Iterator[FleetRow | RowError]:
        """Yield each row, or each of its errors."""
        if not self.columns:
            yield from self._refusals
            return
        try:
            yield from self._rows()
        except Flaw as flaw:
            yield flaw.at(0, "")

    def _rows(self) -> Iterator[FleetRow | RowError]:
        short: tuple[int, list[str]] | None = None
        for line, values in self._records():
            if short is not None:
                yield _wrong_length(*short, len(self._places))
                short = None
            self.rows_read += 1
            if self.rows_read > MOST_ROWS:
                yield RowError(
                    line,
                    "",
                    "too_many_rows",
                    _("The file has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"},
                    _("Split it by country or affiliate, and import the parts one by one."),
                )
                return
            if len(values) < len(self._places):
                short = (line, values)
            elif len(values) > len(self._places):
                yield _wrong_length(line, values, len(self._places))
            else:
                named = zip(self._places, values, strict=True)
                yield from self._read({name: value for name, value in named if name})
        if short is not None:
            yield RowError(
                short[0],
                "",
                "file_cut",
                _("The file ends in the middle of a row: %(count)s of %(of)s cells.")
                % {"count": len(short[1]), "of": len(self._places)},
                _("The file was cut on its way. Export or upload it again."),
            )
        elif not self.rows_read:
            yield RowError(
                0, "", "no_rows", _("The file has a header and no rows."), _("Choose a file with at least one unit.")
            )

    def _begin(self) -> None:
        self._lines = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._delimiter, strict=True)

    def _judge_dates(self) -> None:
        """Find out the order of the dates from all of them; a file that shows none, or both, is refused with the cure."""
        places = [place for place, name in enumerate(self._places) if name in DATES]
        try:
            texts = (values[place] for _, values in self._records() for place in places if place < len(values))
            shown = shown_by(texts)
        except Flaw:
            shown = Shown()  # told, with its line, when the rows are read
        self._begin()
        next(self._records())
        if self._order is not None or not shown.unclear:
            self._order = self._order or shown.order
            return
        self._order = shown.order
        if shown.is_mixed:
            message = _("The dates stand in two orders: %(day)s has the day first, %(month)s the month.") % {
                "day": shown.day_first,
                "month": shown.month_first,
            }
            cure = _("Write them in one order, best as year-month-day, such as 2026-04-03.")
            self._refuse(RowError(1, "", "dates_mixed", message, cure))
        elif shown.order is None:
            message = _("“%(value)s” may be read with the day or with the month first, and no other date shows which.")
            cure = _("Say which order the dates of this file have, when you send it.")
            self._refuse(RowError(1, "", "date_order_unknown", message % {"value": shown.unclear}, cure))

    def _refuse(self, error: RowError) -> None:
        self._refusals, self.columns = [error], ()

    def _read(self, values: dict[str, str]) -> Iterator[FleetRow | RowError]:
        if not self.is_own:
            values = told_by_others(values, self._defaults)
        return read_row(self._line, values, self._order)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield line number and trimmed cells of every record that is not blank. Raises `Flaw` for broken quotes."""
        while True:
            line = self._lines.line_num + 1
            try:
                values = next(self._lines)
            except StopIteration:
                return
            except csv.Error as error:
                raise _broken_record(line, str(error)) from None
            values = [value.strip() for value in values]
            if any(values):
                self._line = line
                yield line, values


def _broken_record(line: int, error: str) -> Flaw:
    if "end of data" in error:
        return Flaw(
            _("A quotation mark opens in this row and never closes, so the rest of the file is lost."),
            _('Close it, or write "" for a quotation mark inside a text. If the file was cut, export it again.'),
            line=line,
            code="file_cut",
        )
    return Flaw(
        _("The row cannot be read: %(error)s.") % {"error": error},
        _('Put a text with a delimiter in quotes, and write "" for a quotation mark inside it.'),
        line=line,
        code="row_malformed",
    )


def _judge_header(columns: list[str]) -> list[RowError]:
    if len(columns) > MOST_COLUMNS:
        message = _("The header has %(count)s columns.") % {"count": len(columns)}
        cure = _("Keep only these: %(columns)s.") % {"columns": ", ".join(COLUMNS)}
        return [RowError(1, "", "too_many_columns", message, cure)]
    errors = []
    for name in sorted(set(columns) - set(COLUMNS)):
        near = get_close_matches(name, COLUMNS, n=1, cutoff=0.7)
        cure = _("Rename it to %(column)s.") % {"column": near[0]} if near else _("Remove it.")
        message = _("There is no column “%(name)s” here.") % {"name": cells.shortened(name)}
        errors.append(RowError(1, cells.shortened(name), "column_unknown", message, cure))
    for name in COLUMNS:
        if columns.count(name) > 1:
            message = _("The column stands in the header more than once.")
            errors.append(RowError(1, name, "column_twice", message, _("Keep one of them.")))
    missing = [name for name in REQUIRED if name not in columns]
    if len(missing) == len(REQUIRED):
        message = _("The first line is no header, or the columns are not divided by comma, semicolon or tab.")
        cure = _("Begin the file with the names of its columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)}
        return [RowError(1, "", "header_missing", message, cure)]
    for name in missing:
        message = _("The column is missing.")
        errors.append(RowError(1, name, "column_missing", message, _("Add it to the header and to every row.")))
    return errors


def _wrong_length(line: int, values: list[str], columns: int) -> RowError:
    counts = {"count": len(values), "of": columns}
    if len(values) < columns:
        message = _("The row has %(count)s cells, the header %(of)s.") % counts
        return RowError(
            line, "", "row_short", message, _("Add the missing cells; empty ones need their delimiter too.")
        )
    message = _("The row has %(count)s cells, the header only %(of)s.") % counts
    return RowError(line, "", "row_long", message, _("Put a text that holds the delimiter in quotes."))
