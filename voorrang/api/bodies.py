"""Reading a request's JSON: once, strictly, and never with a failure of ours."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser
from pydantic import AfterValidator, AwareDatetime, StringConstraints
from pydantic_core import PydanticCustomError, from_json

from voorrang.api.problems import Problem, too_large

_UNREAD = object()
# Everything that no text of people holds: controls but tab and line ends, and halves of characters.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("[\t\r\n\x85\u2028\u2029]")


def read_json(request: HttpRequest) -> Any:
    """Return the body as JSON, read once. Raises `Problem` for another content type, broken JSON or too much of it."""
    kept = getattr(request, "_read_json", _UNREAD)
    if kept is not _UNREAD:
        return kept
    if request.content_type != "application/json":
        detail = _("Send the body as JSON, with the header Content-Type: application/json.")
        raise Problem("content-type", detail, headers={"Accept": "application/json"})
    try:
        value = from_json(request.body, allow_inf_nan=False, cache_strings="keys")
    except RequestDataTooBig:
        raise too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) from None
    except ValueError as error:
        detail = _("The body is no valid JSON: %(error)s. Mend it and send it again.") % {"error": error}
        raise Problem("broken-json", detail) from None
    request._read_json = value  # type: ignore[attr-defined]  # noqa: SLF001 -- read again by the operation
    return value


class StrictParser(Parser):
    """Ninja's way to a body, by ours."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the JSON of the body."""
        return read_json(request)


def _usable(text: str) -> str:
    if _UNUSABLE.search(text):
        raise PydanticCustomError("control_characters", "control characters")
    return text


def _one_line(text: str) -> str:
    if _LINE_ENDS.search(text):
        raise PydanticCustomError("line_ends", "line ends")
    return text


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:  # at the edges of time, where the offset leads beyond: nothing of ours lies between
        return datetime.min.replace(tzinfo=UTC) if at.year == 1 else datetime.max.replace(tzinfo=UTC)


def _jsonable(value: Any) -> Any:
    """Refuse what a JSON column cannot hold: control characters anywhere inside, and numbers beyond measure."""
    if isinstance(value, str):
        return _usable(value)
    if isinstance(value, dict):
        for key, item in value.items():
            _usable(key)
            _jsonable(item)
    elif isinstance(value, list):
        for item in value:
            _jsonable(item)
    elif isinstance(value, int) and not -(2**53) < value < 2**53:
        raise PydanticCustomError("number_too_large", "number too large")
    return value


def _small(value: dict[str, Any]) -> dict[str, Any]:
    if len(str(value)) > LARGEST_OBJECT:
        raise PydanticCustomError("object_too_large", "object too large", {"limit": LARGEST_OBJECT})
    return value


LARGEST_OBJECT = 20_000

Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""An instant, in UTC: a database takes no offset of 16 hours and more."""

Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_usable)]
"""A text of people, of any number of lines."""

Line = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_usable), AfterValidator(_one_line)]
"""A text without line ends."""

Object = Annotated[dict[str, Any], AfterValidator(_small), AfterValidator(_jsonable)]
"""A JSON object of the client's own, of at most 20,000 characters."""
