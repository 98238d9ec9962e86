"""`voorrang db`: the embedded database server."""

import argparse
import secrets
from dataclasses import asdict
from pathlib import Path

from voorrang.cli.context import environment
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group
from voorrang.config.environment import Environment

MORE = """Without VOORRANG_DATABASE_URL the software runs a PostgreSQL server of its own in VOORRANG_VAR.
`voorrang run` starts and stops it by itself; these commands are for looking inside."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(
        commands, "db", "start, stop, ask, dump and restore the embedded database; prepare one of your own", MORE
    )
    command(topic, "start", _start, "start the server and leave it running")
    command(topic, "stop", _stop, "stop the server, whoever started it")
    command(topic, "status", _status, "say whether it runs, where its data and its log are", listing=True)
    command(topic, "url", _url, "print the addresses, WITH passwords, of each role", listing=True)
    command(
        topic,
        "roles",
        _roles,
        "print the SQL that prepares a PostgreSQL server of your own",
        more="Makes up passwords. Feed it to psql as a superuser, once:  voorrang db roles > roles.sql",
    )
    dump = command(topic, "dump", _dump, "write the whole database to a file (pg_dump's custom format)")
    dump.add_argument("file", type=Path)
    restore = command(topic, "restore", _restore, "read a file of `voorrang db dump` into an empty database")
    restore.add_argument("file", type=Path)


def _embedded() -> Environment:
    found = environment(complete=False)
    if not found.embedded:
        message = "VOORRANG_DATABASE_URL points to a server of your own; these commands are for the embedded one. Unset it first."
        raise UsageError(message)
    return found


def _start(_: argparse.Namespace) -> int:
    from voorrang.lib.backup import archive_settings
    from voorrang.lib.postgres import Cluster, keep_running

    found = _embedded()
    cluster = Cluster(found.var, found.pg_bin, archive_settings(found.archive))
    keep_running(cluster)
    complain(f"The database server runs (process {cluster.pid}). Its log: {cluster.layout.log}")
    return FINE


def _stop(_: argparse.Namespace) -> int:
    from voorrang.lib.postgres import Cluster, stop_kept

    found = _embedded()
    ran = stop_kept(Cluster(found.var, found.pg_bin))
    complain("The database server is stopped." if ran else "No database server was running.")
    return FINE


def _status(arguments: argparse.Namespace) -> int:
    from voorrang.lib.postgres import Cluster

    found = _embedded()
    cluster = Cluster(found.var, found.pg_bin)
    facts = {
        "running": cluster.pid is not None,
        "process": cluster.pid,
        "postgresql": cluster.layout.binaries.major,
        "programs": str(cluster.layout.binaries.folder),
        "data": str(cluster.layout.data),
        "log": str(cluster.layout.log),
        "account": cluster.layout.account.name,
    }
    if arguments.json:
        answer(facts)
    else:
        for name, value in facts.items():
            print(f"{name:11} {value}")
    return FINE if facts["running"] else FINDINGS


def _url(arguments: argparse.Namespace) -> int:
    from voorrang.lib.postgres.known import known_connections

    addresses = asdict(known_connections(_embedded().var))
    if arguments.json:
        answer(addresses)
    else:
        for name, value in addresses.items():
            print(f"{name:13} {value}")
    return FINE


def _roles(_: argparse.Namespace) -> int:
    from voorrang.lib.postgres.connections import APP, BACKUP, DATABASE, MIGRATOR
    from voorrang.lib.postgres.roles import roles_script

    passwords = {role: secrets.token_urlsafe(24) for role in (MIGRATOR, APP, BACKUP)}
    print(roles_script(passwords), end="")
    settings = (
        ("VOORRANG_DATABASE_URL", APP),
        ("VOORRANG_MIGRATOR_DATABASE_URL", MIGRATOR),
        ("VOORRANG_BACKUP_DATABASE_URL", BACKUP),
    )
    for name, role in settings:
        print(f"-- {name}=postgresql://{role}:{passwords[role]}@HOST:5432/{DATABASE}")
    complain("The last lines are the settings. The output holds passwords: keep it as you keep them.")
    return FINE


def _dump(arguments: argparse.Namespace) -> int:
    from voorrang.lib.backup.programs import run
    from voorrang.lib.postgres import Cluster, running_cluster

    found = _embedded()
    with running_cluster(found.var, found.pg_bin) as urls:
        binaries = Cluster(found.var, found.pg_bin).layout.binaries
        # As the backup role: the app role, behind its walls, would write an empty file and call it a success.
        run(binaries, "pg_dump", "--format=custom", f"--file={arguments.file.resolve()}", url=urls.backup_url)
    return FINE


def _restore(arguments: argparse.Namespace) -> int:
    from voorrang.lib.backup import restore_rows
    from voorrang.lib.postgres import Cluster, running_cluster

    if not arguments.file.is_file():
        message = f"There is no file {arguments.file}. Name one that `voorrang db dump` wrote."
        raise UsageError(message)
    found = _embedded()
    with running_cluster(found.var, found.pg_bin) as urls:
        binaries = Cluster(found.var, found.pg_bin).layout.binaries
        restore_rows(arguments.file.resolve(), binaries=binaries, owner_url=urls.migrator_url)
    return FINE
