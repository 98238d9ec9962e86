"""Dates in a file's own order. Nothing is guessed: a file whose dates could be read both ways has to be told which."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

type Order = Literal["day_first", "month_first"]

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ,].*)?")
_NAMED = re.compile(r"(\d{1,2})[. -]*(?:de )?([^\W\d]{3,})\.?[, -]*(?:de )?(\d{4})(?:[T ,].*)?")
_NAMED_FIRST = re.compile(r"([^\W\d]{3,})\.? (\d{1,2}),? (\d{4})(?:[T ,].*)?")
_COUNTED = re.compile(r"\d{5}(?:\.\d+)?")
_DAY_ZERO = date(1899, 12, 30)
"""What a spreadsheet counts its days from."""
_LAST_MONTH = 12

_MONTHS: dict[str, int] = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, whole in enumerate(names.split(), 1)
    for name in {whole, whole[:3], whole[:4]}
} | {"mrt": 3, "maer": 3, "maerz": 3, "sept": 9, "dic": 12, "ene": 1, "ago": 8}
# Three letters may mean two months in two languages: those are not taken.
_UNCLEAR = {"mar", "jui"}


class Shown(NamedTuple):
    """What a file's dates show: an order, both orders, or neither. `unclear` is one that could be read both ways."""

    day_first: str = ""
    month_first: str = ""
    unclear: str = ""

    @property
    def order(self) -> Order | None:
        """The one order that is shown, None for none or both."""
        if bool(self.day_first) == bool(self.month_first):
            return None
        return "day_first" if self.day_first else "month_first"

    @property
    def is_mixed(self) -> bool:
        """Whether both orders are shown."""
        return bool(self.day_first and self.month_first)


def shown_by(texts: Iterable[str]) -> Shown:
    """Look at the dates of a file; each field of the answer is an example."""
    found = Shown()
    for text in texts:
        parts = _PARTS.fullmatch(text)
        if parts is None:
            continue
        first, second = int(parts[1]), int(parts[2])
        if first > _LAST_MONTH >= second and not found.day_first:
            found = found._replace(day_first=text)
        elif second > _LAST_MONTH >= first and not found.month_first:
            found = found._replace(month_first=text)
        elif first != second and max(first, second) <= _LAST_MONTH and not found.unclear:
            found = found._replace(unclear=text)
    return found


def read_day(text: str, order: Order | None) -> date | None:
    """Return the day that a text means, None when it is no date or its order is not known."""
    try:
        return _read(text.strip(), order)
    except (ValueError, OverflowError):
        return None


def _read(text: str, order: Order | None) -> date | None:
    if found := _PARTS.fullmatch(text):
        return _ordered(int(found[1]), int(found[2]), int(found[3]), order)
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.fullmatch(text):
        return _named(found[1], found[2], found[3])
    if found := _NAMED_FIRST.fullmatch(text):
        return _named(found[2], found[1], found[3])
    if _COUNTED.fullmatch(text):
        return _DAY_ZERO + timedelta(days=int(float(text)))
    return None


def _ordered(first: int, second: int, year: int, order: Order | None) -> date | None:
    if first == second or order == "day_first":
        return date(year, second, first)
    return date(year, first, second) if order == "month_first" else None


def _named(day: str, name: str, year: str) -> date | None:
    plain = name.lower().replace("ä", "a").replace("é", "e").replace("û", "u")
    month = _MONTHS.get(plain) if plain not in _UNCLEAR else None
    return date(int(year), month, int(day)) if month else None
