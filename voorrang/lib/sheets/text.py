"""From bytes to text: which encoding, which delimiter. What cannot be read is refused with the way out."""

import codecs
import re
from collections.abc import Container

from django.utils.translation import gettext as _

from voorrang.lib.sheets.errors import Flaw

DELIMITERS = (";", ",", "\t")

_BOOK_OPENINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WIDE_OPENINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NOT_IN_WINDOWS = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_NOT_IN_LATIN_1 = tuple(bytes([code]) for code in range(0x80, 0xA0))
_SAVE_AS_UTF8 = "CSV UTF-8"


def text_of(content: bytes, *, windows: bool = False, wide: bool = False) -> str:
    """Return the file's text without a byte-order mark. Raises `Flaw` for anything but UTF-8 text.

    `windows` takes Windows-1252 too, as an office program saves a plain CSV: for lists that people write themselves.
    `wide` takes UTF-16 too, as its “Unicode text” is.
    """
    if not content.strip():
        raise Flaw(
            _("The file is empty."), _("Choose the file that your inventory tool has written."), code="file_empty"
        )
    if content.startswith(_BOOK_OPENINGS):
        raise Flaw(
            _("This is a spreadsheet or an archive, not a text file."),
            _("Open it and save it as “%(format)s”.") % {"format": _SAVE_AS_UTF8},
            code="not_text",
        )
    if wide and (content.startswith(_WIDE_OPENINGS) or _looks_wide(content)):
        return _text_of_wide(content)
    if content.startswith(_WIDE_OPENINGS) or _looks_wide(content):
        raise _wrong_encoding(looks_like="UTF-16")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if windows and not any(byte in content for byte in _NOT_IN_WINDOWS):
            return content.decode("cp1252")
        line = content.count(b"\n", 0, error.start) + 1
        raise _wrong_encoding(_likely_encoding(content), line) from None
    if "\0" in text:
        raise Flaw(
            _("The file holds NUL bytes, which no text has. It may be damaged or cut."),
            _("Export it again, as “%(format)s”.") % {"format": _SAVE_AS_UTF8},
            line=text.count("\n", 0, text.index("\0")) + 1,
            code="nul_bytes",
        )
    return text


def delimiter_of(text: str, known: Container[str]) -> tuple[str, str]:
    """Return the delimiter and the text after an Excel `sep=` line, judged by how many known columns the header shows."""
    named = re.match(r"sep=(.)\r?\n", text)
    if named is not None and named[1] in DELIMITERS:
        return named[1], text[named.end() :]
    header = next(iter(text.lstrip().splitlines()), "")  # nothing, when the file holds a byte order mark alone

    def columns_found(delimiter: str) -> tuple[int, int]:
        cells = [cell.strip().strip('"').lower() for cell in header.split(delimiter)]
        return sum(cell in known for cell in cells), len(cells)

    return max(DELIMITERS, key=columns_found), text


def _text_of_wide(content: bytes) -> str:
    """UTF-16, by its mark or by where the zeros stand. Raises `Flaw` for one that was cut."""
    little = content.startswith(codecs.BOM_UTF16_LE) or (
        not content.startswith(codecs.BOM_UTF16_BE) and content[1:200:2].count(0) > content[:200:2].count(0)
    )
    try:
        return content.decode("utf-16-le" if little else "utf-16-be").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Flaw(
            _("The file is UTF-16 and was cut or damaged."),
            _("Export it again, best as “%(format)s”.") % {"format": _SAVE_AS_UTF8},
            code="file_cut",
        ) from error


def _looks_wide(content: bytes) -> bool:
    start = content[:200]
    return start.count(0) > len(start) // 4


def _wrong_encoding(looks_like: str, line: int = 1) -> Flaw:
    return Flaw(
        _("The file is not UTF-8; it looks like %(encoding)s.") % {"encoding": looks_like},
        _("Save it again as “%(format)s”, or convert it from %(encoding)s to UTF-8.")
        % {"format": _SAVE_AS_UTF8, "encoding": looks_like},
        line=line,
        code="not_utf8",
    )


def _likely_encoding(content: bytes) -> str:
    """Guess among what Western office software writes."""
    if any(byte in content for byte in _NOT_IN_WINDOWS):
        return "IBM 850"
    return "Windows-1252" if any(byte in content for byte in _NOT_IN_LATIN_1) else "Windows-1252 / ISO 8859-1"
