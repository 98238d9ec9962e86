"""What browsers are told with every answer, and methods that nobody needs."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from voorrang.api.problems import is_api

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PERMISSIONS_POLICY = ", ".join(
    [
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
        *(f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")),
    ]
)
"""Keys for logging in are ours to ask for; nothing else of the machine is."""
HTTPS_ONLY = "max-age=31536000; includeSubDomains"


class Headers:
    """Further out than all that answers: also what never reaches a view leaves with these.

    An answer that tells a browser where nobody else looks is kept by nobody: a shared computer's Back button shows no
    customer. Static files and the API say themselves how long they may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # A proxy ends TLS, so the request itself does not tell; the address that people type does.
        self._is_https = settings.VOORRANG_BASE_URL.startswith("https://")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        # The API says itself which methods an address takes.
        is_taken = request.method in METHODS or is_api(request)
        response = self.get_response(request) if is_taken else HttpResponseNotAllowed(METHODS)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if self._is_https:
            response.headers["Strict-Transport-Security"] = HTTPS_ONLY
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
