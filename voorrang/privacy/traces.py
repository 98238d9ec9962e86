"""Finding a person in free text: by name, mail address and phone number, however they are spaced and cased."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import phonenumbers

_SHORTEST_NUMBER = 6
_BETWEEN_DIGITS = r"[-\s().\/]*"
_EDGE = r"\y"
"""A word's edge to PostgreSQL; Python says `\\b`."""


@dataclass(frozen=True, slots=False)
class Traces:
    """What a text that speaks of the person holds. Nothing matches when there is nothing to look for."""

    names: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> str:
        """A regular expression for PostgreSQL, case left aside; "" when there is nothing to look for."""
        parts = [
            *(part for name in sorted(self.names) for part in _name(name)),
            *(f"{_EDGE}{re.escape(mail)}{_EDGE}" for mail in sorted(self.mails) if mail),
            *(part for phone in sorted(self.phones) for part in _phone(phone)),
        ]
        return "|".join(parts)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern.replace(_EDGE, r"\b") or r"(?!)", re.IGNORECASE)

    def found_in(self, text: str) -> bool:
        """Whether a text speaks of the person."""
        return self._compiled.search(text) is not None

    def replaced(self, value: Any, by: str) -> Any:
        """Return a value of any JSON shape with each mention replaced."""
        if isinstance(value, str):
            return self._compiled.sub(by, value)
        if isinstance(value, dict):
            return {self._compiled.sub(by, str(key)): self.replaced(one, by) for key, one in value.items()}
        if isinstance(value, list):
            return [self.replaced(one, by) for one in value]
        return value


def traces(names: Iterable[str], mails: Iterable[str], phones: Iterable[str]) -> Traces:
    """Return what to look for; what is empty is left out."""
    return Traces(
        frozenset(" ".join(one.split()) for one in names if one.strip()),
        frozenset(one.strip().lower() for one in mails if one.strip()),
        frozenset(one.strip() for one in phones if one.strip()),
    )


def _name(name: str) -> list[str]:
    """A full name as written, and turned round: Hanna Help; Help, Hanna. Parts alone would find half the dictionary."""
    words = [re.escape(word) for word in name.split()]
    straight = rf"{_EDGE}{r'\s+'.join(words)}{_EDGE}"
    if len(words) == 1:
        return [straight]
    return [straight, rf"{_EDGE}{words[-1]}\s*,\s*{r'\s+'.join(words[:-1])}{_EDGE}"]


def _phone(phone: str) -> list[str]:
    """A number in international and national form, with any gaps."""
    try:
        number = str(phonenumbers.parse(phone, None).national_number)
    except phonenumbers.NumberParseException:
        number = "".join(one for one in phone if one.isdigit())
    return [_BETWEEN_DIGITS.join(number) + r"(?![0-9])"] if len(number) >= _SHORTEST_NUMBER else []
