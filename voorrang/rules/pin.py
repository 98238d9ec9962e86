"""The PIN of a helpdesk (T1.3): 5 digits that select it, 8 secret ones, and a check digit that catches mistyping.

The check digit is Damm's: it catches every single wrong digit and every swap of neighbours, so that a slip of the finger is
told at once and never counts as an attempt. Nothing here knows whether a PIN is right.
"""

import unicodedata
from typing import NamedTuple

SELECTOR_DIGITS = 5
SECRET_DIGITS = 8
PIN_DIGITS = SELECTOR_DIGITS + SECRET_DIGITS + 1

_SEPARATORS = frozenset(" -.\u00a0\u202f\u2009")
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class Pin(NamedTuple):
    """The two halves of a PIN whose check digit fits. Its text never shows the secret."""

    selector: str
    secret: str

    def __repr__(self) -> str:
        """Show the selector only: a PIN must not reach a log."""
        return f"Pin({self.selector}, ...)"


class PinUnreadable(ValueError):
    """The text is no PIN. `code` is one of `pin_not_digits`, `pin_too_short`, `pin_too_long`, `pin_mistyped`."""

    def __init__(self, code: str) -> None:
        """Keep the code; the message says what to do and repeats no digit."""
        super().__init__(_CURES[code])
        self.code = code


def check_digit(digits: str) -> str:
    """Return Damm's check digit for a string of ASCII digits."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return str(interim)


def compose(selector: str, secret: str) -> str:
    """Return the PIN as 14 digits. ValueError when a half has the wrong form."""
    for half, length in ((selector, SELECTOR_DIGITS), (secret, SECRET_DIGITS)):
        if len(half) != length or not (half.isascii() and half.isdigit()):
            message = f"{length} digits are expected"
            raise ValueError(message)
    return selector + secret + check_digit(selector + secret)


def show(pin: str) -> str:
    """Return a PIN in groups that can be read aloud: 12345 6789 01234."""
    return f"{pin[:5]} {pin[5:9]} {pin[9:]}"


_CURES = {
    "pin_not_digits": "A PIN has digits only; type it again without letters or signs.",
    "pin_too_short": f"A PIN has {PIN_DIGITS} digits; some are missing. Type it again, group by group.",
    "pin_too_long": f"A PIN has {PIN_DIGITS} digits; these are more. Type it again, group by group.",
    "pin_mistyped": "At least one digit of the PIN is mistyped; read it again, group by group.",
}


def parse(text: str) -> Pin:
    """Read a PIN as people type it, with or without groups. Raises PinUnreadable."""
    digits = ""
    for char in text.strip():
        if char in _SEPARATORS:
            continue
        value = unicodedata.decimal(char, None)
        if value is None:
            raise PinUnreadable(code="pin_not_digits")
        digits += str(value)
    if len(digits) != PIN_DIGITS:
        raise PinUnreadable(code="pin_too_short" if len(digits) < PIN_DIGITS else "pin_too_long")
    if check_digit(digits) != "0":
        raise PinUnreadable(code="pin_mistyped")
    return Pin(digits[:SELECTOR_DIGITS], digits[SELECTOR_DIGITS:-1])
