"""How many rows each table has: in a database, and in a dump. The two must agree, or the dump is not a backup."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.backup.programs import output_of
from voorrang.lib.postgres.binaries import Binaries

_SEES_ALL = "SELECT rolbypassrls OR rolsuper, rolname FROM pg_roles WHERE rolname = current_user"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_BEGINS, _ENDS = b"COPY public.", b"\\.\n"


def count_rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Count the rows of every table. Raises `BackupProblem` for a role that the walls hold back: it would count too few."""
    seen = connection.execute(_SEES_ALL).fetchone()
    if not seen or not seen[0]:
        name = seen[1] if seen else "nobody"
        message = (
            f"The role {name} does not see past the walls between customers: its backup would be empty. "
            f"Use voorrang_backup (`voorrang db roles` prints how it is made)."
        )
        raise BackupProblem(message)
    tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
    return {table: _count(connection, table) for table in tables}


def count_rows_of_dump(binaries: Binaries, file: Path) -> dict[str, int]:
    """Read a dump from end to end and count its rows by table."""
    counts: dict[str, int] = {}
    table = ""
    with output_of(binaries, "pg_restore", "--data-only", "--file=-", str(file)) as lines:
        for line in lines:
            if table:
                if line == _ENDS:
                    table = ""
                else:
                    counts[table] += 1
            elif line.startswith(_BEGINS):
                table = line.removeprefix(_BEGINS).split(b" ", 1)[0].decode().strip('"')
                counts[table] = 0
    return counts


def differences(wanted: dict[str, int], found: dict[str, int]) -> list[str]:
    """Return a line for each table whose count is not the wanted one."""
    return [
        f"{table}: {found.get(table, 0)} rows, should be {wanted.get(table, 0)}"
        for table in sorted(wanted.keys() | found.keys())
        if wanted.get(table, 0) != found.get(table, 0)
    ]


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0
