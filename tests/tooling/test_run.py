"""`voorrang run`: everything up with one command, everything down with one signal, nothing left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from voorrang.lib.postgres import Cluster, running_cluster

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "voorrang.cli"]
PATIENCE = 120.0


class Instance:
    """One installation in a folder of its own; not the demo, so that it starts empty and quickly."""

    def __init__(self, var: Path) -> None:
        self.var = var
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("VOORRANG_")}
        self.environment = clean | {
            "VOORRANG_VAR": str(var),
            "VOORRANG_PORT": str(self.port),
            "VOORRANG_SECRET_KEY": "k" * 40,
            "VOORRANG_PIN_PEPPER": "p" * 40,
            "VOORRANG_BASE_URL": "https://support.example.com",
            "VOORRANG_MAIL_URL": "console:",
        }
        self.log = var / "run.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*COMMAND, "run"], cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not self.ready():
            assert self.process.poll() is None, self.log_end()
            assert time.monotonic() < until, self.log_end()
            time.sleep(0.1)

    def log_end(self) -> str:
        return self.log.read_text(encoding="utf-8")[-3000:]

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self, sign: int = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(sign)
        return self.process.wait(60)

    def run(self, *line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *line], cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True
        )

    def leftovers(self) -> list[str]:
        """Processes that still belong to this installation."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    about = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if str(self.var).encode() in about:
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        return found

    def rows(self) -> dict[str, int]:
        """How many rows each table has. Sessions of workers come and go."""
        with running_cluster(self.var) as urls, psycopg.connect(urls.admin_url) as connection:
            names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            return {
                name: connection.execute(
                    psycopg.sql.SQL("SELECT count(*) FROM {}").format(psycopg.sql.Identifier(name))
                ).fetchone()[0]  # type: ignore[index]
                for (name,) in names
                if not name.startswith("procrastinate_")
            }


@pytest.fixture
def instance() -> Iterator[Instance]:
    var = Path(tempfile.mkdtemp(dir="/var/tmp", prefix="voorrang-test-"))
    var.chmod(0o755)
    made = Instance(var)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop(signal.SIGKILL)
    Cluster(var).stop()
    shutil.rmtree(var, ignore_errors=True)


def wait_for(holds: object, message: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, message
        time.sleep(0.1)


def test_it_starts_heals_stops_and_leaves_nothing_and_a_second_run_changes_nothing(instance: Instance) -> None:
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


def test_a_taken_port_is_named_with_another_one(instance: Instance) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", instance.port))
        other.listen()
        refused = instance.run("run")
    assert refused.returncode == 2
    assert f"Port {instance.port} on 127.0.0.1 is taken" in refused.stderr
    assert f"PORT={instance.port + 1}" in refused.stderr


def test_stopping_nothing_is_fine(instance: Instance) -> None:
    done = instance.run("stop")
    assert done.returncode == 0
    assert "Nothing runs" in done.stderr


def test_a_migration_without_the_owners_address_is_refused(instance: Instance) -> None:
    with running_cluster(instance.var, settings={"fsync": "off"}) as urls:
        instance.environment["VOORRANG_DATABASE_URL"] = urls.app_url
        refused = instance.run("migrate")
        assert refused.returncode == 2
        assert "VOORRANG_MIGRATOR_DATABASE_URL is missing" in refused.stderr
        instance.environment["VOORRANG_MIGRATOR_DATABASE_URL"] = urls.migrator_url
        assert instance.run("migrate").returncode == 0
        assert instance.run("migrate", "--check").returncode == 0
        assert "these commands are for the embedded one" in instance.run("db", "status").stderr


def test_a_dump_can_be_restored_elsewhere(instance: Instance, tmp_path: Path) -> None:
    file = tmp_path / "voorrang.dump"
    with running_cluster(instance.var, settings={"fsync": "off"}):
        assert instance.run("migrate").returncode == 0
        assert instance.run("programme", "store").returncode == 0
        before = instance.rows()
        assert instance.run("db", "dump", str(file)).returncode == 0
    (instance.var / "postgres" / "data").rename(tmp_path / "old")
    with running_cluster(instance.var, settings={"fsync": "off"}):
        done = instance.run("db", "restore", str(file))
        assert done.returncode == 0, done.stderr
        assert instance.rows() == before
        assert instance.run("migrate", "--check").returncode == 0
