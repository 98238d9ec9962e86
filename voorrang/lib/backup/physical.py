"""Restoring the embedded server itself: from its own files, and by its archived log to any later instant."""

import os
import shutil
import subprocess
import tarfile
import time
from datetime import datetime
from pathlib import Path

import psycopg

from voorrang.lib.backup.archive import restore_command
from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.backup.manifest import BASE, Manifest
from voorrang.lib.postgres import Cluster, PostgresError
from voorrang.lib.postgres.layout import Layout

RECOVERY_LIMIT = 3600.0


def restore_server(
    folder: Path, manifest: Manifest, *, var: Path, pg_bin: Path | None, archive: Path | None, to: datetime | None
) -> None:
    """Make the server of `var` anew from `folder`, and let it read the archived log up to `to`, or to its end.

    Leaves it stopped. Raises `BackupProblem` for data in the way, another version, or an instant that cannot be reached.
    """
    cluster = Cluster(var, pg_bin)
    _is_possible(cluster, folder, manifest, archive, to)
    for name, place in (("passwords.json", cluster.layout.passwords), ("secrets.json", var / "secrets.json")):
        if (folder / name).is_file():
            shutil.copy2(folder / name, place)
            place.chmod(0o600)
    _unpack(folder / BASE, cluster.layout)
    settings = {}
    if archive is not None:
        signal = cluster.layout.data / "recovery.signal"
        signal.touch(mode=0o600)
        cluster.layout.account.own(signal)
        settings = {"restore_command": restore_command(archive), "recovery_target_action": "promote"}
        if to is not None:
            settings["recovery_target_time"] = to.isoformat()
    recovering = Cluster(var, pg_bin, settings)
    try:
        recovering.start()
        _await_end(recovering)
    except PostgresError as error:
        message = (
            f"The log in {archive} does not lead there. Was the instant later than its last piece (at most a minute old)?\n"
            f"{error}\nMove {cluster.layout.data} away before you try again."
        )
        raise BackupProblem(message) from error
    finally:
        recovering.stop()


def _is_possible(cluster: Cluster, folder: Path, manifest: Manifest, archive: Path | None, to: datetime | None) -> None:
    message = ""
    if cluster.layout.data.exists():
        message = f"There is data in {cluster.layout.data}. Restore into another VOORRANG_VAR, or move that away."
    elif not manifest.has_base:
        message = f"{folder} holds rows only. Restore them with --rows."
    elif manifest.postgresql != cluster.layout.binaries.major:
        message = (
            f"The backup is of PostgreSQL {manifest.postgresql}, the programs are {cluster.layout.binaries.major}. "
            f"Set VOORRANG_PG_BIN to those of {manifest.postgresql}, or restore its rows with --rows."
        )
    elif to is not None and archive is None:
        message = "An instant needs the archived log. Name its folder: --archive FOLDER (what VOORRANG_ARCHIVE was)."
    elif to is not None and to < manifest.made:
        message = f"The backup was made at {manifest.made_at}, later than {to.isoformat()}. Take an earlier backup."
    if message:
        raise BackupProblem(message)


def _unpack(base: Path, layout: Layout) -> None:
    fresh = layout.data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for archive, place in (("base.tar.gz", fresh), ("pg_wal.tar.gz", fresh / "pg_wal")):
        with tarfile.open(base / archive) as packed:
            packed.extractall(place, filter="data")
    shutil.copy2(base / "backup_manifest", fresh / "backup_manifest")
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        layout.account.own(path)
    # S603: the server's own program with our own arguments.
    done = subprocess.run(  # noqa: S603
        [layout.binaries.program("pg_verifybackup"), str(fresh)],
        check=False,
        capture_output=True,
        env={"PATH": os.defpath, "LC_ALL": "C"},
        **layout.account.popen_arguments(),
    )
    if done.returncode != 0:
        shutil.rmtree(fresh)
        message = f"The server's files in {base} are damaged:\n{done.stderr.decode(errors='replace')[-2000:]}"
        raise BackupProblem(message)
    fresh.rename(layout.data)


def _await_end(cluster: Cluster) -> None:
    """Wait until the server has read what it was told to, and has become a server of its own."""
    until = time.monotonic() + RECOVERY_LIMIT
    while time.monotonic() < until:
        if cluster.pid is None:
            message = f"The server ended before it reached the instant. Its log is {cluster.layout.log}."
            raise PostgresError(message)
        try:
            with psycopg.connect(cluster.connections.admin_url, autocommit=True) as connection:
                row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        except psycopg.OperationalError:
            row = None
        if row == (False,):
            return
        time.sleep(0.1)
    message = f"The server still reads its log after {RECOVERY_LIMIT:.0f} s. Its log is {cluster.layout.log}."
    raise PostgresError(message)
