"""Shows the programme in force, with an anchor for every clause id that an explanation cites."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from voorrang.editions.show import matrix_rows
from voorrang.editions.store import programme_at
from voorrang.lib.clock import now
from voorrang.rules.programme import Article, Minimum, Programme, Reading, Text
from voorrang.ui.names import KINDS
from voorrang.ui.shapes import TierView


@dataclass(frozen=True, slots=True)
class Cell:
    """How one tier has one feature."""

    standing: str
    replaced_by: str = ""


def show(request: HttpRequest) -> HttpResponse:
    """Show the programme as in force now, in the reader's language."""
    programme = programme_at(settings.VOORRANG_PROGRAMME, now())
    language = get_language() or "en"
    return render(request, "ui/programme/show.html", context_of(programme, language))


def context_of(programme: Programme, language: str) -> dict[str, Any]:
    """Return what the page shows; every text is in `language`, else in English."""
    tiers = list(programme.tiers.values())
    most = max(tier.rank for tier in tiers)
    return {
        "programme": programme,
        "name": say(programme.name, language),
        "tiers": [TierView(say(tier.name, language), tier.rank, most) for tier in tiers],
        "features": [_feature_row(row, programme, language) for row in matrix_rows(programme)],
        "minimums": [
            (TierView(say(tier.name, language), tier.rank, most), _ways(programme.minimums.get(tier.code, ())))
            for tier in tiers
        ],
        "articles": _articles(programme, language, most),
        "terms": sorted({article.term_years for article in programme.articles.values()}),
        "regions": [
            (say(region.name, language), region.clause, sorted(region.countries))
            for region in programme.coverage.regions.values()
        ],
        "languages": list(programme.coverage.languages.values()),
        "readings": [_reading(reading, language) for reading in programme.readings.values()],
        "assumptions": [
            (one.id, say(one.name, language), _value(one.value), say(one.why, language))
            for one in programme.assumptions.values()
        ],
        "clauses": [(one.id, say(one.text, language)) for one in programme.clauses.values()],
    }


def say(text: Text, language: str) -> str:
    """Return a programme text in the reader's language, else in English."""
    return text.get(language) or text.get(language.split("-", maxsplit=1)[0]) or text["en"]


def _feature_row(row: Any, programme: Programme, language: str) -> tuple[str, tuple[str, ...], list[Cell | None]]:
    feature = row.feature
    replacement = programme.features.get(feature.replaced_by or "")
    by = say(replacement.name, language) if replacement else ""
    cells = [Cell(standing, by if standing == "replaced" else "") if standing else None for standing in row.standings]
    return say(feature.name, language), feature.clauses, cells


def _ways(minimums: Iterable[Minimum]) -> list[dict[str, Any]]:
    return [
        {
            "at_least": minimum.at_least,
            "kinds": ", ".join(str(KINDS.get(kind, kind)) for kind in sorted(minimum.kinds)),
            "commercial_only": minimum.commercial_only,
            "under_cover": minimum.under_cover,
            "clauses": (*minimum.clauses, *minimum.readings),
        }
        for minimum in minimums
    ]


def _articles(programme: Programme, language: str, most: int) -> list[dict[str, Any]]:
    terms = sorted({article.term_years for article in programme.articles.values()})
    groups: dict[tuple[str, frozenset[str]], list[Article]] = {}
    for article in programme.articles.values():
        groups.setdefault((article.tier, article.scopes), []).append(article)
    rows = []
    for (tier_code, scopes), articles in groups.items():
        tier = programme.tiers[tier_code]
        by_term = {article.term_years: article.number for article in articles}
        rows.append(
            {
                "tier": TierView(say(tier.name, language), tier.rank, most),
                "scopes": ", ".join(say(programme.scopes[scope].name, language) for scope in sorted(scopes)),
                "numbers": [by_term.get(term, "") for term in terms],
                "clause": articles[0].clause,
                "label": articles[0].label,
            }
        )
    return rows


def _reading(reading: Reading, language: str) -> dict[str, Any]:
    chosen = reading.choices[reading.chosen]
    others = [say(choice.text, language) for key, choice in reading.choices.items() if key != reading.chosen]
    return {
        "id": reading.id,
        "question": say(reading.question, language),
        "chosen": say(chosen.text, language),
        "others": others,
        "switchable": reading.switchable,
        "why_fixed": say(reading.why_fixed, language) if reading.why_fixed else "",
    }


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{str(key).replace('_', ' ')}: {_value(each)}" for key, each in value.items())
    if isinstance(value, list | tuple | frozenset):
        return ", ".join(_value(each) for each in value)
    return str(value)
