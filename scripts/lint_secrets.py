"""Fails when a file that git knows holds what looks like a secret: a private key, a cloud's key, a token, a password in an address.

`detect-secrets` knows how they look; what it takes for one and is none stands in `secrets_reviewed.toml`, each with its
reason. Looking at every line with every pattern takes minutes, so whole files are searched first, and only the lines
that may hold something are handed over.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.plugins.base import RegexBasedDetector
from lint_addresses import ROOT, tracked_files

HERE = Path(__file__).resolve().parent
REVIEWED = HERE / "secrets_reviewed.toml"
SELF = {"scripts/secrets_reviewed.toml", "tests/tooling/test_secrets.py"}
"""What is planted, and what was reviewed."""
WITHOUT_WORDS = ("tests/*", "bench/*")
"""Invented passwords are how a test speaks: there `password = "..."` tells nothing. Keys and tokens are looked for all the same."""
WORD = "Secret Keyword"
LEFT_OUT = {"Base64 High Entropy String", "Hex High Entropy String", "Artifactory Credentials", "Public IP (ipv4)"}
"""They see a secret in every hash of a lock and every version number; what they would find has a pattern of its own."""
_WORDS = re.compile(
    r"(?i)passw|passphrase|pwd|secret|api_?key|private_?key|access_?key|auth_?key|service_?key|credential|token"
)


class OwnToken(RegexBasedDetector):  # type: ignore[misc]  # the library has no types
    """Our tokens and the secrets of one-time links, as `accounts.tokens` makes them: a prefix, and 32 random bytes."""

    secret_type = "Voorrang token"  # noqa: S105 -- the kind's name
    denylist = (re.compile(r"\bvr[a-z]_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"),)


def main() -> int:
    """Look through every file; print `file:line: what`, never the secret itself."""
    reviewed = tomllib.loads(REVIEWED.read_text(encoding="utf-8"))["reviewed"]
    used: set[int] = set()
    problems = []
    files = ((file, (ROOT / file).read_bytes()) for file in tracked_files() if file not in SELF)
    for file, line, kind, value in secrets_in(files):
        fits = [number for number, one in enumerate(reviewed) if is_reviewed(one, file, kind, value)]
        used.update(fits)
        if not fits:
            problems.append(f"{file}:{line}: {kind}. Take it out and make a new one; if it is none, review it.")
    problems += [f"{REVIEWED.name}: nothing fits {one}" for number, one in enumerate(reviewed) if number not in used]
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


def secrets_in(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line, kind and text of what looks like a secret. Binary files hold none that a pattern finds."""
    known = get_mapping_from_secret_type_to_class()
    plugins = [OwnToken(), *(plugin() for kind, plugin in known.items() if kind not in LEFT_OUT)]
    for file, content in files:
        if b"\0" in content[:8192]:
            continue
        asked = [one for one in plugins if one.secret_type != WORD or not _is_wordless(file)]
        lines = content.decode("utf-8", "replace").split("\n")
        for number in sorted(_candidates("\n".join(lines), asked)):
            for plugin in asked:
                found = plugin.analyze_line(filename=file, line=lines[number], line_number=number + 1)
                yield from ((file, number + 1, one.type, one.secret_value or "") for one in found)


def is_reviewed(one: dict[str, Any], file: str, kind: str, value: str) -> bool:
    """Say whether somebody has looked at this and given a reason."""
    return one["kind"] == kind and value in one["values"] and any(fnmatch(file, glob) for glob in one["files"])


def _is_wordless(file: str) -> bool:
    return any(fnmatch(file, pattern) for pattern in WITHOUT_WORDS)


def _candidates(text: str, plugins: list[Any]) -> set[int]:
    """Numbers of the lines, from 0, that one of the patterns meets."""
    found: set[int] = set()
    for plugin in plugins:
        patterns = (_WORDS,) if plugin.secret_type == WORD else plugin.denylist
        found.update(text.count("\n", 0, match.start()) for one in patterns for match in one.finditer(text))
    return found


if __name__ == "__main__":
    sys.exit(main())
