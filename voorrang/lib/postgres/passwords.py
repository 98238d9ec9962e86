"""Generated passwords of the embedded server's roles, in a file that only its owner reads."""

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from voorrang.lib.postgres.connections import ADMIN, APP, BACKUP, MIGRATOR

ROLES = (ADMIN, MIGRATOR, APP, BACKUP)


def read_or_make_passwords(file: Path) -> Mapping[str, str]:
    """Password by role. Made at first use; the file is 0600 from its first byte."""
    if file.exists():
        known: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        return known
    made = {role: secrets.token_urlsafe(24) for role in ROLES}
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
        json.dump(made, handle, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.rename(file)
    return made
