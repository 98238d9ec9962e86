"""The system account that the server runs as: PostgreSQL refuses to run as root, so root lends it to another one."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voorrang.lib.postgres.errors import PostgresError

PREFERRED = ("voorrang", "nobody")
"""Looked up in this order when we are root. An operator who wants a separate account makes `voorrang`."""


@dataclass(frozen=True, slots=True)
class Account:
    """A system account by its numbers; `lent` when it is not the one that we run as."""

    name: str
    uid: int
    gid: int
    lent: bool

    def popen_arguments(self) -> dict[str, Any]:
        """Arguments for `subprocess` that run a program as this account, far from folders it may not enter."""
        arguments: dict[str, Any] = {"cwd": "/", "umask": 0o077}
        if self.lent:
            arguments |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return arguments

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can reach `folder`: one 0700 folder above it is enough to say no."""
        if not self.lent:
            return os.access(folder, os.X_OK)
        # Asking the kernel as that account beats adding up modes, groups and access lists ourselves.
        # S603: fixed program, the path is an argument, no shell text is built from it.
        command = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
        done = subprocess.run(command, check=False, capture_output=True, **self.popen_arguments())  # noqa: S603
        return done.returncode == 0

    def own(self, path: Path) -> None:
        """Give `path` to this account."""
        if self.lent:
            os.chown(path, self.uid, self.gid)


def server_account(names: tuple[str, ...] = PREFERRED) -> Account:
    """The account for the server: ourselves, or the first of `names` that exists when we are root."""
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid()) if _has_entry(os.geteuid()) else None
        return Account(entry.pw_name if entry else str(os.geteuid()), os.geteuid(), os.getegid(), lent=False)
    for name in names:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, lent=True)
    wanted = " or ".join(names)
    message = f"PostgreSQL does not run as root and there is no account {wanted}. Add one: useradd --system {names[0]}"
    raise PostgresError(message)


def _has_entry(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
