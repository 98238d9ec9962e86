"""Two servers side by side, alike in everything but the application: ours, and a bare one."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.rig.place import ROOT

START_WITHIN = 240.0

OURS = "voorrang.config.wsgi:application"
BARE = "bench.rig.bare:application"


@contextmanager
def server(application: str, port: int, var: Path, more: Mapping[str, str] | None = None) -> Iterator[int]:
    """Serve an application with `voorrang.config.server`; yield the process id. Its log is `<var>/<port>.log`."""
    code = (
        "from voorrang.config.environment import read_environment; from voorrang.config.server import serve; "
        f"serve(read_environment(), {application!r})"
    )
    environment = os.environ | {"VOORRANG_PORT": str(port), "PYTHONPATH": str(ROOT)} | (more or {})
    log = var / f"{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        _await_answer(port, process, log)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def _await_answer(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.1)
    message = f"The server on {port} did not start:\n{log.read_text(errors='replace')[-3000:]}"
    raise RuntimeError(message)
