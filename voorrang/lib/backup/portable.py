"""Restoring rows: into an empty database of any server, of this major version of PostgreSQL or a newer one."""

import shutil
from pathlib import Path

import psycopg

from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.backup.manifest import DUMP, FILES
from voorrang.lib.backup.programs import run
from voorrang.lib.postgres.binaries import Binaries


def restore_rows(folder: Path, *, binaries: Binaries, owner_url: str) -> None:
    """Read the dump into the empty database of `owner_url`, all or nothing. The rows' owner is that role."""
    with psycopg.connect(owner_url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if found and found[0]:
        message = (
            f"The database holds {found[0]} tables already. Restore into an empty one: make another, or drop this one."
        )
        raise BackupProblem(message)
    options = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-comments", "--no-password"]
    with psycopg.connect(owner_url) as connection:
        name = connection.info.dbname
    run(binaries, "pg_restore", *options, f"--dbname={name}", str(folder / DUMP), url=owner_url)


def bring_back_files(source: Path, var: Path) -> None:
    """Copy uploaded files to where the application reads them; those that are there already stay."""
    if source.is_dir():
        shutil.copytree(source, var / FILES, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
