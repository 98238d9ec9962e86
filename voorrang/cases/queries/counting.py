"""Figures beside lists: exact while that is cheap, else about, and then they say so (decision 16)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from voorrang.cases.models import QueueRow
from voorrang.cases.queries.pages import Page
from voorrang.cases.queries.queue import QueueFilters, filtered

EXACT_TO = 1000


@dataclass(frozen=True, slots=True)
class About:
    """A count; not `exact` beyond a thousand, where it is the database's estimate."""

    count: int
    exact: bool


class QueueCounts(NamedTuple):
    """The queue in four figures: active cases, of these overdue, without owner, and of one person."""

    open: About
    overdue: About
    unassigned: About
    mine: About


def queue_counts(filters: QueueFilters, *, at: datetime, user_id: UUID | None) -> QueueCounts:
    """Return the figures over the active cases of the filters' customers. `mine` is 0 without a person.

    One query while all are exact, else two.
    """
    base = filtered(QueueFilters(customer=filters.customer, customers=filters.customers), at=at)
    parts = [
        base,
        base.filter(due_at__lt=at),
        base.filter(owner=None),
        base.filter(owner_id=user_id) if user_id else base.none(),
    ]
    return QueueCounts(*_counts(parts))


def count_about(rows: QuerySet[QueueRow]) -> About:
    """Return how many rows there are: exact up to a thousand."""
    return _counts([rows])[0]


def count_whole(page: Page) -> About:
    """Return how many rows there are on all pages; without asking where the first page shows them all."""
    if page.is_first and page.next is None:
        return About(len(page.rows), exact=True)
    return count_about(page.whole.rows)


def _counts(parts: list[QuerySet[QueueRow]]) -> list[About]:
    bounded = [_bounded(rows) for rows in parts]
    statement = "SELECT " + ", ".join(sql for sql, _ in bounded)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in bounded for value in values])
        found: tuple[int, ...] = cursor.fetchone()
    estimates = iter(_estimates([rows for rows, count in zip(parts, found, strict=True) if count > EXACT_TO]))
    return [About(count, exact=True) if count <= EXACT_TO else About(next(estimates), exact=False) for count in found]


def _bounded(rows: QuerySet[QueueRow]) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL that counts the first rows, one more than is counted exactly."""
    try:
        sql, values = rows.order_by().values("id")[: EXACT_TO + 1].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({sql}) part)", tuple(values)


def _estimates(parts: list[QuerySet[QueueRow]]) -> list[int]:
    """Return how many rows the planner expects of each part: one plan for all of them."""
    if not parts:
        return []
    asked = [rows.order_by().values("id").query.sql_with_params() for rows in parts]
    statement = "EXPLAIN (FORMAT JSON) " + " UNION ALL ".join(f"({sql})" for sql, _ in asked)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, values in asked for value in values])
        (told,) = cursor.fetchone()
    plan = (json.loads(told) if isinstance(told, str) else told)[0]["Plan"]
    plans = plan["Plans"] if len(parts) > 1 else [plan]
    return [max(int(one["Plan Rows"]), EXACT_TO + 1) for one in plans]
