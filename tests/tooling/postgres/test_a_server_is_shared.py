"""The first process in starts the server, the last one out stops it."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest

from voorrang.lib.postgres import Cluster, Holder, keep_running, running_cluster, stop_kept
from voorrang.lib.postgres.connections import APP, BACKUP, MIGRATOR

QUICK = {"fsync": "off"}


def test_it_starts_answers_every_role_and_stops(var: Path) -> None:
    with running_cluster(var, settings=QUICK) as connections:
        for role, url in (
            (APP, connections.app_url),
            (MIGRATOR, connections.migrator_url),
            (BACKUP, connections.backup_url),
        ):
            with psycopg.connect(url) as connection:
                assert connection.execute("SELECT current_user").fetchone() == (role,)
        assert Cluster(var).pid is not None
    assert Cluster(var).pid is None


def test_its_passwords_are_for_us_alone_and_needed(var: Path) -> None:
    with running_cluster(var, settings=QUICK) as connections:
        file = var / "postgres" / "passwords.json"
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.stat().st_uid == os.geteuid()
        parts = psycopg.conninfo.conninfo_to_dict(connections.app_url)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(**{**parts, "password": "guessed"})
        assert (Path(str(parts["host"])).stat().st_mode & 0o777) == 0o700


def test_the_roles_can_do_what_they_need_and_no_more(var: Path) -> None:
    with running_cluster(var, settings=QUICK) as connections:
        with psycopg.connect(connections.migrator_url, autocommit=True) as migrator:
            migrator.execute("CREATE TABLE thing (id int)")
            migrator.execute("CREATE EXTENSION btree_gist")
            migrator.execute("CREATE DATABASE copy TEMPLATE template1")
            flags = migrator.execute(
                "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname IN (%s, %s, %s)",
                [APP, MIGRATOR, BACKUP],
            ).fetchall()
        assert set(flags) == {(APP, False, False), (MIGRATOR, False, False), (BACKUP, False, True)}
        with psycopg.connect(connections.app_url, autocommit=True) as app:
            app.execute("INSERT INTO thing VALUES (1)")
            for forbidden in ("CREATE TABLE mine (id int)", "DROP TABLE thing", "ALTER TABLE thing ADD x int"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(forbidden)
        with psycopg.connect(connections.backup_url, autocommit=True) as backup:
            assert backup.execute("SELECT id FROM thing").fetchone() == (1,)
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                backup.execute("INSERT INTO thing VALUES (2)")
        copy = psycopg.conninfo.make_conninfo(connections.migrator_url, dbname="copy")
        with psycopg.connect(copy, autocommit=True) as migrator:
            migrator.execute("CREATE TABLE thing (id int)")
        with psycopg.connect(psycopg.conninfo.make_conninfo(connections.app_url, dbname="copy")) as app:
            app.execute("INSERT INTO thing VALUES (1)")


def test_a_second_one_joins_and_the_last_one_out_stops_it(var: Path) -> None:
    first, second = Holder(Cluster(var, settings=QUICK)), Holder(Cluster(var, settings=QUICK))
    first.enter()
    pid = first.cluster.pid
    second.enter()
    assert second.cluster.pid == pid
    first.leave()
    assert second.cluster.pid == pid
    second.leave()
    assert first.cluster.pid is None


def test_a_killed_user_does_not_keep_the_server_for_ever(var: Path) -> None:
    program = textwrap.dedent(
        f"""
        import os, signal
        from pathlib import Path
        from voorrang.lib.postgres import Cluster, Holder
        Holder(Cluster(Path({str(var)!r}), settings={QUICK!r})).enter()
        os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    subprocess.run([sys.executable, "-c", program], check=False)
    survivor = Cluster(var).pid
    assert survivor is not None
    with running_cluster(var, settings={"fsync": "off"}):
        assert Cluster(var).pid == survivor
    assert Cluster(var).pid is None


def test_one_that_is_kept_survives_its_users_until_it_is_stopped(var: Path) -> None:
    keep_running(Cluster(var, settings=QUICK))
    with running_cluster(var, settings={"fsync": "off"}):
        pass
    assert Cluster(var).pid is not None
    assert stop_kept(Cluster(var)) is True
    assert stop_kept(Cluster(var)) is False
    assert Cluster(var).pid is None
