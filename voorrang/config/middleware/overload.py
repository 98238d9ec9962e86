"""More requests than can be answered in time: some wait a moment, the rest are told to come back, and at once."""

import threading
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from voorrang.config.errors import not_now

PATIENCE = 2.0
"""Seconds that a request waits for its turn before it is told to come back."""
COME_BACK = 2
"""What Retry-After says."""
HEALTH = ("/healthz", "/readyz")


class Overload:
    """Lets `VOORRANG_THREADS` requests work at once and `VOORRANG_WAITING` wait; answers the others 503 without any work.

    Whoever is let in is answered as fast as ever, so that the people who get through get on. The server has threads for
    those who wait and a few more that only refuse; health questions are never refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._turns = threading.BoundedSemaphore(settings.VOORRANG_THREADS)
        self._seats = threading.BoundedSemaphore(settings.VOORRANG_THREADS + settings.VOORRANG_WAITING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer when it is the request's turn, or refuse."""
        if request.path_info in HEALTH:
            return self.get_response(request)
        if not self._seats.acquire(blocking=False):
            response = not_now(request, COME_BACK)
            response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- a line for each would cost more than the refusal
            return response
        try:
            if not self._turns.acquire(timeout=PATIENCE):
                return not_now(request, COME_BACK)
            try:
                return self.get_response(request)
            finally:
                self._turns.release()
        finally:
            self._seats.release()
