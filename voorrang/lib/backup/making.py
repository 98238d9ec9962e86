"""Making a backup while everything runs: nobody waits, and what is written meanwhile belongs to the next one."""

import os
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import psycopg

from voorrang.lib.backup.check import check_backup
from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.backup.manifest import BASE, DUMP, FILES, Manifest, hash_files, write_manifest
from voorrang.lib.backup.programs import run
from voorrang.lib.backup.rows import count_rows
from voorrang.lib.postgres.binaries import Binaries

COUNTED_ALWAYS = 1
"""A database that the software has used holds at least one migration."""


def make_backup(
    target: Path,
    *,
    binaries: Binaries,
    backup_url: str,
    admin_url: str | None,
    var: Path,
    append_only: Iterable[str],
    at: datetime,
) -> Path:
    """Write a backup into a new folder below `target`, check it, and return it. A failed one leaves nothing.

    Rows are counted and dumped from one snapshot, as the role that reads past the walls. `admin_url` is the embedded
    server's superuser; without it (a server of your own) there is no `base/`: your server's own tools make that.
    """
    os.umask(0o077)
    folder = target / at.strftime("%Y%m%dT%H%M%SZ")
    fresh = target / f".{folder.name}.unfinished"
    if folder.exists():
        message = f"{folder} is there already. Wait a second and try again."
        raise BackupProblem(message)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        rows = _dump(fresh / DUMP, binaries, backup_url)
        _keep_files(var, fresh)
        if admin_url is not None:
            options = ["--format=tar", "--gzip", "--wal-method=stream", "--checkpoint=fast", "--no-password"]
            run(binaries, "pg_basebackup", f"--pgdata={fresh / BASE}", *options, url=admin_url)
        manifest = Manifest(
            made_at=at.isoformat(),
            postgresql=binaries.major,
            has_base=admin_url is not None,
            rows=rows,
            append_only=sorted(append_only),
            files=hash_files(fresh),
        )
        write_manifest(fresh, manifest)
        check_backup(fresh, binaries)
        fresh.rename(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return folder


def _dump(file: Path, binaries: Binaries, url: str) -> dict[str, int]:
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        rows = count_rows(connection)
        if sum(rows.values()) < COUNTED_ALWAYS:
            message = "The database is empty: there is nothing to back up. Is this the right VOORRANG_VAR or URL?"
            raise BackupProblem(message)
        snapshot = row[0] if row else ""
        run(
            binaries, "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={file}", "--no-password", url=url
        )
    return rows


def _keep_files(var: Path, fresh: Path) -> None:
    if (var / FILES).is_dir():
        # A file is written once and renamed into place; those that begin with a dot are not finished.
        shutil.copytree(var / FILES, fresh / FILES, ignore=shutil.ignore_patterns(".*"))
    for secret in (var / "secrets.json", var / "postgres" / "passwords.json"):
        if secret.is_file():
            shutil.copy2(secret, fresh / secret.name)
