"""A PostgreSQL server of our own: found, made, started, shared and stopped. See `running_cluster`."""

from voorrang.lib.postgres.cluster import Cluster
from voorrang.lib.postgres.connections import Connections
from voorrang.lib.postgres.errors import PostgresError
from voorrang.lib.postgres.sharing import Holder, keep_running, running_cluster, stop_kept

__all__ = ["Cluster", "Connections", "Holder", "PostgresError", "keep_running", "running_cluster", "stop_kept"]
