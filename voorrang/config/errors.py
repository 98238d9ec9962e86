"""Failures outside a view, each in the language of its door: problems for the API, pages for people."""

import sys
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import defaults

from voorrang.api.problems import (
    AWAY_FOR,
    FieldError,
    Problem,
    busy_problem,
    internal,
    is_api,
    not_allowed,
    not_found,
    not_usable,
    too_large,
    unavailable,
)
from voorrang.lib.waiting import is_unavailable

LARGEST_BODY = 64_000_000
LARGEST_API_BODY = 2_500_000
WAIT_AFTER_TOO_MANY = 300
"""Seconds: the longest window in which attempts are counted."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 for a body that turned out too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large_body(request)
    if not is_api(request):
        return defaults.bad_request(request, exception or ValueError())
    return Problem("broken-json", _("The request cannot be read. Mend it and send it again.")).response()


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return not_allowed().response() if is_api(request) else defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; for the API with the same bytes as for an object that the token may not see."""
    return not_found().response() if is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest, *_args: Any) -> HttpResponse:
    """Answer 500 without telling the inside, or 503 when the failure at hand is that of an absent database or a full disk."""
    if is_unavailable(sys.exception()):
        return not_now(request, AWAY_FOR)
    return internal().response() if is_api(request) else defaults.server_error(request)


def not_now(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 503 for a moment in which nothing can be done, and say when to try again."""
    if is_api(request):
        response = unavailable(seconds).response()
    else:
        with translation.override(translation.get_language_from_request(request)):
            response = render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = str(seconds)
    response.headers["Content-Length"] = str(len(response.content))  # the gate stands outside of who does it else
    return response


def too_large_body(request: HttpRequest) -> HttpResponse:
    """Answer 413 with the limit of the door."""
    if is_api(request):
        return too_large(LARGEST_API_BODY).response()
    return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many(request: HttpRequest, *_args: Any) -> HttpResponse:
    """Answer 429 for too many attempts, and say when to try again."""
    response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(WAIT_AFTER_TOO_MANY)
    return response


def busy(request: HttpRequest) -> HttpResponse:
    """Answer 409 for what somebody else is changing at this moment: nothing was done, and soon it can be."""
    if is_api(request):
        return busy_problem().response()
    response = render(request, "409_busy.html", {"back_url": came_from(request)}, status=HTTPStatus.CONFLICT)
    response.headers["Retry-After"] = "1"
    return response


def sent_before(request: HttpRequest) -> HttpResponse:
    """Answer for a key of idempotency that was used for other content: the first one counts."""
    if is_api(request):
        message = _("Idempotency-Key: was used for another request; take a new key for new content.")
        return not_usable(FieldError("Idempotency-Key", "used", message)).response()
    return render(request, "409_sent.html", {"back_url": came_from(request)}, status=HTTPStatus.CONFLICT)


def came_from(request: HttpRequest) -> str:
    """Return the address of our own page that the form stood on, else the form's own."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc == request.get_host() and parts.path.startswith("/"):
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.path
