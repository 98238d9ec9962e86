"""Prepared statements for the busy paths: what every request reads and writes costs one trip to the database, not ten.

Django binds values on our side, so that the server plans each statement anew. Here the server binds them and keeps its plan
for the connection, and statements that don't wait for one another travel together. Queries of pages stay with the ORM.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection, models
from psycopg import Connection, Cursor
from psycopg.types.json import Jsonb

type Values = Mapping[str, Any] | Sequence[Any]
type Row = tuple[Any, ...]


class Query(NamedTuple):
    """One query with its values, not yet run."""

    statement: str
    values: Values


MOST_ROWS = 20
"""Rows of one model in one statement: each number of rows is a statement of its own that the server keeps."""


def read(statement: str, values: Values) -> list[Row]:
    """Run one prepared query and return its rows."""
    return read_together(Query(statement, values))[0]


def read_together(*asked: Query, before: Iterable[str] = ()) -> list[list[Row]]:
    """Run prepared queries in one trip and return the rows of each; none may need another's answer.

    `before` are statements without values that come first, such as a `SET LOCAL`.
    """
    first = list(before)
    with _trip(several=len(asked) + len(first) > 1) as database:
        for statement in first:
            _execute(database, statement, None)
        cursors = [_execute(database, query.statement, query.values) for query in asked]
    # Only now: to fetch within the trip would wait once more.
    return [cursor.fetchall() for cursor in cursors]


def insert(*rows: models.Model) -> None:
    """Insert new rows in this order, in one trip, a statement for each run of rows of one model.

    Ids and defaults are made before; no signal is sent. Raises Django's `IntegrityError` as `save` does.
    """
    statements = list(_statements(rows))
    with _trip(several=len(statements) > 1) as database:
        for statement, values in statements:
            _execute(database, statement, values)
    for row in rows:
        row._state.adding = False  # noqa: SLF001 -- as `save` leaves it
        row._state.db = connection.alias  # noqa: SLF001


@cache
def columns_of(model: type[models.Model], alias: str) -> str:
    """Return the columns of a model for a SELECT, in the order that `from_row` takes."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


@cache
def width_of(model: type[models.Model]) -> int:
    """Return how many columns a model has."""
    return len(model._meta.concrete_fields)


def from_row[M: models.Model](model: type[M], values: Row) -> M:
    """Return the instance of a row that was read by `columns_of`. The model has no JSON column."""
    return model.from_db(connection.alias, _attributes(model), values)


@contextmanager
def _trip(*, several: bool) -> Iterator[Connection[Any]]:
    connection.ensure_connection()
    database: Connection[Any] = connection.connection
    with connection.wrap_database_errors:
        if several:
            with database.pipeline():
                yield database
        else:
            yield database


def _execute(database: Connection[Any], statement: str, values: Values | None) -> Cursor[Any]:
    connection.validate_no_broken_transaction()
    begun = time.perf_counter()
    cursor = Cursor(database)
    cursor.execute(statement, values, prepare=values is not None)
    if connection.queries_logged:
        connection.queries_log.append({"sql": statement, "time": f"{time.perf_counter() - begun:.3f}"})
    return cursor


def _statements(rows: Iterable[models.Model]) -> Iterator[tuple[str, list[Any]]]:
    for model, run in groupby(rows, type):
        same = list(run)
        for start in range(0, len(same), MOST_ROWS):
            some = same[start : start + MOST_ROWS]
            yield _insert_text(model, len(some)), [value for row in some for value in _values(model, row)]


def _values(model: type[models.Model], row: models.Model) -> Iterator[Any]:
    for attribute, is_json in _written(model):
        value = getattr(row, attribute)
        yield Jsonb(value) if is_json else value


@cache
def _insert_text(model: type[models.Model], count: int) -> str:
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES {", ".join([marks] * count)}'


@cache
def _written(model: type[models.Model]) -> tuple[tuple[str, bool], ...]:
    return tuple((field.attname, isinstance(field, models.JSONField)) for field in model._meta.concrete_fields)


@cache
def _attributes(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)
