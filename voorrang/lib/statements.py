"""Prepared statements for the busy paths: what every request reads and writes costs one trip to the database, not ten.

Django binds values on our side, so that the server plans each statement anew. Here the server binds them and keeps its plan
for the connection, and statements that don't wait for one another travel together. Queries of pages stay with the ORM.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from psycopg.types.json import Jsonb

from voorrang.lib.trips import Query, Row, Values, make_trip

__all__ = ["Query", "Row", "columns_of", "from_row", "insert", "read", "read_together", "width_of"]

MOST_ROWS = 20
"""Rows of one model in one statement: each number of rows is a statement of its own that the server keeps."""


def read(statement: str, values: Values) -> list[Row]:
    """Run one prepared query and return its rows."""
    return read_together(Query(statement, values))[0]


def read_together(*asked: Query, before: Iterable[str] = ()) -> list[list[Row]]:
    """Run prepared queries in one trip and return the rows of each; none may need another's answer.

    `before` are statements without values that come first, such as a `SET LOCAL`.
    """
    return _trip(asked, before)


def insert(*rows: models.Model) -> None:
    """Insert new rows in this order, in one trip, a statement for each run of rows of one model.

    Ids and defaults are made before; no signal is sent. Raises Django's `IntegrityError` as `save` does.
    """
    _trip(list(_statements(rows)))
    for row in rows:
        row._state.adding = False  # noqa: SLF001 -- as `save` leaves it
        row._state.db = DEFAULT_DB_ALIAS  # noqa: SLF001


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
    return model.from_db(DEFAULT_DB_ALIAS, _attributes(model), values)


def _trip(queries: Sequence[Query], before: Iterable[str] = ()) -> list[list[Row]]:
    wrapper = connections[
        DEFAULT_DB_ALIAS
    ]  # not `connection`, which looks for the thread's own at each of its attributes
    wrapper.ensure_connection()
    wrapper.validate_no_broken_transaction()
    begun = time.perf_counter()
    with wrapper.wrap_database_errors:
        rows = make_trip(wrapper.connection, before, queries)
    if wrapper.queries_logged:
        took = f"{time.perf_counter() - begun:.3f}"
        for statement in (*before, *(query.statement for query in queries)):
            wrapper.queries_log.append({"sql": statement, "time": took})
    return rows


def _statements(rows: Iterable[models.Model]) -> Iterator[Query]:
    for model, run in groupby(rows, type):
        same = list(run)
        for start in range(0, len(same), MOST_ROWS):
            some = same[start : start + MOST_ROWS]
            yield Query(_insert_text(model, len(some)), [value for row in some for value in _values(model, row)])


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
