"""A city that a time zone is named after is named in the reader's language."""

import pytest
from babel import Locale

from voorrang.lib.cities import city_of


@pytest.mark.parametrize(
    ("zone", "language", "city"),
    [
        ("Europe/Warsaw", "en", "Warsaw"),
        ("Europe/Warsaw", "nl", "Warschau"),
        ("America/Argentina/Buenos_Aires", "nl", "Buenos Aires"),
        ("UTC", "en", "UTC"),
    ],
)
def test_it_is_named_as_readers_name_it(zone: str, language: str, city: str) -> None:
    assert city_of(zone, Locale.parse(language)) == city
