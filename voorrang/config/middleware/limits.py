"""A body too large to read is refused before anything reads it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

LARGEST_BODY = 64_000_000
LARGEST_API_BODY = 2_500_000


class BodyLimit:
    """Answers 413 from the declared length: 64 MB for uploads by form, 2.5 MB for the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or refuse with the limit named."""
        declared = request.META.get("CONTENT_LENGTH") or "0"
        limit = LARGEST_API_BODY if request.path_info.startswith("/api/") else LARGEST_BODY
        if declared.isdigit() and int(declared) > limit:
            detail = _("The request is larger than %(limit)s bytes. Send less at once.") % {"limit": limit}
            problem = {"type": "about:blank", "title": _("Too large"), "status": 413, "detail": detail}
            return JsonResponse(
                problem, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, content_type="application/problem+json"
            )
        return self.get_response(request)
