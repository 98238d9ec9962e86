"""A body too large to read is refused before anything reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from voorrang.api.problems import is_api
from voorrang.config.errors import LARGEST_API_BODY, LARGEST_BODY, too_large_body


class BodyLimit:
    """Answers 413 from the declared length: 64 MB for uploads by form, 2.5 MB for the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or refuse with the limit named."""
        declared = request.META.get("CONTENT_LENGTH") or "0"
        limit = LARGEST_API_BODY if is_api(request) else LARGEST_BODY
        if declared.isdigit() and int(declared) > limit:
            return too_large_body(request)
        return self.get_response(request)
