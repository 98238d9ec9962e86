"""What a tier includes, in the reader's words: the features, their clauses, and what the programme says they mean."""

from collections.abc import Mapping
from dataclasses import dataclass

from voorrang.rules.programme import Programme, Standing
from voorrang.ui.reader import in_language


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """One feature. `instead` names what replaces it, "" for one that is included itself; `rank` the first tier that has it."""

    name: str
    means: str
    clauses: tuple[str, ...]
    instead: str = ""
    rank: int = 0


def feature_lines(programme: Programme, standings: Mapping[str, Standing], language: str) -> list[FeatureLine]:
    """Return the features in the programme's order."""
    return [
        FeatureLine(
            name=in_language(programme.features[key].name, language),
            means=meaning_of(programme, key, language),
            clauses=programme.features[key].clauses,
            instead=_instead(programme, key, language) if standing == "replaced" else "",
            rank=min((tier.rank for tier in programme.tiers.values() if key in programme.matrix[tier.code]), default=0),
        )
        for key, standing in standings.items()
        if key in programme.features
    ]


def together(lines: list[FeatureLine]) -> list[FeatureLine]:
    """Join features that one clause describes: they are told once, under their names."""
    joined: dict[tuple[tuple[str, ...], str], FeatureLine] = {}
    for line in lines:
        key = (line.clauses[1:2] or line.clauses, line.instead)
        first = joined.get(key)
        if first is None:
            joined[key] = line
            continue
        clauses = (*first.clauses, *(id_ for id_ in line.clauses if id_ not in first.clauses))
        name = f"{first.name} · {line.name}"
        # The words that leave the feature's name out are the shorter ones.
        means = min(first.means, line.means, key=len)
        joined[key] = FeatureLine(name, means, clauses, first.instead, max(first.rank, line.rank))
    return list(joined.values())


def meaning_of(programme: Programme, key: str, language: str) -> str:
    """Return the words of the clause that describes the feature, without its name; the first clause only says which tiers have it."""
    feature = programme.features[key]
    told = [
        programme.clauses[id_].text for id_ in feature.clauses[1:2] or feature.clauses[:1] if id_ in programme.clauses
    ]
    text = in_language(told[0], language) if told else ""
    begins, colon, rest = text.partition(": ")
    if colon and begins.casefold() == in_language(feature.name, language).casefold():
        text = rest[:1].upper() + rest[1:]
    return text


def _instead(programme: Programme, key: str, language: str) -> str:
    replacement = programme.features[key].replaced_by
    if replacement is None or replacement not in programme.features:
        return "–"
    return in_language(programme.features[replacement].name, language)
