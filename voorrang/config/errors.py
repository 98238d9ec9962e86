"""Failures outside a view, each in the language of its door: problems for the API, pages for people."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import defaults

from voorrang.api.problems import Problem, internal, is_api, not_allowed, not_found, too_large
from voorrang.config.middleware.limits import LARGEST_API_BODY


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 for a body that turned out too large."""
    if not is_api(request):
        return defaults.bad_request(request, exception)
    if isinstance(exception, RequestDataTooBig):
        return too_large(LARGEST_API_BODY).response()
    return Problem("broken-json", _("The request cannot be read. Mend it and send it again.")).response()


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return not_allowed().response() if is_api(request) else defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; for the API with the same bytes as for an object that the token may not see."""
    return not_found().response() if is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest, *_args: Any) -> HttpResponse:
    """Answer 500 without telling the inside."""
    return internal().response() if is_api(request) else defaults.server_error(request)
