"""Rows sorted by customer on the disk: files come in any order, and memory holds one customer at a time."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, Self

from voorrang.cutover.columns import SHEETS
from voorrang.cutover.report import Problem, Result, Row


class Spool:
    """A file that vanishes with its owner. Use it as a context."""

    def __init__(self) -> None:
        # An empty name: a file of its own, that SQLite deletes when it is closed.
        self._disk = sqlite3.connect("")
        self._disk.execute(
            "CREATE TABLE line (place INTEGER PRIMARY KEY, sheet INTEGER, number INTEGER, customer TEXT, "
            "data TEXT, state TEXT, problems TEXT)"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._disk.close()

    def fill(self, rows: Iterable[Row | Result]) -> None:
        """Keep what was read."""
        order = {sheet.name: place for place, sheet in enumerate(SHEETS)}
        self._disk.executemany(
            "INSERT INTO line (sheet, number, customer, data, state, problems) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (order[row.sheet], row.line, row.customer, json.dumps(row.data), state, problems)
                for row, state, problems in map(_parts, rows)
            ),
        )
        self._disk.execute("CREATE INDEX by_customer ON line (customer, sheet, place)")

    def count(self) -> int:
        """Return how many rows there are."""
        [count] = self._disk.execute("SELECT count(*) FROM line").fetchone()
        return int(count)

    def customers(self) -> list[str]:
        """Return the codes in the order in which they first appear; "" stands for rows that name none."""
        found = self._disk.execute("SELECT customer FROM line GROUP BY customer ORDER BY min(sheet), min(place)")
        return [code for (code,) in found]

    def rows_of(self, customer: str) -> list[Row | Result]:
        """Return a customer's rows in the order in which they are taken in."""
        found = self._disk.execute(
            "SELECT sheet, number, customer, data, state, problems FROM line WHERE customer = ? ORDER BY sheet, place",
            (customer,),
        )
        return [_whole(*one) for one in found]

    def note(self, results: Iterable[Result]) -> None:
        """Keep what became of rows."""
        order = {sheet.name: place for place, sheet in enumerate(SHEETS)}
        self._disk.executemany(
            "UPDATE line SET state = ?, problems = ? WHERE customer = ? AND sheet = ? AND number = ?",
            (
                (one.state, _problems(one.problems), one.row.customer, order[one.row.sheet], one.row.line)
                for one in results
            ),
        )

    def results(self, sheet: str = "") -> Iterator[Result]:
        """Return every row with what became of it, of one file or of all, as they stood there."""
        place = [one.name for one in SHEETS].index(sheet) if sheet else None
        found = self._disk.execute(
            "SELECT sheet, number, customer, data, state, problems FROM line WHERE ? IS NULL OR sheet = ? "
            "ORDER BY sheet, place",
            (place, place),
        )
        for one in found:
            whole = _whole(*one)
            if isinstance(whole, Result):
                yield whole


def _parts(row: Row | Result) -> tuple[Row, str, str]:
    if isinstance(row, Result):
        return row.row, row.state, _problems(row.problems)
    return row, "", "[]"


def _whole(sheet: int, number: int, customer: str, data: str, state: Any, problems: str) -> Row | Result:
    row = Row(SHEETS[sheet].name, number, customer, json.loads(data))
    if not state:
        return row
    told = tuple(Problem(**one) for one in json.loads(problems))
    return Result(row, state, told)


def _problems(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(one) for one in problems], default=str)
