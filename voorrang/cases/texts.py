"""What people write: checked once, before it is stored."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from voorrang.cases.refusals import TextNotUsable

LONGEST_TITLE = 200
LONGEST_BODY = 20_000

_UNREADABLE = _("The text holds a character that is no text. Type it again.")
_TOO_LONG = _("The text has %(length)d characters, %(most)d are possible. Shorten it, or send it in parts.")


def checked_title(text: str) -> str:
    """Return the symptom in one line. Raises `TextNotUsable`."""
    return _checked("title", " ".join(text.split()), LONGEST_TITLE, _("Say in a few words what is wrong."))


def checked_body(text: str) -> str:
    """Return the text with plain line ends. Raises `TextNotUsable`."""
    return _checked("text", text.replace("\r\n", "\n").strip(), LONGEST_BODY, _("Write a text."))


def checked_optional(text: str) -> str:
    """Return the text, which may be empty. Raises `TextNotUsable`."""
    return checked_body(text) if text.strip() else ""


def checked_diagnosis(findings: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the findings as plain JSON. Raises `TextNotUsable`."""
    try:
        written = json.dumps(dict(findings or {}), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise TextNotUsable(
            field="diagnosis", code="unreadable", message=_("Give the findings as names with texts.")
        ) from error
    if "\\u0000" in written:
        raise TextNotUsable(field="diagnosis", code="unreadable", message=_UNREADABLE)
    if len(written) > LONGEST_BODY:
        raise TextNotUsable(
            field="diagnosis", code="too_long", message=_TOO_LONG % {"length": len(written), "most": LONGEST_BODY}
        )
    plain: dict[str, Any] = json.loads(written)
    return plain


def _checked(field: str, text: str, longest: int, missing: object) -> str:
    if not text:
        raise TextNotUsable(field, "missing", missing)
    if "\x00" in text:
        raise TextNotUsable(field, "unreadable", _UNREADABLE)
    if len(text) > longest:
        raise TextNotUsable(field, "too_long", _TOO_LONG % {"length": len(text), "most": longest})
    return text
