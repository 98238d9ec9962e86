"""One text for one content: canonical JSON and its hash, so that an edition can be named by what it says."""

import hashlib
import json
from datetime import date, time
from typing import Any


def plain(value: object) -> Any:
    """Turn what a TOML file holds into what JSON holds: dates and times become ISO strings, keys become strings.

    Raises TypeError for floats, which have no canonical text; write them as strings.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, date | time):
        return value.isoformat()
    message = f"{value!r} has no canonical form: write it as text"
    raise TypeError(message)


def canonical_json(content: object) -> str:
    """The one JSON text of this content: keys sorted, no spaces, characters as they are."""
    return json.dumps(plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(content: object) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal (64 characters)."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
