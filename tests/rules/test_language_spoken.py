"""Languages have hours; English is spoken around the clock (R.7, C.5, Q.18). The language never changes the outcome."""

from datetime import UTC, datetime

import pytest

from tests.rules.world import LAPTOP, NOW, ask, codes, reason_of
from voorrang.rules.decision import LanguageService
from voorrang.rules.programme import Programme

EVENING = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 3, 27, 20, 0, tzinfo=UTC)
"""The clocks go forward on the Sunday that follows."""


def test_dutch_is_spoken_by_day() -> None:
    decision = ask(LAPTOP)
    assert decision.language == LanguageService("nl", "nl", open_now=True, opens_at=None)
    assert "language_open" in codes(decision)


def test_in_the_evening_english_takes_over_until_morning() -> None:
    decision = ask(LAPTOP, at=EVENING)
    assert decision.outcome == "entitled"
    opens_at = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
    assert decision.language == LanguageService("nl", "en", open_now=False, opens_at=opens_at)
    assert reason_of(decision, "language_closed").facts == {
        "fallback": "en",
        "language": "nl",
        "opens_at": "2026-03-05T07:00:00Z",
    }


def test_the_next_opening_knows_weekends_and_summer_time() -> None:
    decision = ask(LAPTOP, at=FRIDAY_EVENING)
    assert decision.language is not None
    assert decision.language.opens_at == datetime(2026, 3, 30, 6, 0, tzinfo=UTC)


def test_hours_are_local_to_the_country_where_help_is_asked() -> None:
    morning_in_amsterdam = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
    assert "language_open" in codes(ask(LAPTOP, at=morning_in_amsterdam, country="NL"))
    assert "language_closed" in codes(ask(LAPTOP, at=morning_in_amsterdam, country="US"))


def test_a_language_may_have_a_zone_of_its_own() -> None:
    morning_in_berlin = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
    assert "language_open" in codes(ask(LAPTOP, at=morning_in_berlin, country="US", language="de"))


def test_english_never_closes() -> None:
    assert "language_open" in codes(ask(LAPTOP, at=EVENING, language="en"))


def test_a_language_that_is_not_supported_falls_back() -> None:
    decision = ask(LAPTOP, language="el")
    assert decision.language == LanguageService("el", "en", open_now=False, opens_at=None)
    assert decision.outcome == "entitled"


@pytest.mark.parametrize("tag", ["nl-NL", "NL", "nl-Latn-BE"])
def test_a_tag_with_region_or_in_capitals_means_the_language(tag: str) -> None:
    decision = ask(LAPTOP, language=tag)
    assert decision.language == LanguageService(tag, "nl", open_now=True, opens_at=None)
    assert reason_of(decision, "language_open").facts == {"language": "nl"}


def test_one_script_is_not_taken_for_another(real_programme: Programme) -> None:
    """Cantonese and Mandarin are two languages; half a tag names neither."""
    for tag, spoken in (("zh-Hans-SG", "zh-Hans"), ("zh-hant-hk", "zh-Hant-HK"), ("zh", "en"), ("zh-Hant-TW", "en")):
        decision = ask(LAPTOP, programme=real_programme, language=tag, country="HK", at=NOW.replace(hour=3))
        assert decision.language is not None
        assert (tag, decision.language.spoken) == (tag, spoken)


def test_without_a_place_the_units_country_gives_the_hours() -> None:
    morning_in_amsterdam = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
    assert "language_open" in codes(ask(LAPTOP, at=morning_in_amsterdam, country=None))
    abroad = LAPTOP._replace(country="US")
    assert "language_closed" in codes(ask(abroad, at=morning_in_amsterdam, country=None))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [("05:59:59.999999", False), ("06:00:00", True), ("15:59:59.999999", True), ("16:00:00", False)],
)
def test_hours_are_half_open_on_the_first_workday_of_summer_time(moment: str, is_open: bool) -> None:
    at = datetime.fromisoformat(f"2026-03-30T{moment}+00:00")
    assert ("language_open" in codes(ask(LAPTOP, at=at))) is is_open


def test_no_language_asked_no_reason_given() -> None:
    assert ask(LAPTOP, language=None).language is None
