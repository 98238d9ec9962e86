"""A backup that is checked while it is made, and a restore that is checked before anybody trusts it.

A backup is a folder: the database as rows (`database.dump`, for any server and any version), the embedded server's own
files (`base/`, from where its archived log leads to any later instant), what people uploaded, and `backup.json`, which
says how many rows each table had and what each file must hash to.
"""

from voorrang.lib.backup.archive import archive_settings
from voorrang.lib.backup.check import check_backup
from voorrang.lib.backup.errors import BackupProblem
from voorrang.lib.backup.making import make_backup
from voorrang.lib.backup.manifest import Manifest, read_manifest
from voorrang.lib.backup.physical import restore_server
from voorrang.lib.backup.portable import restore_rows
from voorrang.lib.backup.rows import count_rows

__all__ = [
    "BackupProblem",
    "Manifest",
    "archive_settings",
    "check_backup",
    "count_rows",
    "make_backup",
    "read_manifest",
    "restore_rows",
    "restore_server",
]
