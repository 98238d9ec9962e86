"""PostgreSQL's own programs, run without a password on their command line, where every account of the machine reads it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from psycopg.conninfo import conninfo_to_dict

from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.postgres.binaries import Binaries


def connection_environment(url: str) -> dict[str, str]:
    """Return the environment that leads a program to the database of `url`."""
    found = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "VOORRANG_"))}
    chosen = {names[name]: value for name, value in found.items() if name in names}
    if "sslmode" in found:
        chosen["PGSSLMODE"] = found["sslmode"]
    return inherited | chosen


def run(binaries: Binaries, name: str, *options: str, url: str) -> None:
    """Run a program to its end. Raises `BackupProblem` with its own words when it fails."""
    # S603: the server's own program with our own arguments.
    done = subprocess.run(  # noqa: S603
        [binaries.program(name), *options], check=False, capture_output=True, env=connection_environment(url)
    )
    if done.returncode != 0:
        message = f"{name} failed:\n{done.stderr.decode(errors='replace')[-2000:].strip()}"
        raise BackupProblem(message)


@contextmanager
def output_of(binaries: Binaries, name: str, *options: str) -> Iterator[IO[bytes]]:
    """Yield what a program prints, while it prints. Raises `BackupProblem` when it fails."""
    # S603: as above.
    with subprocess.Popen([binaries.program(name), *options], stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101 -- for the type checker: we asked for a pipe
        yield process.stdout
    if process.returncode != 0:
        message = f"{name} ended with {process.returncode}: the file is damaged. Take another backup."
        raise BackupProblem(message)
