"""Errors as SCIM writes them (RFC 7644, 3.12)."""

from typing import Any

from django.http import JsonResponse

MEDIA_TYPE = "application/scim+json"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


class ScimError(Exception):
    """What was asked cannot be done. `kind` is SCIM's own word for why, where it has one."""

    def __init__(self, status: int, detail: str, kind: str = "") -> None:
        self.status, self.detail, self.kind = status, detail, kind
        super().__init__(detail)


def error_answer(error: ScimError) -> JsonResponse:
    """Return the error as an answer."""
    body = {"schemas": [ERROR], "status": str(error.status), "detail": error.detail}
    if error.kind:
        body["scimType"] = error.kind
    response = answer(body, status=error.status)
    if error.status == 401:  # noqa: PLR2004 -- the status itself
        response.headers["WWW-Authenticate"] = 'Bearer realm="SCIM"'
    return response


def answer(body: Any, *, status: int = 200) -> JsonResponse:
    """Return an answer of SCIM's media type."""
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)
