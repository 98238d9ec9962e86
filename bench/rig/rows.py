"""What our API committed for a request, read back from the tables, so that the bare server can commit the same again."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg

from voorrang.lib.ids import uuid7

NUMBER = "number"
"""In place of an id: the number that the counter gives."""

# In the order in which our own action writes them; `{}` is what leads there from the decision.
OF_DECISION = (
    ("entitlements_decision", "id = ANY (%(decisions)s)"),
    ("audit_entry", "subject_id = ANY (%(decisions)s)"),
)
OF_CASE = (
    ("cases_case", "decision_id = ANY (%(decisions)s)"),
    ("cases_caseevent", "case_id = ANY (%(cases)s)"),
    ("cases_eventbody", "event_id = ANY (%(events)s)"),
    ("cases_casedevice", "case_id = ANY (%(cases)s)"),
    ("cases_milestone", "case_id = ANY (%(cases)s)"),
    ("cases_duemilestone", "case_id = ANY (%(cases)s)"),
    ("cases_queuerow", "id = ANY (%(cases)s)"),
    ("cases_queueserial", "case_id = ANY (%(cases)s)"),
    ("audit_entry", "subject_id = ANY (%(cases)s)"),
)
TABLES = tuple(dict.fromkeys(table for table, _ in (*OF_DECISION, *OF_CASE)))


class Statement(NamedTuple):
    """One INSERT: its values, and where a fresh id or the number goes."""

    sql: str
    values: list[Any]
    slots: list[tuple[int, int | str]]


class Recording(NamedTuple):
    """The rows of one request of one customer; `takes_number` before the case's row is written."""

    customer: str
    code: str
    ids: int
    statements: list[Statement]
    takes_number: bool

    @staticmethod
    def from_json(line: str) -> "Recording":
        """Read a line of the file."""
        customer, code, ids, statements, takes = json.loads(line)
        return Recording(customer, code, ids, [Statement(*one) for one in statements], takes)

    def fresh(self, number: str = "") -> Iterator[tuple[str, list[Any]]]:
        """Return the statements with values, under ids never used before."""
        ids = [str(uuid7()) for _ in range(self.ids)]
        for sql, values, slots in self.statements:
            given = values.copy()
            for place, which in slots:
                given[place] = number if isinstance(which, str) else ids[which]
            yield sql, given


def record_rows(owner: psycopg.Connection[Any], decisions: list[str], *, with_cases: bool) -> list[Recording]:
    """Read the rows of these decisions, and of the cases that they opened, by the owner of the tables."""
    return [_recording(owner, one, with_cases=with_cases) for one in decisions]


def count_rows(owner: psycopg.Connection[Any]) -> dict[str, int]:
    """Count the rows of each table that a request writes to."""
    return {table: owner.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}  # type: ignore[index]


def _recording(owner: psycopg.Connection[Any], decision: str, *, with_cases: bool) -> Recording:
    found: list[tuple[str, list[dict[str, Any]]]] = []
    keys: dict[str, list[str]] = {"decisions": [decision], "cases": [], "events": []}
    for table, condition in (*OF_DECISION, *(OF_CASE if with_cases else ())):
        query = f"SELECT to_jsonb(t) FROM {table} t WHERE {condition}"
        rows = [row for (row,) in owner.execute(query, keys, prepare=False).fetchall()]
        if table in {"cases_case", "cases_caseevent"}:
            keys["cases" if table == "cases_case" else "events"] = [row["id"] for row in rows]
        if rows:
            found.append((table, rows))
    # A case and its row in the queue have one id.
    ids = {one: place for place, one in enumerate(dict.fromkeys(row["id"] for _, rows in found for row in rows))}
    customer = found[0][1][0]["customer_id"]
    code = owner.execute("SELECT code FROM accounts_customer WHERE id = %s", [customer]).fetchone()
    statements = [_statement(owner, table, rows, ids) for table, rows in found]
    return Recording(customer, code[0] if code else "", len(ids), statements, bool(keys["cases"]))


def _statement(
    owner: psycopg.Connection[Any], table: str, rows: list[dict[str, Any]], ids: dict[str, int]
) -> Statement:
    columns = list(rows[0])
    json_columns = {
        name
        for (name,) in owner.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND atttypid = 'jsonb'::regtype", [table]
        )
    }
    values: list[Any] = []
    slots: list[tuple[int, int | str]] = []
    for row in rows:
        for column in columns:
            value = row[column]
            if column == NUMBER:
                slots.append((len(values), NUMBER))
            elif isinstance(value, str) and value in ids:
                slots.append((len(values), ids[value]))
            values.append(json.dumps(value) if column in json_columns else value)
    marks = f"({', '.join(['%s'] * len(columns))})"
    names = ", ".join(f'"{column}"' for column in columns)
    return Statement(f"INSERT INTO {table} ({names}) VALUES {', '.join([marks] * len(rows))}", values, slots)
