"""The server's process: launched, watched until it answers, ended. Knows nothing of roles."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from voorrang.lib.postgres.errors import ServerDidNotStart
from voorrang.lib.postgres.layout import Layout

type Process = subprocess.Popen[bytes]

_LAUNCHED: list[Process] = []
"""Servers may outlive the object that started them (others use them, or `voorrang db start`); Python wants them kept."""

LOG_SIZE = 10 * 1024 * 1024
ROTATED = ".1"

SETTINGS = {
    "listen_addresses": "",  # only the private socket
    "port": "5432",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "synchronous_commit": "on",  # an acknowledged write survives a crash
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %a ",
    # Statements and details hold people's words, PIN hashes and addresses: none of that belongs in a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}

BUSY_LOCK = (b"lock file", b"shared memory block")
"""What the server says while a killed predecessor's processes are still ending (1 to 6 s)."""


def launch(layout: Layout, settings: dict[str, str]) -> Process:
    """Start the server in a session of its own, so that Ctrl-C reaches us first and we stop it last."""
    if layout.log.exists() and layout.log.stat().st_size > LOG_SIZE:
        layout.log.replace(layout.log.with_name(layout.log.name + ROTATED))
    chosen = SETTINGS | {"unix_socket_directories": f'"{layout.run}"'} | settings
    command = [layout.binaries.program("postgres"), "-D", str(layout.data)]
    for name, value in chosen.items():
        command += ["-c", f"{name}={value}"]
    process = run_in_background(command, layout)
    _LAUNCHED[:] = [earlier for earlier in _LAUNCHED if earlier.poll() is None] + [process]
    return process


def run_in_background(command: list[str], layout: Layout) -> Process:
    """Run one of the server's programs as its account, its words going to the log."""
    handle = os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        # S603: a program from the chosen folder with arguments of our own.
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            start_new_session=True,
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
            **layout.account.popen_arguments(),
        )
    finally:
        os.close(handle)


def await_answer(process: Process, answers: Callable[[], bool], limit: float) -> bool:
    """Wait until the server answers. False when the process ended first.

    Raises `ServerDidNotStart` after `limit` seconds.
    """
    until = time.monotonic() + limit
    while True:
        if process.poll() is not None:
            return False
        if answers():
            return True
        if time.monotonic() > until:
            message = f"The database server runs (process {process.pid}) but did not answer within {limit:.0f} s."
            raise ServerDidNotStart(message)
        time.sleep(0.05)


def running_pid(data: Path) -> int | None:
    """The process id of the server of `data`, or None when none runs.

    A process id left by a crash may belong to a stranger by now: that one does not count.
    """
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if pid > 1 and _alive(pid) and _works_in(pid, data) is not False else None


def forget_stranger(data: Path) -> None:
    """Remove a `postmaster.pid` whose number now belongs to somebody else's process, or the server would never start.

    Only then: in every other case the file guards against two servers on the same data, and the server knows best.
    """
    file = data / "postmaster.pid"
    try:
        pid = int(file.read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    if _alive(pid) and _works_in(pid, data) is False and not _anybody_works_in(data):
        file.unlink()


def end(pid: int, process: Process | None, limit: float = 30.0) -> None:
    """Stop the server: politely ("fast": open transactions roll back), after `limit` seconds at once. Returns when it is gone."""
    for sign, wait in ((signal.SIGINT, limit), (signal.SIGQUIT, 10.0)):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        until = time.monotonic() + wait
        while time.monotonic() < until:
            if process is not None and process.pid == pid and process.poll() is not None:
                return
            if not _alive(pid):
                return
            time.sleep(0.02)
    message = f"The database server (process {pid}) does not stop. Look at its log, then end that process."
    raise ServerDidNotStart(message)


def log_position(log: Path) -> int:
    """Where the log ends now, to read later what was added."""
    return log.stat().st_size if log.exists() else 0


def log_since(log: Path, position: int) -> bytes:
    """What was written to the log since `position`, at most the last 4 KiB."""
    with suppress(OSError), log.open("rb") as handle:
        handle.seek(position)
        return handle.read()[-4096:]
    return b""


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # A killed server whose parent has not noticed yet is listed, but ended.
    with suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    return True


def _works_in(pid: int, folder: Path) -> bool | None:
    """Whether the process's working folder is `folder`; None where the system does not tell."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return None


def _anybody_works_in(folder: Path) -> bool:
    return any(_works_in(int(entry.name), folder) for entry in Path("/proc").iterdir() if entry.name.isdigit())
