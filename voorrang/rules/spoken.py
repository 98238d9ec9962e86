"""Which language is spoken now (C.5), and what is spoken instead (R.7, Q.18)."""

from datetime import datetime
from typing import NamedTuple

from voorrang.rules.facts import Facts
from voorrang.rules.index import Index, is_open, next_opening
from voorrang.rules.reasons import Reason


class LanguageService(NamedTuple):
    """The language asked for as it was given, the one spoken now, and when the asked one is next spoken (None: now, or never)."""

    asked: str
    spoken: str
    open_now: bool
    opens_at: datetime | None


def judge_language(facts: Facts, index: Index, reasons: list[Reason]) -> LanguageService | None:
    """Say which language is spoken now (C.5, R.7, Q.18). It never changes the outcome."""
    asked = facts.language
    if asked is None:
        return None
    fallback = index.programme.coverage.fallback_language
    language = asked if asked in index.hours else index.language(asked)
    if language is None:
        reasons.append(Reason("language_unsupported", {"fallback": fallback, "language": asked}))
        return LanguageService(asked, fallback, open_now=False, opens_at=None)
    hours = index.hours[language]
    if not hours.around_the_clock:
        local = facts.at.astimezone(index.zone(hours, facts.country or _country_of(facts)))
        if not is_open(hours, local):
            opens_at = next_opening(hours, facts.at, local)
            if opens_at is None:
                reasons.append(Reason("language_unsupported", {"fallback": fallback, "language": language}))
            else:
                shown = f"{opens_at.isoformat()[:19]}Z"
                told = {"fallback": fallback, "language": language, "opens_at": shown}
                reasons.append(Reason("language_closed", told))
            return LanguageService(asked, fallback, open_now=False, opens_at=opens_at)
    reasons.append(Reason("language_open", {"language": language}))
    return LanguageService(asked, language, open_now=True, opens_at=None)


def _country_of(facts: Facts) -> str | None:
    """The country of the first unit that has one, for a request that does not say where help is asked."""
    located = [(device.ref, device.country) for device in facts.devices if device.country is not None]
    return min(located)[1] if located else None
