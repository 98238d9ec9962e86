"""`voorrang db roles` prepares a server that is not ours: the migrations then run, and the app's role owns nothing."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from voorrang.lib.postgres import running_cluster

PROGRAM = [sys.executable, "-m", "voorrang.cli"]
SETTING = "-- VOORRANG_"


def test_the_printed_roles_are_enough(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = subprocess.run([*PROGRAM, "db", "roles"], check=True, capture_output=True, text=True).stdout
    monkeypatch.setattr("voorrang.lib.postgres.cluster.bootstrap", lambda *_: None)
    with running_cluster(var, settings={"fsync": "off"}) as connections:
        admin = psycopg.conninfo.conninfo_to_dict(connections.admin_url)
        database = feed(admin, printed)
        host = str(admin["host"]).replace("/", "%2F")
        settings = dict(
            line.removeprefix("-- ").replace("@HOST:5432", f"@{host}").split("=", 1)
            for line in printed.splitlines()
            if line.startswith(SETTING)
        )
        environment = os.environ | {"VOORRANG_DEMO": "1", "VOORRANG_VAR": str(var / "app")} | settings
        migrated = subprocess.run([*PROGRAM, "migrate"], env=environment, check=False, capture_output=True, text=True)
        assert migrated.returncode == 0, migrated.stderr
        checked = subprocess.run([*PROGRAM, "migrate", "--check"], env=environment, check=False, capture_output=True)
        assert checked.returncode == 0
        with psycopg.connect(**{**admin, "dbname": database}) as owner:
            owners = owner.execute("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'").fetchall()
            flags = owner.execute(
                "SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname ~ '^voorrang_(app|migrator)$'"
            ).fetchall()
        assert owners == [("voorrang_migrator",)]
        assert flags == [(False,), (False,)]


def feed(admin: dict[str, object], printed: str) -> str:
    """Do as psql would with the script, as the superuser; return the database that it made."""
    before, _, after = printed.partition("\\connect ")
    database, _, inside = after.partition("\n")
    for name, script in (("postgres", before), (database, inside)):
        with psycopg.connect(**{**admin, "dbname": name}, autocommit=True) as connection:  # type: ignore[arg-type]
            for statement in filter(None, script.splitlines()):
                connection.execute(statement.encode())
    return database
