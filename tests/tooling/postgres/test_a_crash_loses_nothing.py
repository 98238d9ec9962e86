"""After kill -9 the server starts again and every acknowledged row is there."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from voorrang.lib.postgres import Cluster, Holder, PostgresError, running_cluster
from voorrang.lib.postgres.errors import ClusterVersionMismatch

ROWS = 200


def test_committed_rows_survive_a_killed_server(var: Path) -> None:
    holder = Holder(Cluster(var))
    holder.enter()
    try:
        url = holder.cluster.connections.migrator_url
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (n int)")
            for n in range(ROWS):
                connection.execute("INSERT INTO kept VALUES (%s)", [n])
            pid = holder.cluster.pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
        assert revived_within(holder, seconds=30)
        assert holder.revive() is False
        assert holder.cluster.pid != pid
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (ROWS,)
    finally:
        holder.leave()


def revived_within(holder: Holder, seconds: float) -> bool:
    """Ask as `voorrang run` does, again and again: a killed process takes a moment to be gone."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holder.revive():
            return True
        time.sleep(0.05)
    return False


def test_a_process_id_that_is_a_strangers_by_now_is_no_obstacle(var: Path) -> None:
    with running_cluster(var, settings={"fsync": "off"}):
        data = Cluster(var).layout.data
    (data / "postmaster.pid").write_text(f"{os.getppid()}\n{data}\n1\n5432\n\n\n", encoding="utf-8")
    with (
        running_cluster(var, settings={"fsync": "off"}) as connections,
        psycopg.connect(connections.app_url) as connection,
    ):
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_data_of_another_version_is_refused_with_the_way_out(var: Path) -> None:
    with running_cluster(var, settings={"fsync": "off"}):
        data = Cluster(var).layout.data
    (data / "PG_VERSION").write_text("14\n", encoding="utf-8")
    with pytest.raises(ClusterVersionMismatch, match=r"made by PostgreSQL 14.*voorrang db dump.*voorrang db restore"):
        Cluster(var).start()


def test_lost_passwords_are_named_instead_of_guessed(var: Path) -> None:
    with running_cluster(var, settings={"fsync": "off"}):
        pass
    (var / "postgres" / "passwords.json").unlink()
    with pytest.raises(PostgresError, match=r"passwords\.json is gone.*backup"):
        Cluster(var).start()


def test_a_set_up_that_was_cut_short_is_begun_anew(var: Path) -> None:
    cluster = Cluster(var)
    half = cluster.layout.data.with_name("data.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n", encoding="utf-8")
    with running_cluster(var, settings={"fsync": "off"}) as connections, psycopg.connect(connections.app_url):
        pass
    assert not half.exists()


def test_a_server_that_cannot_start_shows_its_own_words(var: Path) -> None:
    cluster = Cluster(var, settings={"shared_buffers": "nonsense"})
    with pytest.raises(PostgresError, match="nonsense"):
        cluster.start()
