"""What a tier includes, in the reader's words: the feature, its clauses, and what the programme says it means."""

from collections.abc import Mapping
from dataclasses import dataclass

from voorrang.rules.programme import Programme, Standing
from voorrang.ui.reader import in_language


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """One feature. `instead` names what replaces it, "" for one that is included itself."""

    name: str
    means: str
    clauses: tuple[str, ...]
    instead: str = ""


def feature_lines(programme: Programme, standings: Mapping[str, Standing], language: str) -> list[FeatureLine]:
    """Return the features in the programme's order."""
    return [
        FeatureLine(
            name=in_language(programme.features[key].name, language),
            means=_means(programme, programme.features[key].clauses, language),
            clauses=programme.features[key].clauses,
            instead=_instead(programme, key, language) if standing == "replaced" else "",
        )
        for key, standing in standings.items()
        if key in programme.features
    ]


def _means(programme: Programme, clauses: tuple[str, ...], language: str) -> str:
    """The words of the clause that describes the feature; the first one only says which tiers have it."""
    told = [programme.clauses[id_].text for id_ in clauses[1:2] or clauses[:1] if id_ in programme.clauses]
    return in_language(told[0], language) if told else ""


def _instead(programme: Programme, key: str, language: str) -> str:
    replacement = programme.features[key].replaced_by
    if replacement is None or replacement not in programme.features:
        return "–"
    return in_language(programme.features[replacement].name, language)
