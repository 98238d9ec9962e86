"""Which new passwords are refused besides short and common ones. Both look only at what is on this machine."""

import hashlib
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_DIGEST = 40
"""Letters of a SHA-1 in hexadecimal."""
WORDS = ("voorrang", "helpdesk", "support", "password", "welcome", "wachtwoord", "welkom")
"""Words that everybody here would try first. Docs: `docs/operations.md`, "Who gets in"."""


class OwnWords:
    """Refuses a password that is one of our words, or the person's company, with little around it."""

    least_else = 8
    """Letters and digits that must be left when such words are taken out."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` when too little is left."""
        left = password.casefold()
        for word in (*WORDS, *_company(user)):
            left = left.replace(word, "")
        if left != password.casefold() and len(re.findall(r"\w", left)) < self.least_else:
            message = _("This password is too near to what everybody here would try. Choose other words.")
            raise ValidationError(message, code="password_own_words")

    def get_help_text(self) -> str:
        """Say it beforehand."""
        return _("Do not build it around the name of your company or of this service.")


class Breached:
    """Refuses a password that stands in a file of leaked ones (`VOORRANG_BREACHED_PASSWORDS`)."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 -- Django's signature
        """Raise `ValidationError` when it leaked."""
        if self._file is not None and is_listed(self._file, password):
            message = _("This password has leaked from some other service, so others try it. Choose another one.")
            raise ValidationError(message, code="password_breached")

    def get_help_text(self) -> str:
        """Nothing that helps to choose one."""
        return ""


def is_listed(file: Path, password: str) -> bool:
    """Say whether a password's SHA-1 stands in a sorted file; halves the file, so a list of any length is quick."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as lines:
        low, high = 0, file.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()  # the rest of a line that begins before the middle
            line = lines.readline()[:_DIGEST].upper()
            if line == wanted:
                return True
            if not line or line > wanted:
                high = middle
            else:
                low = middle + 1
        lines.seek(0)
        return lines.readline()[:_DIGEST].upper() == wanted


def _company(user: Any) -> list[str]:
    """Names of the company that a person's mail address tells."""
    _name, _at, domain = str(getattr(user, "email", "")).casefold().partition("@")
    return list(re.findall(r"[^\W_]{4,}", domain.rpartition(".")[0]))
