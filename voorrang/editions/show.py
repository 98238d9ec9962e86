"""The tier and feature matrix, for a terminal, as JSON and for a page."""

from dataclasses import dataclass
from typing import Any

from voorrang.rules.programme import Feature, Programme, Standing, Text

MARKS: dict[Standing | None, str] = {"included": "●", "replaced": "→", None: "·"}
"""How a standing is drawn in a terminal; the legend below the table says what it means."""

_LEGEND = {
    "en": "● included   → replaced by {other}   · not included",
    "nl": "● inbegrepen   → vervangen door {other}   · niet inbegrepen",
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One feature with its standing on every tier, lowest tier first; None is not included."""

    feature: Feature
    standings: tuple[Standing | None, ...]


def matrix_rows(programme: Programme) -> tuple[MatrixRow, ...]:
    """The matrix in the document's order, for a page. Columns are `programme.tiers.values()`."""
    tiers = programme.tiers
    return tuple(
        MatrixRow(feature, tuple(programme.matrix[tier].get(feature.key) for tier in tiers))
        for feature in programme.features.values()
    )


def matrix_text(programme: Programme, language: str = "en") -> str:
    """The matrix as a table of plain text, names in `language` (English where there is none)."""
    tiers = list(programme.tiers.values())
    rows = matrix_rows(programme)
    names = [_in(row.feature.name, language) for row in rows]
    clauses = [row.feature.clauses[0] for row in rows]
    wide = max(map(len, names))
    narrow = max(map(len, clauses))
    columns = [max(len(tier.code), 3) for tier in tiers]
    heads = "  ".join(f"{tier.code:^{column}}" for tier, column in zip(tiers, columns, strict=True))
    lines = [
        f"{_in(programme.name, language)} · {programme.edition}",
        *(f"  {tier.code:<{max(columns)}}  {_in(tier.name, language)}" for tier in tiers),
        "",
        f"{'':<{narrow}}  {'':<{wide}}  {heads}".rstrip(),
    ]
    for row, name, clause in zip(rows, names, clauses, strict=True):
        cells = zip(row.standings, columns, strict=True)
        marks = "  ".join(f"{MARKS[standing]:^{column}}" for standing, column in cells)
        lines.append(f"{clause:<{narrow}}  {name:<{wide}}  {marks}".rstrip())
    others = {
        _in(programme.features[row.feature.replaced_by].name, language)
        for row in rows
        if row.feature.replaced_by and "replaced" in row.standings
    }
    legend = _LEGEND.get(language, _LEGEND["en"]).format(other=", ".join(sorted(others)) or "-")
    return "\n".join([*lines, "", legend])


def matrix_json(programme: Programme) -> dict[str, Any]:
    """The matrix as JSON: identity, tiers (lowest first) and features, each with its standing by tier code."""
    return {
        "programme": programme.code,
        "vendor": programme.vendor,
        "edition": programme.edition,
        "identity": {
            "terms": programme.terms_hash,
            "coverage": programme.coverage_hash,
            "readings": programme.readings_hash,
        },
        "tiers": [{"code": tier.code, "rank": tier.rank, "name": dict(tier.name)} for tier in programme.tiers.values()],
        "features": [
            {
                "key": row.feature.key,
                "name": dict(row.feature.name),
                "clauses": list(row.feature.clauses),
                "replaced_by": row.feature.replaced_by,
                "tiers": dict(zip(programme.tiers, row.standings, strict=True)),
            }
            for row in matrix_rows(programme)
        ],
        "readings": {reading.id: reading.chosen for reading in programme.readings.values()},
    }


def _in(text: Text, language: str) -> str:
    return text.get(language, text["en"])
