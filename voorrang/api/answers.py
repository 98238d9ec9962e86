"""Answers: JSON as the API writes it, versions as ETags, pages of lists."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from voorrang.api.problems import FieldError, not_usable

_ETAG = re.compile(r'^(?:W/)?"(\d{1,9})"$')
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def answer(
    body: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK, *, version: int | None = None, location: str = ""
) -> HttpResponse:
    """Return a JSON answer. `body` holds what JSON has; moments and ids are texts already (`moment`)."""
    response = HttpResponse(_encode(body).encode(), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "private, no-cache"
    if version is not None:
        response.headers["ETag"] = f'"{version}"'
    if location:
        response.headers["Location"] = location
    return response


def moment(at: datetime | None) -> str | None:
    """Return RFC 3339 in UTC with `Z`; fractions of a second only where there are any."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def text_of(value: object | None) -> str | None:
    """Return an id as a text, or None."""
    return None if value is None else str(value)


def is_known(request: HttpRequest, version: int) -> bool:
    """Say whether the client has this version already (If-None-Match), so that 304 is the answer."""
    header = request.headers.get("If-None-Match", "")
    return header.strip() == "*" or any(_version(part) == version for part in header.split(","))


def not_modified(version: int) -> HttpResponse:
    """Return 304."""
    return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": f'"{version}"'})


def expected_version(request: HttpRequest) -> int | None:
    """Return the version of If-Match, or None where any will do. Raises `Problem` for an ETag that is none of ours."""
    header = request.headers.get("If-Match", "").strip()
    if header in {"", "*"}:
        return None
    version = _version(header)
    if version is None:
        message = _('If-Match: is no version; send the ETag of the case as you got it, for instance "3".')
        raise not_usable(FieldError("If-Match", "malformed", message))
    return version


def _version(etag: str) -> int | None:
    found = _ETAG.match(etag.strip())
    return int(found[1]) if found else None
