"""The web server with our settings."""

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from voorrang.config.environment import Environment
from voorrang.config.logs import logging_settings

APPLICATION = "voorrang.config.wsgi:application"
STOP_WITHIN = 15
"""Seconds that running requests get when the server is asked to stop."""
REFUSING = 4
"""Threads that only tell requests to come back (`config.middleware.overload`), or answer how the process is."""
RESPAWN_AFTER = 0.5
"""Seconds before an answering process that died is started again."""
THREAD_IDLE = 600
"""An idle thread keeps its database connection this long, like `CONN_MAX_AGE`."""


def serve(environment: Environment, application: str = APPLICATION) -> None:
    """Serve until SIGINT or SIGTERM. A worker that dies is started again. `application` is ours but in the bench."""
    log = logging_settings(environment.log_level, environment.log_format)
    (environment.var / "static").mkdir(parents=True, exist_ok=True)
    server = Server(
        application,
        address=environment.bind,
        port=environment.port,
        interface=Interfaces.WSGI,
        workers=environment.workers,
        blocking_threads=environment.threads + environment.waiting + REFUSING,
        blocking_threads_idle_timeout=THREAD_IDLE,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_AFTER,
        workers_kill_timeout=STOP_WITHIN,
        log_dictconfig=log,
        log_level=LogLevels.info if environment.log_level == "debug" else LogLevels.error,
        process_name=None,
    )
    server.serve()
