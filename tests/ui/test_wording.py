"""Numbers, moments and names read as the reader's language has them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from voorrang.ui import wording

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2031, 3, 4, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "number", "share"),
    [("en", "12,408.5", "98.4%"), ("nl", "12.408,5", "98,4%"), ("de", "12.408,5", "98,4\xa0%")],
)
def test_numbers_have_the_readers_separators(language: str, number: str, share: str) -> None:
    assert wording.number_text(12408.5, language) == number
    assert wording.percent_text(0.984, language, 1) == share


def test_dates_are_never_written_the_american_way() -> None:
    assert wording.date_text(date(2029, 3, 31), "en") == "31 Mar 2029"
    assert wording.date_text(date(2029, 3, 31), "nl", long=True) == "31 maart 2029"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "less than a minute"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(hours=2, minutes=10), "2 h 10 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=3, hours=4, minutes=59), "3 d 4 h"),
        (timedelta(days=3, minutes=59), "3 d"),
        (-timedelta(minutes=5), "5 min"),
    ],
)
def test_a_length_has_its_two_largest_units(length: timedelta, words: str) -> None:
    with override("en"):
        assert wording.length_text(length, "en") == words


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(minutes=-64), "today 09:08"),
        (timedelta(days=-1), "yesterday 10:12"),
        (timedelta(days=1), "tomorrow 10:12"),
        (timedelta(days=5), "Sun 9 Mar, 10:12"),
        (timedelta(days=-500), "20 Oct 2029, 11:12"),
    ],
)
def test_a_moment_is_told_from_the_readers_day(away: timedelta, words: str) -> None:
    with override("en"):
        assert wording.moment_text(NOW + away, NOW, BERLIN, "en") == words


def test_midnight_in_the_readers_zone_parts_today_from_tomorrow() -> None:
    late = datetime(2031, 3, 4, 23, 30, tzinfo=UTC)
    with override("en"):
        assert wording.moment_text(late, NOW, BERLIN, "en").startswith("tomorrow")
        assert wording.moment_text(late, NOW, UTC, "en").startswith("today")


def test_an_exact_moment_names_its_zone() -> None:
    assert wording.exact_text(NOW, BERLIN, "en") == "Tuesday 4 March 2031, 10:12 (Berlin)"
    assert wording.exact_text(NOW, UTC, "en") == "Tuesday 4 March 2031, 09:12 (UTC)"


@pytest.mark.parametrize(
    ("code", "english", "dutch"),
    [
        ("zh-Hans", "Mandarin", None),
        ("zh-Hant-HK", "Cantonese", "Kantonees"),
        ("nb", "Norwegian", "Noors"),
        ("de", "German", "Duits"),
        ("xx-unknown", "xx-unknown", "xx-unknown"),
    ],
)
def test_languages_are_called_what_people_speak(code: str, english: str, dutch: str | None) -> None:
    with override("en"):
        assert wording.language_text(code, "en") == english
    if dutch is not None:
        assert wording.language_text(code, "nl") == dutch


def test_every_country_of_the_programme_has_a_name_in_both_languages() -> None:
    assert wording.country_text("CW", "nl") == "Curaçao"
    assert wording.country_text("tr", "en") == "Türkiye"
    assert wording.country_text("ZZ9", "en") == "ZZ9"
