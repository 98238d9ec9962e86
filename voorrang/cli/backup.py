"""`voorrang backup`: make one, restore one, and find out whether a database is whole."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from voorrang.cli.context import application, environment
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group
from voorrang.config.environment import Environment

MORE = """A backup is a folder with the rows, the embedded server's own files, uploaded files, and what they must add up to.
It is checked while it is made: a dump that holds fewer rows than the database is refused, never called a success."""

MAKE = """Runs beside everything else. Writes FOLDER/<instant>/ and prints its path; a failed backup leaves nothing.
With a server of your own set VOORRANG_BACKUP_DATABASE_URL (role voorrang_backup); its files are its own tools' matter."""

RESTORE = """Into an empty VOORRANG_VAR (embedded server) or the empty database of VOORRANG_MIGRATOR_DATABASE_URL, never over data.
--to brings back any instant after the backup, from the archived log (VOORRANG_ARCHIVE of the lost server).
Ends with `voorrang backup examine`: exit code 1 when anything is not as it was."""

EXAMINE = """Cases, decisions, events and trail belong together; walls stand; every decision is decided again; the queue equals its cases;
with a backup also: no table has lost rows. Changes nothing."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "backup", "make and restore backups, to an instant too; examine a database", MORE)
    make = command(topic, "make", _make, "write a checked backup into a new folder", more=MAKE)
    make.add_argument("folder", type=Path)
    check = command(topic, "check", _check, "say whether a backup is whole")
    check.add_argument("backup", type=Path)
    restore = command(topic, "restore", _restore, "bring a backup back, and examine it", more=RESTORE)
    restore.add_argument("backup", type=Path)
    restore.add_argument("--to", type=_instant, metavar="INSTANT", help="RFC 3339, like 2026-03-02T09:30:00Z")
    restore.add_argument("--archive", type=Path, metavar="FOLDER", help="the archived log (default: VOORRANG_ARCHIVE)")
    restore.add_argument("--files", type=Path, metavar="FOLDER", help="uploaded files from here, not from the backup")
    restore.add_argument("--rows", action="store_true", help="rows only, into a server that is new or of your own")
    examine = command(topic, "examine", _examine, "say whether the database is whole", more=EXAMINE, listing=True)
    examine.add_argument("backup", type=Path, nargs="?")


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        message = f"{text} has no zone; write it like 2026-03-02T09:30:00Z"
        raise argparse.ArgumentTypeError(message)
    return found.astimezone(UTC)


def _make(arguments: argparse.Namespace) -> int:
    from voorrang.lib.backup import make_backup
    from voorrang.lib.postgres.binaries import find_binaries

    with application() as found:
        from voorrang.config.schema import declared_tables

        append_only = [table.name for table in declared_tables().values() if table.append_only]
        folder = make_backup(
            arguments.folder.resolve(),
            binaries=find_binaries(found.pg_bin),
            backup_url=_backup_url(found),
            admin_url=_admin_url(found),
            var=found.var,
            append_only=append_only,
            at=datetime.now(UTC),
        )
    print(folder)
    return FINE


def _check(arguments: argparse.Namespace) -> int:
    from voorrang.lib.backup import check_backup
    from voorrang.lib.postgres.binaries import find_binaries

    found = environment(complete=False)
    manifest = check_backup(arguments.backup.resolve(), find_binaries(found.pg_bin))
    complain(f"Whole: {sum(manifest.rows.values())} rows in {len(manifest.rows)} tables, {len(manifest.files)} files.")
    return FINE


def _restore(arguments: argparse.Namespace) -> int:
    from voorrang.lib.backup import check_backup, restore_server
    from voorrang.lib.backup.manifest import FILES
    from voorrang.lib.backup.portable import bring_back_files
    from voorrang.lib.postgres.binaries import find_binaries

    found = environment(complete=False)
    folder = arguments.backup.resolve()
    by_rows = arguments.rows or not found.embedded
    if by_rows and arguments.to:
        message = "--to needs the embedded server's own files; with rows only the backup's own instant comes back."
        raise UsageError(message)
    manifest = check_backup(folder, find_binaries(found.pg_bin))
    if by_rows:
        _restore_rows(found, folder)
    else:
        archive = arguments.archive or found.archive
        restore_server(
            folder,
            manifest,
            var=found.var,
            pg_bin=found.pg_bin,
            archive=archive.resolve() if archive else None,
            to=arguments.to,
        )
    bring_back_files(arguments.files or folder / FILES, found.var)
    complain(f"Restored {folder}. Examining it ...")
    arguments.json = False
    arguments.is_exact = by_rows
    return _examine(arguments)


def _restore_rows(found: Environment, folder: Path) -> None:
    from voorrang.cli.context import database
    from voorrang.lib.backup import restore_rows
    from voorrang.lib.backup.manifest import DUMP
    from voorrang.lib.postgres.binaries import find_binaries

    with database(found):
        owner_url = environment().migrator_database_url
        restore_rows(folder / DUMP, binaries=find_binaries(found.pg_bin), owner_url=owner_url)


def _examine(arguments: argparse.Namespace) -> int:
    from voorrang.lib.backup import count_rows, read_manifest

    manifest = read_manifest(arguments.backup.resolve()) if arguments.backup else None
    with application() as found:
        from voorrang.cli.integrity import findings

        url = _backup_url(found)
        wrong = list(findings(url))
        with psycopg.connect(url) as connection:
            rows = count_rows(connection)
        if manifest is not None:
            wrong += _lost(manifest.rows, rows, None if getattr(arguments, "is_exact", False) else manifest.append_only)
    if arguments.json:
        answer({"rows": rows, "findings": wrong})
    else:
        for line in wrong:
            print(line)
    complain(f"{sum(rows.values())} rows in {len(rows)} tables examined, {len(wrong)} findings")
    return FINDINGS if wrong else FINE


def _lost(wanted: dict[str, int], found: dict[str, int], growing: list[str] | None) -> list[str]:
    """Compare exactly; or, where the log led on from the backup, only tables that never lose a row."""
    names = sorted(wanted) if growing is None else growing
    return [
        f"{name}: {found.get(name, 0)} rows, the backup counted {wanted.get(name, 0)}"
        for name in names
        if (found.get(name, 0) != wanted.get(name, 0) if growing is None else found.get(name, 0) < wanted.get(name, 0))
    ]


def _admin_url(found: Environment) -> str | None:
    from voorrang.lib.postgres.known import known_connections

    return known_connections(found.var).admin_url if found.embedded else None


def _backup_url(found: Environment) -> str:
    from voorrang.lib.postgres.known import known_connections

    if found.embedded:
        return known_connections(found.var).backup_url
    if not found.backup_database_url:
        message = "VOORRANG_BACKUP_DATABASE_URL is missing. Set it to the same database as the role voorrang_backup, which reads past the walls."
        raise UsageError(message)
    return found.backup_database_url
