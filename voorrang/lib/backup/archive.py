"""The archived log: each full or minute-old piece of the server's log is copied away, so that any instant can come back."""

import shlex
from pathlib import Path

from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.postgres.account import server_account

MINUTE = "60"
"""Seconds after which a piece is archived even when it is not full: what the loss of the machine may cost at most."""


def archive_settings(folder: Path | None) -> dict[str, str]:
    """Return the server's settings that archive its log into `folder`, which is made if need be; none without one."""
    if folder is None:
        return {}
    account = server_account()
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        account.own(folder)
    if not account.can_enter(folder):
        message = (
            f"The server's account {account.name} cannot enter the archive {folder}. "
            f"Give it the folder (chown {account.name}) and let it pass those above (chmod a+x)."
        )
        raise BackupProblem(message)
    place = shlex.quote(str(folder)).replace("%", "%%")
    # A piece that is there already, from a crash between copying and telling so, is fine when it is the same one.
    command = (
        f"if test -f {place}/%f.gz; then gunzip -c {place}/%f.gz | cmp -s - %p; "
        f"else gzip -c %p > {place}/.%f && sync {place}/.%f && mv {place}/.%f {place}/%f.gz; fi"
    )
    return {"archive_mode": "on", "archive_timeout": MINUTE, "archive_command": command}


def restore_command(folder: Path) -> str:
    """Return the command with which a recovering server fetches a piece."""
    place = shlex.quote(str(folder)).replace("%", "%%")
    return f"test -f {place}/%f.gz && gunzip -c {place}/%f.gz > %p"
