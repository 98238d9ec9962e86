"""Cities that time zones are named after, in the reader's language."""

from babel import Locale
from babel.dates import get_timezone_location


def city_of(zone: str, locale: Locale) -> str:
    """Return "Warsaw" or "Warschau" for Europe/Warsaw; Buenos Aires loses the country that the zone puts before it."""
    return get_timezone_location(zone, locale=locale, return_city=True).rpartition("/")[2]
