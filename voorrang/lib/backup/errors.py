"""What a backup or a restore refuses."""

from voorrang.lib.postgres import PostgresError


class BackupProblem(PostgresError):
    """A backup is not whole, or cannot be restored here. The text says why and what to do."""
