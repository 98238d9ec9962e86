"""Where one cluster's files lie, also when its account cannot reach the folder that we were given."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from voorrang.lib.postgres.account import Account
from voorrang.lib.postgres.binaries import Binaries, copy_for
from voorrang.lib.postgres.errors import PostgresError

ELSEWHERE = Path("/var/lib/voorrang")
"""For root with a closed home: the server's account cannot go below a 0700 folder, so its files go here."""
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 100
"""The kernel's limit on a socket's path is 107 bytes on Linux, 103 on macOS."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Folders and files of one cluster.

    `state` is ours (passwords, locks, log); `data` and `run` (the socket) belong to `account`.
    """

    state: Path
    data: Path
    run: Path
    log: Path
    account: Account
    binaries: Binaries

    @property
    def passwords(self) -> Path:
        """The file of generated passwords."""
        return self.state / "passwords.json"


def lay_out(var: Path, binaries: Binaries, account: Account) -> Layout:
    """Make the folders of the cluster under `var` and say where they are.

    When `account` cannot enter `var`, data goes to `/var/lib/voorrang/<hash of var>`, the log stays in `var`.
    """
    state = (var / "postgres").resolve()
    state.mkdir(parents=True, exist_ok=True)
    state.chmod(0o711 if account.lent else 0o700)
    home = state if account.can_enter(state) else _elsewhere(state)
    if not account.can_enter(binaries.folder):
        binaries = copy_for(account, binaries, _elsewhere(state).parent)
    return Layout(
        state=state,
        data=home / "data",
        run=_socket_folder(home, account),
        log=state / "server.log",
        account=account,
        binaries=binaries,
    )


def _elsewhere(state: Path) -> Path:
    home = ELSEWHERE / _short_hash(state)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{state} is closed to the server's account and {home} cannot be made ({error}). Set VOORRANG_VAR to a folder that others may enter."
        raise PostgresError(message) from error
    for folder in (ELSEWHERE, home):
        folder.chmod(0o711)
    return home


def _socket_folder(home: Path, account: Account) -> Path:
    folder = home / "run"
    if len(os.fsencode(folder / SOCKET_NAME)) > LONGEST_SOCKET:
        # S108: a fixed name below /tmp is safe here, for a folder that others own or may enter is refused below.
        folder = Path("/tmp") / f"voorrang-{_short_hash(home)}"  # noqa: S108
    created = not folder.exists()
    folder.mkdir(mode=0o700, exist_ok=True)
    if created:
        account.own(folder)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != account.uid or status.st_mode & 0o077:
        message = f"{folder} must be a folder of {account.name} with mode 0700, because the server's socket lies there. Remove it and start again."
        raise PostgresError(message)
    return folder


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
