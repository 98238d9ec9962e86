"""The module that Django looks for in a database backend."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it. Each request asks whether its kept connection still works: that must cost nothing."""

    def is_usable(self) -> bool:
        """Say whether the server is still there.

        A server that went away has closed its end or said why, and either can be read. Only when there is something to
        read, or the connection is not idle, is the server asked.
        """
        if self.connection is None or self.connection.closed:
            return False
        if self.errors_occurred or _has_news(self.connection.pgconn.socket):
            return bool(super().is_usable())
        return True


def _has_news(socket: int) -> bool:
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))
