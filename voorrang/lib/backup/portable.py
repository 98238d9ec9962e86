"""Restoring rows: into an empty database of any server, of this major version of PostgreSQL or a newer one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.backup.manifest import FILES
from voorrang.lib.backup.programs import run
from voorrang.lib.postgres.binaries import Binaries
from voorrang.lib.postgres.connections import APP


def restore_rows(dump: Path, *, binaries: Binaries, owner_url: str) -> None:
    """Read a dump into the empty database of `owner_url`, all or nothing. The tables' owner is that role."""
    with psycopg.connect(owner_url) as connection:
        name = connection.info.dbname
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if found and found[0]:
        message = (
            f"The database holds {found[0]} tables already. Restore into an empty one: make another, or drop this one."
        )
        raise BackupProblem(message)
    options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-comments", "--no-password"]
    with _nothing_granted(owner_url):
        run(binaries, "pg_restore", *options, f"--dbname={name}", str(dump), url=owner_url)


@contextmanager
def _nothing_granted(owner_url: str) -> Iterator[None]:
    """Let new tables be nobody's but the owner's meanwhile.

    The dump says what the application may do with each table, and takes for granted that it could do nothing before. With
    our default privileges in force it could change the trail: a table that is only read and added to would be lost.
    """
    _grant(owner_url, "REVOKE ALL ON {kind} FROM {app}")
    try:
        yield
    finally:
        _grant(owner_url, "GRANT {rights} ON {kind} TO {app}")


def _grant(owner_url: str, statement: str) -> None:
    with psycopg.connect(owner_url) as connection:
        for kind, rights in (("TABLES", "SELECT, INSERT, UPDATE, DELETE"), ("SEQUENCES", "USAGE, SELECT")):
            text = f"ALTER DEFAULT PRIVILEGES {statement}".replace("{kind}", kind).replace("{rights}", rights)
            connection.execute(sql.SQL(text).format(app=sql.Identifier(APP)))


def bring_back_files(source: Path, var: Path) -> None:
    """Copy uploaded files to where the application reads them; those that are there already stay."""
    if source.is_dir():
        shutil.copytree(source, var / FILES, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
