"""Each wall holds, and this test would see it if it did not: a table whose open wall shows no leak proves it blind.

`make prove-walls` prints the table. Everything here reads with plain SQL as the app role: no query is scoped.
"""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from tests.support.database import migrator_connection
from tests.support.planted import plant, walled_models
from voorrang.lib.tenancy import Wall, customer_selected, on_side

pytestmark = pytest.mark.pg15


def foreign_rows(model: Any, ours: UUID) -> int:
    """Count the rows of others that our transaction sees."""
    table = model._meta.db_table
    condition = "" if model.wall is Wall.VENDOR else f"WHERE customer_id IS DISTINCT FROM '{ours}'"
    with transaction.atomic(), on_side("customer"), customer_selected(ours), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} {condition}")
        return int(cursor.fetchone()[0])


def test_every_wall_holds_and_would_be_missed(real_commits: None, capsys: pytest.CaptureFixture[str]) -> None:
    ours, theirs = uuid4(), uuid4()
    rows = []
    with migrator_connection() as owner:
        plant(owner, ours)
        plant(owner, theirs)
        for model in walled_models():
            table = model._meta.db_table
            standing = foreign_rows(model, ours)
            owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
            try:
                fallen = foreign_rows(model, ours)
            finally:
                owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            rows.append((table, str(model.wall), standing, fallen))
    with capsys.disabled():
        print(f"\n{'table':<34} {'wall':<11} {'leaks, wall up':>14} {'leaks, wall down':>17}")
        for table, wall, standing, fallen in rows:
            print(f"{table:<34} {wall:<11} {standing:>14} {fallen:>17}")
        print(f"{len(rows)} walls, {sum(row[2] for row in rows)} leaks with the walls up")
    assert [row[0] for row in rows if row[2]] == [], "a wall leaks"
    assert [row[0] for row in rows if not row[3]] == [], "a wall whose fall nobody would see: the test is blind there"


def test_a_foreign_row_cannot_be_written(real_commits: None) -> None:
    from django.db.utils import ProgrammingError

    ours, theirs = uuid4(), uuid4()
    with migrator_connection() as owner:
        plant(owner, ours)
        plant(owner, theirs)
    statement = "INSERT INTO accounts_affiliate (id, customer_id, code, name, country) VALUES (%s, %s, 'X', 'X', 'DE')"
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), customer_selected(ours):
        connection.cursor().execute(statement, [uuid4(), theirs])


def test_without_a_customer_nothing_is_seen(real_commits: None) -> None:
    with migrator_connection() as owner:
        plant(owner, uuid4())
    with transaction.atomic(), connection.cursor() as cursor:
        counts = {}
        for model in walled_models():
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            counts[model._meta.db_table] = cursor.fetchone()[0]
    assert {table: count for table, count in counts.items() if count} == {}
