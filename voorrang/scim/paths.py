"""Attribute paths and the one filter that directories use: `attribute eq value` (RFC 7644, 3.4.2.2 and 3.5.2)."""

import json
import re
from typing import Any, NamedTuple

from voorrang.scim.problems import ScimError

_URN = re.compile(r"^urn:[\w.:-]+:(?=[A-Za-z]\w*$|[A-Za-z]\w*[.\[])")
_PATH = re.compile(r"^(?P<name>[A-Za-z$][\w$-]*)(?:\[(?P<filter>[^\]]*)\])?(?:\.(?P<sub>[A-Za-z$][\w$-]*))?$")
_EQUALS = re.compile(
    r"""^\s*(?P<name>[A-Za-z$][\w.$-]*)\s+eq\s+(?P<value>"(?:[^"\\]|\\.)*"|true|false|null|-?\d+)\s*$""", re.IGNORECASE
)
LONGEST = 1000


class Path(NamedTuple):
    """`name[where eq value].sub`, in small letters: attribute names have no case."""

    name: str
    where: tuple[str, Any] | None = None
    sub: str = ""


def read_filter(text: str) -> tuple[str, Any]:
    """Return attribute, in small letters, and value of an `eq` filter. Raises `ScimError`."""
    found = _EQUALS.match(text) if len(text) <= LONGEST else None
    if found is None:
        detail = 'Filters are read as: attribute eq "value".'
        raise ScimError(400, detail, "invalidFilter")
    try:
        value = json.loads(found["value"] if found["value"].startswith('"') else found["value"].lower())
    except ValueError as error:
        raise ScimError(400, "The filter's value cannot be read.", "invalidFilter") from error
    return found["name"].lower(), value


def read_path(text: str) -> Path:
    """Return the parts of a path. Raises `ScimError`."""
    found = _PATH.match(_URN.sub("", text.strip())) if len(text) <= LONGEST else None
    if found is None:
        raise ScimError(400, "The path cannot be read.", "invalidPath")
    where = read_filter(found["filter"]) if found["filter"] is not None else None
    return Path(found["name"].lower(), where, (found["sub"] or "").lower())
