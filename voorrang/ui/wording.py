"""Numbers, times, places and languages in the reader's language. Pure: language, zone and present come in."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from voorrang.lib.cities import city_of

_REGION_OF_BARE_LANGUAGE = {"en": "en_GB"}
"""A bare "en" would write dates the American way; our readers are everywhere."""
_SPOKEN = {"zh-Hant-HK": "yue", "zh-Hans": "cmn"}
"""Locales that people know by the name of the spoken language."""
_CMN = pgettext_lazy("language", "Mandarin")

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_NEAR = timedelta(hours=8)
"""Up to this far a deadline reads as a length of time, beyond it as a day and an hour."""


@lru_cache(maxsize=128)
def locale_of(language: str) -> Locale:
    """Return the locale for a language code such as `nl`, `zh-Hant-HK`; British English for one that is unknown."""
    try:
        return Locale.parse(_REGION_OF_BARE_LANGUAGE.get(language, language.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en_GB")


def number_text(value: float, language: str, decimals: int | None = None) -> str:
    """Return a number with the reader's separators; `decimals` fixes the digits after the point."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale_of(language))


def percent_text(share: float, language: str, decimals: int = 0) -> str:
    """Return a share of one as a percentage."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    locale = locale_of(language)
    return format_percent(share, format=pattern + locale.percent_formats[None].pattern.lstrip("#,0"), locale=locale)


def list_text(parts: Sequence[str], language: str) -> str:
    """Return "a, b and c"."""
    return format_list(list(parts), locale=locale_of(language))


def country_text(code: str, language: str) -> str:
    """Return the name of a country by ISO 3166-1 alpha-2; the code itself when there is no such country."""
    name: str = locale_of(language).territories.get(code.upper(), code)
    return name


def language_text(code: str, language: str) -> str:
    """Return the name of a language or locale; the code itself when it is unknown."""
    spoken = _SPOKEN.get(code, code)
    if spoken == "cmn":
        return str(_CMN)
    languages = locale_of(language).languages
    name: str | None = languages.get(spoken.replace("-", "_")) or languages.get(spoken.split("-", maxsplit=1)[0])
    if spoken in {"nb", "nn"}:  # the programme and its people say Norwegian, not Bokmål
        name = languages.get("no", name)
    return name or code


def date_text(day: date, language: str, *, long: bool = False) -> str:
    """Return "31 Mar 2029", or "31 March 2029"."""
    return format_date(day, format="d MMMM y" if long else "d MMM y", locale=locale_of(language))


def zone_text(at: datetime, zone: tzinfo, language: str) -> str:
    """Return the city of a zone ("Berlin"), or its short name at that moment where a zone has none (UTC)."""
    locale = locale_of(language)
    key = str(getattr(zone, "key", "UTC"))
    if "/" not in key or key.startswith("Etc/"):
        return (
            "UTC" if key in {"UTC", "Etc/UTC"} else get_timezone_name(at.astimezone(zone), width="short", locale=locale)
        )
    return city_of(key, locale)


def exact_text(at: datetime, zone: tzinfo, language: str) -> str:
    """Return "Tuesday 4 March 2025, 16:00 (Berlin)"."""
    local = at.astimezone(zone)
    words = format_datetime(local, format="EEEE d MMMM y, HH:mm", locale=locale_of(language))
    return f"{words} ({zone_text(at, zone, language)})"


def moment_text(at: datetime, now: datetime, zone: tzinfo, language: str) -> str:
    """Return "today 08:12", "tomorrow 16:00", "yesterday 09:30", "Thu 6 Mar 16:00", or with the year when it is another one."""
    local, here = at.astimezone(zone), now.astimezone(zone)
    locale = locale_of(language)
    clock = format_time(local.time(), format="HH:mm", locale=locale)
    days = (local.date() - here.date()).days
    if days == 0:
        return _("today %(time)s") % {"time": clock}
    if days == 1:
        return _("tomorrow %(time)s") % {"time": clock}
    if days == -1:
        return _("yesterday %(time)s") % {"time": clock}
    pattern = "EEE d MMM" if local.year == here.year else "d MMM y"
    return f"{format_date(local.date(), format=pattern, locale=locale)}, {clock}"


def length_text(length: timedelta, language: str) -> str:
    """Return the two largest units of a length: "12 min", "2 h 10 min", "3 d 4 h"; "less than a minute" below one."""
    seconds = int(abs(length).total_seconds())
    if seconds < _MINUTE:
        return _("less than a minute")
    days, hours, minutes = seconds // _DAY, seconds % _DAY // _HOUR, seconds % _HOUR // _MINUTE

    def part(count: int, template: str) -> str:
        return template % {"n": number_text(count, language)}

    if days:
        first, second = part(days, pgettext("days", "%(n)s d")), hours and part(hours, pgettext("hours", "%(n)s h"))
    elif hours:
        first, second = (
            part(hours, pgettext("hours", "%(n)s h")),
            minutes and part(minutes, pgettext("minutes", "%(n)s min")),
        )
    else:
        first, second = part(minutes, pgettext("minutes", "%(n)s min")), ""
    return f"{first} {second}" if second else first


def is_near(at: datetime, now: datetime) -> bool:
    """Say whether a future instant is so near that its distance says more than its date."""
    return at - now <= _NEAR
