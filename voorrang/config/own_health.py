"""Lets load balancers ask for health by address: they do not know our host names."""

from collections.abc import Iterable
from typing import Any

from voorrang.config.access_log import Application, StartResponse

PATHS = {"/healthz", "/readyz"}


class OwnHealth:
    """A WSGI application around another one: health questions arrive under our own name, whatever host they carry."""

    def __init__(self, application: Application, host: str) -> None:
        """`host` is one that the inner application accepts."""
        self._application = application
        self._host = host

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the inner application does."""
        if environ.get("PATH_INFO") in PATHS:
            environ["HTTP_HOST"] = self._host
        return self._application(environ, start_response)
