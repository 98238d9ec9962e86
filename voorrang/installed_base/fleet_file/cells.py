"""What may stand in one cell. Each function returns the value or raises `Flaw` with the way out."""

import re
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

import pycountry
from django.utils.translation import gettext as _

from voorrang.installed_base.fleet_file.dates import Order, read_day
from voorrang.installed_base.kinds import Kind
from voorrang.lib.sheets.errors import Flaw
from voorrang.rules.facts import CoverKind
from voorrang.rules.shape import words_of

EARLIEST_YEAR, LATEST_YEAR = 1990, 2099

_COVER_KINDS = words_of(CoverKind)
_YES = frozenset({"yes", "y", "true", "1", "ja", "j"})
_NO = frozenset({"no", "n", "false", "0", "nee"})
_OTHER_WORDS = {
    "notebook": Kind.LAPTOP,
    "convertible": Kind.LAPTOP,
    "detachable": Kind.LAPTOP,
    "tablet": Kind.LAPTOP,
    "pc": Kind.DESKTOP,
    "all_in_one": Kind.DESKTOP,
    "mini_pc": Kind.DESKTOP,
    "pos": Kind.RETAIL_POS,
    "display": Kind.MONITOR,
    "screen": Kind.MONITOR,
    "server": Kind.OTHER,
    "phone": Kind.OTHER,
}
"""Words of inventory tools, to name the one that we take; guessing silently would change who is entitled."""
_PLACEHOLDERS = frozenset({
    "-", "?", "BAD INDEX", "CHASSIS SERIAL NUMBER", "DEFAULT STRING", "EMPTY", "INVALID", "N/A", "NA", "NIL", "NONE",
    "NOT APPLICABLE", "NOT AVAILABLE", "NOT SPECIFIED", "NULL", "NULL STRING", "OEM", "SERIAL", "SERIAL NUMBER",
    "SERNUM", "SYSTEM SERIAL NUMBER", "TBD", "TO BE FILLED BY O.E.M.", "TO BE FILLED BY OEM", "UNDEFINED", "UNKNOWN",
    "0123456789", "123456789", "1234567890",
})  # fmt: skip
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]\d+")
_DECIMAL = re.compile(r"\d+[.,]0+")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/#+-]*")


def normal_serial(text: str) -> str:
    """Return a serial number as we store and look it up: trimmed, in capitals. Leading zeros stay."""
    return text.replace("\0", "").strip().upper()


def serial(text: str) -> str:
    """A serial number; placeholders and figures that a spreadsheet has mangled are refused."""
    if not text:
        raise Flaw(_("There is no serial number."), _("Add it, or leave the unit out."), code="serial_missing")
    if _SCIENTIFIC.fullmatch(text) or _DECIMAL.fullmatch(text):
        raise Flaw(
            _("“%(value)s” is what a spreadsheet made of a long number; the serial number is lost.") % {"value": text},
            _("Export again with the column formatted as text; check leading zeros too."),
            code="serial_mangled",
        )
    if is_placeholder(text):
        raise Flaw(
            _("“%(value)s” is a placeholder, not a serial number.") % {"value": text},
            _("Read the number from the unit's label, or leave the unit out."),
            code="serial_placeholder",
        )
    return identifier(text).upper()


def is_placeholder(text: str) -> bool:
    """Whether a firmware or a tool wrote this because it knew nothing better."""
    plain = text.upper().strip("<>[]()'\" ")
    return plain in _PLACEHOLDERS or (len(set(plain)) <= 1 and len(plain) != 1) or plain in {"0", "X"}


def identifier(text: str) -> str:
    """A number of a unit or product: letters, digits and a few signs."""
    if not _IDENTIFIER.fullmatch(text):
        raise Flaw(
            _("“%(value)s” holds signs that no such number has.") % {"value": shortened(text)},
            _("Use letters, digits, space and . _ / # + - only."),
            code="not_a_number",
        )
    return text


def product_number(text: str) -> str:
    """A product number with its localisation suffix; may be empty, but not a placeholder."""
    if not text:
        return ""
    if is_placeholder(text):
        raise Flaw(
            _("“%(value)s” is a placeholder, not a product number.") % {"value": text},
            _("Leave the cell empty when the product number is not known."),
            code="product_number_placeholder",
        )
    return identifier(text).upper()


@lru_cache(maxsize=512)
def kind(text: str) -> str:
    """One of the kinds of device."""
    word = re.sub(r"[\s-]+", "_", text.lower())
    if word in Kind.values:
        return word
    near = _OTHER_WORDS.get(word) or next(iter(get_close_matches(word, Kind.values, n=1, cutoff=0.7)), None)
    cure = _("Did you mean %(word)s?") % {"word": str(near)} if near else ""
    choices = _("Use one of: %(words)s.") % {"words": ", ".join(Kind.values)}
    raise Flaw(
        _("“%(value)s” is no kind of unit that we know.") % {"value": shortened(text)},
        f"{cure} {choices}".strip(),
        code="kind_unknown",
    )


@lru_cache(maxsize=64)
def yes_or_no(text: str) -> bool:
    """Yes or no, in English or Dutch, or as 1 and 0."""
    word = text.lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Flaw(
        _("“%(value)s” is neither yes nor no.") % {"value": shortened(text)},
        _("Write yes or no."),
        code="not_yes_or_no",
    )


@lru_cache(maxsize=512)
def country(text: str) -> str:
    """An ISO 3166-1 alpha-2 code."""
    code = text.upper()
    if len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None:  # noqa: PLR2004 -- ISO's two letters
        return code
    found = _country_like(text)
    cure = _("Write the two letters of ISO 3166, such as NL or DE.")
    if found is not None:
        cure = _("Write %(code)s.") % {"code": found}
    raise Flaw(_("“%(value)s” is no country code.") % {"value": shortened(text)}, cure, code="country_unknown")


def _country_like(text: str) -> str | None:
    if text.upper() == "UK":  # reserved in ISO 3166, but no code of a country
        return "GB"
    try:
        return str(pycountry.countries.lookup(text).alpha_2)
    except LookupError:
        return None


@lru_cache(maxsize=65_536)
def day(text: str, order: Order | None = None) -> date:
    """A date: year-month-day, with the month's name, or in the order that the file's other dates show."""
    value = read_day(text, order)
    if value is None:
        raise Flaw(
            _("“%(value)s” is not a date that we can read without guessing.") % {"value": shortened(text)},
            _("Write it as year-month-day, for instance 2026-04-03 for 3 April 2026."),
            code="date_malformed",
        )
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise Flaw(
            _("%(value)s lies outside %(first)s to %(last)s.")
            % {"value": text, "first": EARLIEST_YEAR, "last": LATEST_YEAR},
            _("Check the year. Cover without an end is written with its latest known end."),
            code="date_out_of_range",
        )
    return value


@lru_cache(maxsize=64)
def cover_kind(text: str) -> str:
    """Where the cover comes from."""
    word = re.sub(r"[\s-]+", "_", text.lower())
    if word in _COVER_KINDS:
        return word
    raise Flaw(
        _("“%(value)s” is no kind of cover that we know.") % {"value": shortened(text)},
        _("Use one of: %(words)s.") % {"words": ", ".join(_COVER_KINDS)},
        code="cover_kind_unknown",
    )


def words(text: str, longest: int) -> str:
    """Free text of a limited length, without control characters."""
    if len(text) > longest:
        raise Flaw(
            _("The text has %(length)s characters.") % {"length": len(text)},
            _("Shorten it to %(longest)s.") % {"longest": longest},
            code="too_long",
        )
    if not text.isprintable():
        raise Flaw(_("The text holds control characters."), _("Remove them."), code="control_characters")
    return text


def shortened(text: str) -> str:
    """A cell as a message quotes it."""
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 -- what fits beside a message
