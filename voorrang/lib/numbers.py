"""Numbers that people read aloud: `NORD-1042-K`, with a check character that catches a slip (`tenancy.md`, 10)."""

import re

# No I, O, U: they are misheard or misread. 23 letters form a prime modulus, so one wrong
# character and two swapped ones always change the check character.
_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"
_ALPHABET = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_SHAPE = re.compile(r"^([A-Z0-9]{2,12})-(\d{4,12})-([A-Z])$")


class NumberMistyped(ValueError):
    """The number's shape or check character is wrong."""


def compose_number(prefix: str, sequence: int) -> str:
    """Return `PREFIX-0042-K` for a prefix of 2-12 capitals or digits and a sequence from 1."""
    return f"{prefix}-{sequence:04d}-{_check(prefix, sequence)}"


def parse_number(text: str) -> tuple[str, int]:
    """Return prefix and sequence of a typed number, in any case and with spaces for hyphens. Raises `NumberMistyped`."""
    match = _SHAPE.match("-".join(text.strip().upper().replace("-", " ").split()))
    if match is None:
        raise NumberMistyped(text)
    prefix, sequence, letter = match[1], int(match[2]), match[3]
    if _check(prefix, sequence) != letter:
        raise NumberMistyped(text)
    return prefix, sequence


def _check(prefix: str, sequence: int) -> str:
    total = 0
    for weight, character in enumerate(reversed(f"{prefix}{sequence:04d}"), start=2):
        total += weight * (_ALPHABET[character] % 23)
    return _LETTERS[total % 23]
