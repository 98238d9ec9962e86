"""More requests than can wait for their turn are told to come back, and at once: a refusal must cost next to nothing."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import structlog

from voorrang.config.access_log import Application, StartResponse

FULL = "voorrang.full"
"""Set in the environment of a request that found no seat: whoever makes its answer says so and does nothing else."""
HEALTH = ("/healthz", "/readyz")
API = "/api/"
TELL_EVERY = 1.0
"""Seconds between two lines of the log about refusals; one line for each would cost more than the refusal."""

LOG = structlog.get_logger("voorrang.overload")


class _Answer(NamedTuple):
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Seats:
    """A WSGI application around another one. Whoever gets a seat is let in; the inner application gives the turns.

    The first program that is refused is answered by the inner application, the next ones with the same bytes: these
    do not depend on the request. People are answered by the inner application each time, in their own language.
    Health questions need no seat.
    """

    def __init__(self, application: Application, seats: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`seats` requests are let in at once; `clock` gives seconds."""
        self._application = application
        self._seats = threading.BoundedSemaphore(seats)
        self._clock = clock
        self._answer: _Answer | None = None
        self._refused = 0
        self._told_at = clock() - TELL_EVERY

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the inner application does, or refuse."""
        if environ.get("PATH_INFO") in HEALTH:
            return self._application(environ, start_response)
        if not self._seats.acquire(blocking=False):
            return self._refuse(environ, start_response)
        try:
            return self._application(environ, start_response)
        finally:
            self._seats.release()

    def _refuse(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self._count()
        environ[FULL] = True
        if not environ.get("PATH_INFO", "").startswith(API) or environ.get("REQUEST_METHOD") == "HEAD":
            return self._application(environ, start_response)
        if self._answer is None:
            self._answer = self._ask(environ)
        start_response(self._answer.status, list(self._answer.headers))
        return [self._answer.body]

    def _ask(self, environ: dict[str, Any]) -> _Answer:
        heads: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_rest: Any) -> None:
            heads.append((status, headers))

        body = b"".join(self._application(environ, start))
        return _Answer(*heads[-1], body)

    def _count(self) -> None:
        # Two threads may both count the same one: the line of the log is a hint, not an account.
        self._refused += 1
        now = self._clock()
        if now - self._told_at >= TELL_EVERY:
            refused, self._refused, self._told_at = self._refused, 0, now
            LOG.warning("told to come back", requests=refused)
