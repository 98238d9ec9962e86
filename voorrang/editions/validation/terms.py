"""Checks of the terms: tiers, features, matrix, scopes, minimums, sale rules, articles, duties, activation, clauses."""

from collections.abc import Callable, Mapping

from voorrang.editions.shapes import (
    any_string,
    anything,
    day,
    flag,
    list_of,
    map_of,
    one_of,
    string,
    table,
    text,
    whole,
)
from voorrang.editions.validation.context import Context
from voorrang.editions.words import (
    CALENDARS,
    CUSTOMER_ROLES,
    IMPACTS,
    KINDS,
    MILESTONES,
    STANDINGS,
    VENDOR_ROLES,
)

_KEY = string(r"[a-z][a-z0-9_]*", like="a key in lower case, such as priority_parts")
_CITES = list_of(string(like="the id of a clause"))
_CITES_ONE = list_of(string(like="the id of a clause"), at_least=1)


def check(context: Context) -> None:
    """Check every section of the terms."""
    for section in SECTIONS.values():
        section(context)
    known = {*SECTIONS, *_SCALARS, *_OPTIONAL_SCALARS, "reason"}
    for key in context.terms:
        if key not in known:
            context.add(key, key, "This key is not known.", f"Remove it, or use one of: {', '.join(sorted(known))}.")


_SCALARS = {
    "code": _KEY,
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
_OPTIONAL_SCALARS = {
    "document": table({"number": string(), "issued": string(), "language": string()}),
}


def _scalars(context: Context) -> None:
    shapes = {**_SCALARS, **_OPTIONAL_SCALARS, "name": text(context.languages)}
    for key, shape in shapes.items():
        if key in context.terms:
            shape(context.terms[key], key, context.note_in(context.file_of(key)))
        elif key not in _OPTIONAL_SCALARS:
            context.add(key, key, "This is missing.", f"Add {key}.")
    if "en" not in context.languages:
        context.add("text_languages", "text_languages", "English is missing.", 'Add "en".')


def _tiers(context: Context) -> None:
    shape = table({"code": string(), "rank": whole(1), "name": text(context.languages), "clauses": _CITES_ONE})
    ranks: dict[int, str] = {}
    for path, row in context.rows("tier", "code", shape):
        context.cited("tier", path, row)
        if row["rank"] in ranks:
            context.add("tier", f"{path}.rank", f"{ranks[row['rank']]!r} has this rank too.", "Give each tier its own.")
        ranks[row["rank"]] = row["code"]


def _features(context: Context) -> None:
    shape = table(
        {"key": _KEY, "name": text(context.languages), "clauses": _CITES_ONE},
        {"replaced_by": one_of(context.features, "feature")},
    )
    for path, row in context.rows("feature", "key", shape):
        context.cited("feature", path, row)


def _matrix(context: Context) -> None:
    shape = map_of(one_of(STANDINGS, "standing"), one_of(context.features, "feature"))
    replacements = {
        row["key"]: row.get("replaced_by")
        for row in context.terms.get("feature", ())
        if isinstance(row, Mapping) and "key" in row
    }
    rows = {}
    for path, tier, row in context.tables("matrix", shape):
        rows[tier] = row
        if tier not in context.tiers:
            context.add(
                "matrix", path, f"There is no tier {tier!r}.", f"Use one of: {', '.join(sorted(context.tiers))}."
            )
        for feature, standing in row.items():
            if standing != "replaced":
                continue
            other = replacements.get(feature)
            if other is None:
                context.add(
                    "matrix",
                    f"{path}.{feature}",
                    "It is replaced, but nothing says by what.",
                    "Add replaced_by to the feature.",
                )
            elif row.get(other) != "included":
                context.add(
                    "matrix",
                    f"{path}.{feature}",
                    f"It is replaced by {other!r}, which this tier lacks.",
                    "Include that feature.",
                )
    written = context.terms.get("matrix")
    for tier in sorted(context.tiers):
        if isinstance(written, Mapping) and tier not in written:
            context.add("matrix", f"matrix.{tier}", "This tier has no row.", f'Add [matrix."{tier}"].')


def _scopes(context: Context) -> None:
    kind = one_of(KINDS, "kind of device")
    shape = table(
        {"key": _KEY, "name": text(context.languages), "kinds": list_of(kind, at_least=1), "clauses": _CITES_ONE},
        {"along_with": map_of(list_of(kind, at_least=1), kind), "commercial_kinds": list_of(kind)},
    )
    owners: dict[str, str] = {}
    for path, row in context.rows("scope", "key", shape):
        context.cited("scope", path, row)
        for name in row["kinds"]:
            if name in owners:
                context.add(
                    "scope", f"{path}.kinds", f"{name!r} also belongs to {owners[name]!r}.", "Keep it in one scope."
                )
            owners[name] = row["key"]
        for guest, hosts in row.get("along_with", {}).items():
            if guest in row["kinds"]:
                context.add(
                    "scope", f"{path}.along_with.{guest}", "It has a right of its own.", "Remove it from kinds or here."
                )
            for host in hosts:
                if host not in row["kinds"]:
                    context.add(
                        "scope", f"{path}.along_with.{guest}", f"{host!r} is not in this scope.", "Add it to kinds."
                    )
        for name in row.get("commercial_kinds", ()):
            if name not in row["kinds"]:
                context.add("scope", f"{path}.commercial_kinds", f"{name!r} is not in this scope.", "Add it to kinds.")


def _minimums(context: Context) -> None:
    scope_rows = [row for row in context.terms.get("scope", ()) if isinstance(row, Mapping)]
    sold = frozenset(kind for row in scope_rows for kind in row.get("kinds", ()) if isinstance(kind, str))
    entry = table(
        {
            "kinds": list_of(one_of(sold or KINDS, "kind of device in a scope"), at_least=1),
            "at_least": whole(1),
            "commercial_only": flag,
            "under_cover": flag,
            "clauses": _CITES_ONE,
        },
        {"readings": list_of(one_of(context.reading_ids, "reading"))},
    )
    for path, tier, entries in context.tables("minimum", list_of(entry, at_least=1)):
        if tier not in context.tiers:
            context.add(
                "minimum", path, f"There is no tier {tier!r}.", f"Use one of: {', '.join(sorted(context.tiers))}."
            )
        for position, row in enumerate(entries):
            context.cited("minimum", f"{path}.{position}", row)


def _sale_rules(context: Context) -> None:
    shape = table(
        {
            "regions": list_of(one_of(context.regions, "region"), at_least=1),
            "measured_by": one_of({"head_office", "devices"}),
            "clauses": _CITES_ONE,
        }
    )
    for path, tier, row in context.tables("sale_rule", shape, needed=False):
        context.cited("sale_rule", path, row)
        if tier not in context.tiers:
            context.add(
                "sale_rule", path, f"There is no tier {tier!r}.", f"Use one of: {', '.join(sorted(context.tiers))}."
            )


def _duties(context: Context) -> None:
    shape = table({"key": _KEY, "name": text(context.languages), "clauses": _CITES_ONE})
    for path, row in context.rows("duty", "key", shape):
        context.cited("duty", path, row)


def _exclusions(context: Context) -> None:
    shape = table({"key": _KEY, "name": text(context.languages), "clauses": _CITES_ONE}, {"unless_covered": flag})
    for path, row in context.rows("exclusion", "key", shape):
        context.cited("exclusion", path, row)


def _overrides(context: Context) -> None:
    roles = list_of(one_of(VENDOR_ROLES, "role of the vendor"), at_least=1)
    for _ in context.tables("override_role", roles):
        pass


def _activation(context: Context) -> None:
    shape = table(
        {
            "key": _KEY,
            "name": text(context.languages),
            "owner": one_of(VENDOR_ROLES | CUSTOMER_ROLES, "role"),
            "due_days": whole(),
            "remind_days_before": list_of(whole()),
            "clauses": _CITES,
        },
        {"feature": one_of(context.features, "feature")},
    )
    limit = context.terms.get("activation_days")
    for path, row in context.rows("activation", "key", shape):
        context.cited("activation", path, row)
        if isinstance(limit, int) and row["due_days"] > limit:
            context.add(
                "activation",
                f"{path}.due_days",
                f"{row['due_days']} days is after the deadline of {limit}.",
                "Bring it forward.",
            )
        if any(days > row["due_days"] for days in row["remind_days_before"]):
            context.add(
                "activation", f"{path}.remind_days_before", "A reminder falls before the purchase.", "Remind later."
            )


def _targets(context: Context) -> None:
    if "internal_target" not in context.terms:
        return
    minutes = map_of(map_of(whole(1), one_of(MILESTONES, "milestone")), one_of(IMPACTS, "impact"))
    shape = table(
        {
            "tier": one_of(context.tiers, "tier"),
            "minutes": minutes,
            "calendar": one_of(CALENDARS, "calendar"),
            "source": string(),
        }
    )
    for path, row in context.rows("internal_target", "tier", shape):
        context.cited("internal_target", path, row)


def _articles(context: Context) -> None:
    shape = table(
        {
            "clause": string(),
            "tier": one_of(context.tiers, "tier"),
            "scopes": list_of(one_of(context.scopes, "scope"), at_least=1),
            "articles": map_of(
                string(r"[A-Z0-9][A-Z0-9#-]*", like="an article number in capitals and digits"),
                string(r"[1-9]\d*", like="the term in years"),
            ),
        },
        {"label": any_string},
    )
    seen: dict[str, str] = {}
    sold: dict[tuple[str, str, str], str] = {}
    for path, row in context.rows("article", "clause", shape):
        context.cited("article", path, row)
        for years, number in row["articles"].items():
            place = f"{path}.articles.{years}"
            if number in seen:
                context.add("article", place, f"Article {number!r} also stands at {seen[number]}.", "Keep one of them.")
            seen.setdefault(number, place)
            for scope in row["scopes"]:
                other = sold.setdefault((row["tier"], scope, years), number)
                if other != number:
                    context.add(
                        "article",
                        place,
                        f"Article {other!r} buys the same tier, scope and term.",
                        "Keep one of the two articles.",
                    )
    bought = {row.get("tier") for row in context.terms.get("article", ()) if isinstance(row, Mapping)}
    for tier in sorted(context.tiers - bought):
        context.add(
            "article", "article", f"No article buys the tier {tier!r}.", "Add its articles, or remove the tier."
        )


def _clauses(context: Context) -> None:
    shape = table({"id": string(r"\S+", like="an id without spaces"), "text": text(context.languages)})
    for _ in context.rows("clause", "id", shape):
        pass


def _assumptions(context: Context) -> None:
    shape = table(
        {
            "id": string(r"\S+", like="an id without spaces"),
            "key": _KEY,
            "name": text(context.languages),
            "value": anything,
            "why": text(context.languages),
        }
    )
    clauses = {row.get("id") for row in context.terms.get("clause", ()) if isinstance(row, Mapping)}
    keys: set[str] = set()
    for path, row in context.rows("assumption", "id", shape):
        if row["id"] in clauses:
            context.add("assumption", path, f"{row['id']!r} is a clause too.", "Give the assumption another id.")
        if row["key"] in keys:
            context.add("assumption", f"{path}.key", f"{row['key']!r} is taken.", "Give the assumption another key.")
        keys.add(row["key"])


SECTIONS: Mapping[str, Callable[[Context], None]] = {
    "name": _scalars,
    "tier": _tiers,
    "feature": _features,
    "matrix": _matrix,
    "scope": _scopes,
    "minimum": _minimums,
    "sale_rule": _sale_rules,
    "duty": _duties,
    "exclusion": _exclusions,
    "override_role": _overrides,
    "activation": _activation,
    "internal_target": _targets,
    "article": _articles,
    "clause": _clauses,
    "assumption": _assumptions,
}
"""Top-level key of the terms to its check; the single values are checked together under `name`."""


def check_section(context: Context, section: str) -> None:
    """Check one top-level key of the terms again, for a reading that changes it."""
    SECTIONS.get(section, _scalars)(context)
