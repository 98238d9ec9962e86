"""Checks of the terms: the single values here, the rest section by section."""

from collections.abc import Callable, Mapping

from voorrang.editions.shapes import KEY, Shape, day, flag, list_of, one_of, string, table, text, whole
from voorrang.editions.validation import dealings, levels, sources
from voorrang.editions.validation.context import Context
from voorrang.editions.words import VENDOR_ROLES

_SCALARS: Mapping[str, Shape] = {
    "code": KEY,
    "vendor": string(),
    "edition": string(),
    "starts_on": day,
    "text_languages": list_of(string(r"[a-z]{2,3}(-\w+)*", like="a language such as nl"), at_least=1),
    "makers": list_of(string(r"[^A-Z]*\S[^A-Z]*", like="a maker's name in lower case"), at_least=1),
    "activation_days": whole(1),
    "visits_a_year": whole(),
    "contract_starts": one_of({"activation", "purchase"}),
    "tier_follows": one_of({"scope", "customer"}),
    "exclusions_open": flag,
    "discretion_roles": list_of(one_of(VENDOR_ROLES, "role of the vendor"), at_least=1),
}
_OPTIONAL_SCALARS: Mapping[str, Shape] = {
    "document": table({"number": string(), "issued": string(), "language": string()}),
}


def check(context: Context) -> None:
    """Check every section of the terms."""
    for section in SECTIONS.values():
        section(context)
    known = {*SECTIONS, *_SCALARS, *_OPTIONAL_SCALARS, "reason"}
    for key in context.terms:
        if key not in known:
            context.add(key, key, "This key is not known.", f"Remove it, or use one of: {', '.join(sorted(known))}.")


def _scalars(context: Context) -> None:
    shapes = {**_SCALARS, **_OPTIONAL_SCALARS, "name": text(context.languages)}
    for key, shape in shapes.items():
        if key in context.terms:
            shape(context.terms[key], key, context.note_in(context.file_of(key)))
        elif key not in _OPTIONAL_SCALARS:
            context.add(key, key, "This is missing.", f"Add {key}.")
    if "en" not in context.languages:
        context.add("text_languages", "text_languages", "English is missing.", 'Add "en".')


SECTIONS: Mapping[str, Callable[[Context], None]] = {
    "name": _scalars,
    "tier": levels.tiers,
    "feature": levels.features,
    "matrix": levels.matrix,
    "scope": levels.scopes,
    "minimum": levels.minimums,
    "sale_rule": levels.sale_rules,
    "duty": dealings.duties,
    "exclusion": dealings.exclusions,
    "override_role": dealings.overrides,
    "activation": dealings.activation,
    "internal_target": dealings.targets,
    "article": dealings.articles,
    "clause": sources.clauses,
    "assumption": sources.assumptions,
}
"""Top-level key of the terms to its check; the single values are checked together under `name`."""


def check_section(context: Context, section: str) -> None:
    """Check one top-level key of the terms again, for a reading that changes it."""
    SECTIONS.get(section, _scalars)(context)
