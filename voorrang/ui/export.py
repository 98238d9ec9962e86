"""Lists as CSV files that a spreadsheet opens without harm."""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import StreamingHttpResponse

from voorrang.lib.formulas import as_text


class _Echo:
    """A file that hands back what is written, so that rows become text one by one."""

    def write(self, line: str) -> str:
        return line


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Return a CSV file (UTF-8 with a byte order mark) for download.

    Instants are written in UTC, truths as yes and no. A text that a spreadsheet would run as a formula is marked as text.
    The rows are read before the answer begins: the request's transaction, and with it the wall, ends before a stream does.
    """
    writer = csv.writer(_Echo())
    lines = ["\ufeff", writer.writerow(header), *(writer.writerow([cell(value) for value in row]) for row in rows)]
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def cell(value: Any) -> str:
    """Return a value as a spreadsheet reads it: what it would run as a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = str(value)
    return as_text(text) if isinstance(value, str) else text
