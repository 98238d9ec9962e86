"""Cursors: where the next page of a list begins. Opaque and signed, bound to one list with its filters."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from voorrang.api.problems import FieldError, Problem, not_usable

LONGEST = 400


def make_cursor(list_name: str, filters: Mapping[str, Any], place: list[str]) -> str:
    """Return the cursor for the page after `place`, the sort key of the last row shown."""
    return _signer(list_name).sign_object([_digest(filters), *place], compress=False)


def read_cursor(list_name: str, filters: Mapping[str, Any], cursor: str) -> list[str]:
    """Return the place of a cursor. Raises `Problem` for one that we did not make for this list and these filters."""
    if len(cursor) > LONGEST:
        raise _refused("forged", _("cursor: was not made by this list; begin without one."))
    try:
        digest, *place = _signer(list_name).unsign_object(cursor)
    except (BadSignature, ValueError, TypeError):
        raise _refused("forged", _("cursor: was not made by this list; begin without one.")) from None
    if digest != _digest(filters):
        message = _("cursor: belongs to other filters; keep the filters between pages, or begin without a cursor.")
        raise _refused("other_filters", message)
    return [str(part) for part in place]


def _refused(code: str, message: str) -> Problem:
    return not_usable(FieldError("cursor", code, message))


def _signer(list_name: str) -> Signer:
    return Signer(salt=f"voorrang.api.cursor.{list_name}")


def _digest(filters: Mapping[str, Any]) -> str:
    text = json.dumps({name: str(value) for name, value in filters.items() if value is not None}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
