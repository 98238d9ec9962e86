"""How a reason is told: clauses, sentence and cure in the reader's language. The only place that fills {placeholders}."""

import string
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from voorrang.rules.programme import Choice, Exclusion, Language, Programme, Region, Scope, Text, Tier
from voorrang.rules.reasons import JSON, Reason

type Show = Callable[[str, JSON], str | None]
"""Shows one fact (its name, its value), for instance a date in the reader's locale; None leaves it to the default."""


type Named = Tier | Scope | Exclusion | Region | Language


class Explained(NamedTuple):
    """A reason in words. `clauses` are ids, the one to cite first; `cure` is what the reader can do next."""

    code: str
    device: str | None
    clauses: tuple[str, ...]
    tone: Literal["good", "warn", "bad", "info"]
    text: str
    cure: str | None


def explain(reason: Reason, programme: Programme, language: str = "en", show: Show | None = None) -> Explained:
    """Tell a reason in a language; English where a text lacks it. A code that the edition does not know is shown as it is."""
    words = programme.reasons.get(reason.code)
    if words is None:
        return Explained(reason.code, reason.device, (), "info", reason.code, None)
    shown = _shown_facts(reason, programme, language, show)
    return Explained(
        reason.code,
        reason.device,
        clauses_of(reason, programme),
        words.tone,
        fill(_in(words.text, language), shown),
        fill(_in(words.cure, language), shown) if words.cure else None,
    )


def clauses_of(reason: Reason, programme: Programme) -> tuple[str, ...]:
    """The clauses behind a reason: those of the exclusion, minimum or reading that its facts name, then those of its code."""
    facts = reason.facts
    found: list[str] = []
    exclusion = programme.exclusions.get(str(facts.get("exclusion")))
    if exclusion is not None:
        found += exclusion.clauses
    ways = programme.minimums.get(str(facts.get("tier")), ())
    way = facts.get("way")
    if isinstance(way, int) and 0 <= way < len(ways):
        found += ways[way].clauses
    elif reason.code in _ABOUT_EVERY_WAY:
        found += [clause for one in ways for clause in one.clauses]
    if facts.get("reading") in programme.readings:
        found.append(facts["reading"])
    words = programme.reasons.get(reason.code)
    if words is not None:
        found += words.clauses
    return tuple(dict.fromkeys(found))


_ABOUT_EVERY_WAY = frozenset({"eligibility_below"})
"""Codes that speak of a tier's minimum as a whole, so that all its ways are cited."""


def fill(template: str, shown: Mapping[str, tuple[JSON, str]]) -> str:
    """Fill a template; `{days:day|days}` adds the noun that fits the number."""
    parts: list[str] = []
    for literal, name, nouns in _parsed(template):
        parts.append(literal)
        if name is None:
            continue
        value, text = shown.get(name, (None, "?"))
        parts.append(text)
        if nouns:
            one, _, many = nouns.partition("|")
            parts.append(f" {one if value == 1 else many}")
    # A name of the programme may be a sentence with a stop of its own.
    return " ".join("".join(parts).replace("( ", "(").replace(" )", ")").replace("..", ".").split())


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return literals, placeholders and nouns of a template of an edition."""
    return tuple((literal, name, nouns) for literal, name, nouns, _ in string.Formatter().parse(template))


def _shown_facts(
    reason: Reason, programme: Programme, language: str, show: Show | None
) -> Mapping[str, tuple[JSON, str]]:
    facts: dict[str, JSON] = dict(reason.facts)
    if reason.device is not None:
        facts["device"] = reason.device
    shown: dict[str, tuple[JSON, str]] = {}
    for name, value in facts.items():
        text = show(name, value) if show is not None else None
        shown[name] = (value, _plain(name, value, programme, language, facts) if text is None else text)
    return shown


def _plain(name: str, value: JSON, programme: Programme, language: str, facts: Mapping[str, JSON]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_plain(name, item, programme, language, facts) for item in value)
    text = _name_in_programme(name, str(value), programme, facts)
    if text is not None:
        return _in(text, language)
    if name in _KEYS:
        return str(value).replace("_", " ")
    return str(value)


_KEYS = frozenset({"kind", "kinds", "host_kind", "role", "override", "cover", "items", "exclusion", "choice"})
"""Facts whose values are keys of ours, readable once their underscores go."""


def _name_in_programme(name: str, key: str, programme: Programme, facts: Mapping[str, JSON]) -> Text | None:
    named: Mapping[str, Named | Choice] = {}
    match name:
        case "tier":
            named = programme.tiers
        case "scope":
            named = programme.scopes
        case "exclusion":
            named = programme.exclusions
        case "regions":
            named = programme.coverage.regions
        case "language" | "fallback":
            named = programme.coverage.languages
        case "choice" if facts.get("reading") in programme.readings:
            named = programme.readings[facts["reading"]].choices
    found = named.get(key)
    if found is None:
        return None
    return found.text if isinstance(found, Choice) else found.name


def _in(text: Text, language: str) -> str:
    return text.get(language) or text["en"]
