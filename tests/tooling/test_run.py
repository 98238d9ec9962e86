"""`voorrang run`: everything up with one command, everything down with one signal, nothing left behind."""

import os
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.installation import PATIENCE, Installation, installed
from voorrang.lib.postgres import Cluster, running_cluster


@pytest.fixture
def instance() -> Iterator[Installation]:
    with installed() as made:
        yield made


def wait_for(holds: object, message: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, message
        time.sleep(0.1)


def test_it_starts_heals_stops_and_leaves_nothing_and_a_second_run_changes_nothing(instance: Installation) -> None:
    instance.start()
    with urllib.request.urlopen(f"http://127.0.0.1:{instance.port}/healthz", timeout=5) as answer:
        assert answer.status == 200

    refused = instance.run("run")
    assert refused.returncode == 2
    assert "already" in refused.stderr
    assert "VOORRANG_VAR=var2" in refused.stderr

    server = Cluster(instance.var).pid
    assert server is not None
    os.kill(server, signal.SIGKILL)
    wait_for(
        lambda: Cluster(instance.var).pid not in {None, server} and instance.ready(),
        "the database was not started again",
    )

    assert instance.stop(signal.SIGINT) == 0
    assert instance.leftovers() == []
    before = instance.rows()

    instance.start()
    instance.stop(signal.SIGKILL)
    wait_for(lambda: instance.leftovers() == [], "children outlived a killed `voorrang run`")

    instance.start()
    assert instance.run("stop").returncode == 0
    assert instance.process is not None
    assert instance.process.wait(30) == 0
    assert instance.rows() == before
    assert before["editions_edition"] > 0
    log = instance.log.read_text(encoding="utf-8")
    assert "k" * 40 not in log
    assert "p" * 40 not in log


def test_a_taken_port_is_named_with_another_one(instance: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", instance.port))
        other.listen()
        refused = instance.run("run")
    assert refused.returncode == 2
    assert f"Port {instance.port} on 127.0.0.1 is taken" in refused.stderr
    assert f"PORT={instance.port + 1}" in refused.stderr


def test_stopping_nothing_is_fine(instance: Installation) -> None:
    done = instance.run("stop")
    assert done.returncode == 0
    assert "Nothing runs" in done.stderr


def test_a_migration_without_the_owners_address_is_refused(instance: Installation) -> None:
    with running_cluster(instance.var, settings={"fsync": "off"}) as urls:
        instance.environment["VOORRANG_DATABASE_URL"] = urls.app_url
        refused = instance.run("migrate")
        assert refused.returncode == 2
        assert "VOORRANG_MIGRATOR_DATABASE_URL is missing" in refused.stderr
        instance.environment["VOORRANG_MIGRATOR_DATABASE_URL"] = urls.migrator_url
        assert instance.run("migrate").returncode == 0
        assert instance.run("migrate", "--check").returncode == 0
        assert "these commands are for the embedded one" in instance.run("db", "status").stderr


@pytest.mark.proof
def test_a_dump_can_be_restored_elsewhere(instance: Installation, tmp_path: Path) -> None:
    file = tmp_path / "voorrang.dump"
    with running_cluster(instance.var, settings={"fsync": "off"}):
        assert instance.run("migrate").returncode == 0
        assert instance.run("programme", "store").returncode == 0
        before = instance.rows()
        assert instance.run("db", "dump", str(file)).returncode == 0
        backup = instance.run("backup", "make", str(tmp_path / "backups")).stdout.strip()
        assert instance.run("backup", "check", backup).returncode == 0
        (Path(backup) / "database.dump").write_bytes(b"half of it")
        assert "database.dump is changed" in instance.run("backup", "check", backup).stderr
    (instance.var / "postgres" / "data").rename(tmp_path / "old")
    with running_cluster(instance.var, settings={"fsync": "off"}):
        done = instance.run("db", "restore", str(file))
        assert done.returncode == 0, done.stderr
        assert instance.rows() == before
        assert instance.run("migrate", "--check").returncode == 0
        examined = instance.run("backup", "examine")
        assert examined.returncode == 0, (
            "the trail can be changed, or something else is not as it was:" + examined.stdout
        )
