"""What stands in a cell: days, places, choices. What cannot be is told with the cure."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from voorrang.cutover.report import Problem

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_MOST = 2_000_000_000


class Wrong(Exception):
    """A row cannot be taken in."""

    def __init__(self, message: str, cure: str, field: str) -> None:
        self.problem = Problem(field, message, cure)
        super().__init__(message)


class Cells:
    """One row's cells, read by name. Raises `Wrong`."""

    def __init__(self, data: dict[str, str]) -> None:
        self.data = data

    def text(self, name: str, most: int = 120) -> str:
        """Return a text that its column here can hold."""
        value = self.data.get(name, "")
        if len(value) > most:
            raise Wrong(_("More than %(n)s characters.") % {"n": most}, _("Shorten it."), name)
        return value

    def code(self, name: str) -> str:
        """Return a customer's code."""
        value = self.data.get(name, "").upper()
        if not _CODE.fullmatch(value):
            cure = _("A code has 2 to 12 capitals or digits and begins with a capital: NORD, KITA2.")
            raise Wrong(_("“%(text)s” is no code.") % {"text": value[:20]}, cure, name)
        return value

    def country(self, name: str) -> str:
        """Return a country by ISO 3166-1, or nothing."""
        value = self.data.get(name, "").upper()
        if value and value not in _countries():
            message = _("“%(text)s” is no country.") % {"text": value[:20]}
            raise Wrong(message, _("Write the two letters of ISO 3166, such as NL."), name)
        return value

    def one_of(self, name: str, known: Collection[str], otherwise: str = "") -> str:
        """Return one of the words that are known; for an empty cell `otherwise`."""
        value = self.data.get(name, "") or otherwise
        if value and value not in known:
            shown = ", ".join(sorted(known)[:12])
            message = _("“%(text)s” cannot stand here.") % {"text": value[:20]}
            raise Wrong(message, _("Choose from: %(names)s.") % {"names": shown}, name)
        return value

    def zone(self, name: str) -> str:
        """Return a time zone."""
        value = self.data.get(name, "")
        if value not in available_timezones():
            message = _("“%(text)s” is no time zone.") % {"text": value[:40]}
            raise Wrong(message, _("Write it like Europe/Amsterdam."), name)
        return value

    def email(self, name: str) -> str:
        """Return a mail address, or nothing."""
        value = self.data.get(name, "").lower()
        if not value:
            return ""
        try:
            validate_email(value)
        except ValidationError as error:
            message = _("“%(text)s” is no mail address.") % {"text": value[:40]}
            raise Wrong(message, _("Correct it, or ask the customer."), name) from error
        return self.text(name, 254).lower()

    def first_day(self, name: str) -> datetime | None:
        """Return the instant at which a day begins (UTC), or None."""
        value = self.data.get(name, "")
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or not date(2000, 1, 1) <= day <= date(2099, 12, 31):
            message = _("“%(text)s” is no day of this century.") % {"text": value[:20]}
            raise Wrong(message, _("Write it like 2026-03-31."), name)
        return datetime.combine(day, time(), UTC)

    def last_day(self, name: str) -> datetime | None:
        """Return the end, exclusive, of a period whose last day stands in the cell, or None."""
        day = self.first_day(name)
        return day + timedelta(days=1) if day is not None else None

    def number(self, name: str) -> int:
        """Return a whole number from 1 on."""
        value = self.data.get(name, "")
        if not value.isascii() or not value.isdigit() or not 1 <= int(value[:12]) <= _MOST or len(value) > 12:  # noqa: PLR2004 -- twelve digits are beyond the most
            message = _("“%(text)s” is no whole number above zero.") % {"text": value[:20]}
            raise Wrong(message, _("Write digits only, such as 1200."), name)
        return int(value)


_GROUPS = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of more than one country, or of none."""


@cache
def _countries() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code))) - _GROUPS
