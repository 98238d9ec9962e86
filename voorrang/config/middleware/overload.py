"""More requests than can be answered in time: some wait a moment for their turn, the rest are told to come back."""

import threading
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from voorrang.config.errors import not_now
from voorrang.config.seats import FULL, HEALTH

PATIENCE = 2.0
"""Seconds that a request waits for its turn before it is told to come back."""
COME_BACK = 2
"""What Retry-After says."""


class Overload:
    """Lets `VOORRANG_THREADS` requests work at once; the others wait for their turn, those without a seat not at all.

    Whoever is let in is answered as fast as ever, so that the people who get through get on. The server has threads for
    those who wait and a few more that only refuse (`config.seats`); health questions are never refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._turns = threading.BoundedSemaphore(settings.VOORRANG_THREADS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer when it is the request's turn, or refuse."""
        if request.path_info in HEALTH:
            return self.get_response(request)
        if FULL in request.META or not self._turns.acquire(timeout=PATIENCE):
            response = not_now(request, COME_BACK)
            response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- the seats say it once a second
            return response
        try:
            return self.get_response(request)
        finally:
            self._turns.release()
