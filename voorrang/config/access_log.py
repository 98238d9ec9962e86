"""One log line for each request: who, method, path, status, duration. Never the query, never a secret in the path."""

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

import structlog

from voorrang.config.logs import MASK, mask_text

type StartResponse = Callable[..., Any]
type Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

LOG = structlog.get_logger("voorrang.access")
QUIET = ("/healthz", "/readyz", "/static/")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WHO = "voorrang.who"
"""Where the application says whose request it was: a kind and an id, never a name."""
LONG_SEGMENT = 20
"""One-time links carry their token as a path segment; our own names and numbers are shorter."""


class AccessLog:
    """A WSGI application around another one."""

    def __init__(self, application: Application) -> None:
        """`application` answers; we write down that it did."""
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the inner application does."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(QUIET):
            return self._application(environ, start_response)
        began = time.perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            LOG.info(
                "request",
                who=environ.get(WHO),
                method=environ.get("REQUEST_METHOD"),
                path=safe_path(path),
                status=int(status.split(" ", 1)[0]),
                ms=round((time.perf_counter() - began) * 1000, 1),
            )
            return start_response(status, headers, *rest)

        return self._application(environ, start)


def safe_path(path: str) -> str:
    """The path with segments that may be a token masked."""
    return "/".join(
        MASK if len(segment) >= LONG_SEGMENT and not UUID.fullmatch(segment.lower()) else mask_text(segment)
        for segment in path.split("/")
    )
