"""An installation as an operator has it: `voorrang run` in a folder of its own, watched from outside."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from voorrang.lib.postgres import Cluster, running_cluster

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "voorrang.cli"]
PATIENCE = 120.0


class Installation:
    """One installation in a folder of its own; not the demo, so that it starts empty and quickly."""

    def __init__(self, var: Path, more: Mapping[str, str] | None = None) -> None:
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
            **(more or {}),
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


@contextmanager
def installed(more: Mapping[str, str] | None = None) -> Iterator[Installation]:
    """An installation that is gone at the end, with all its processes and files."""
    # Not below pytest's own folders: those are closed to the server's account when we are root.
    var = Path(tempfile.mkdtemp(dir="/var/tmp", prefix="voorrang-test-"))
    var.chmod(0o755)
    made = Installation(var, more)
    try:
        yield made
    finally:
        if made.process is not None and made.process.poll() is None:
            made.stop(signal.SIGKILL)
        Cluster(var).stop()
        shutil.rmtree(var, ignore_errors=True)
