"""The addresses of a running database, one for each role."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

DATABASE = "voorrang"
ADMIN, MIGRATOR, APP, BACKUP = "voorrang_admin", "voorrang_migrator", "voorrang_app", "voorrang_backup"


@dataclass(frozen=True, slots=True)
class Connections:
    """URLs with passwords in them: for settings and tools, never for a log.

    `app` obeys the walls; `migrator` owns the tables; `admin` is the superuser, for set-up and tests of the server only;
    `backup` reads everything and writes nothing.
    """

    app_url: str
    migrator_url: str
    admin_url: str
    backup_url: str


def socket_url(role: str, password: str, folder: Path, database: str = DATABASE) -> str:
    """URL of `database` behind the socket in `folder`."""
    query = urlencode({"host": str(folder)}, quote_via=quote, safe="")
    return f"postgresql://{quote(role, safe='')}:{quote(password, safe='')}@/{quote(database, safe='')}?{query}"
