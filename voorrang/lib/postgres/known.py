"""The addresses of an embedded server, read from its folder without starting or making anything."""

import json
from pathlib import Path

from voorrang.lib.postgres.connections import ADMIN, APP, BACKUP, MIGRATOR, Connections, socket_url


def known_connections(var: Path) -> Connections:
    """The addresses for `var`. Before the server's first start they are right in form but have no password yet."""
    state = var / "postgres"
    try:
        passwords = json.loads((state / "passwords.json").read_text(encoding="utf-8"))
        socket = Path((state / "socket").read_text(encoding="utf-8"))
    except OSError:
        passwords, socket = {}, state / "run"
    app, migrator, admin, backup = (
        socket_url(role, passwords.get(role, ""), socket) for role in (APP, MIGRATOR, ADMIN, BACKUP)
    )
    return Connections(app_url=app, migrator_url=migrator, admin_url=admin, backup_url=backup)
