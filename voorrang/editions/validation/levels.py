"""Checks of what a tier is: tiers, features, matrix, scopes, minimums, where it is sold."""

from collections.abc import Mapping

from voorrang.editions.shapes import CITES_ONE, KEY, flag, list_of, map_of, one_of, string, table, text, whole
from voorrang.editions.validation.context import Context, loose_rows
from voorrang.editions.words import KINDS, RHYTHMS, STANDINGS, YEARLY_FIGURES


def tiers(context: Context) -> None:
    shape = table({"code": string(), "rank": whole(1), "name": text(context.languages), "clauses": CITES_ONE})
    ranks: dict[int, str] = {}
    for path, row in context.rows("tier", "code", shape):
        context.cited("tier", path, row)
        if row["rank"] in ranks:
            context.add("tier", f"{path}.rank", f"{ranks[row['rank']]!r} has this rank too.", "Give each tier its own.")
        ranks[row["rank"]] = row["code"]


def features(context: Context) -> None:
    shape = table(
        {"key": KEY, "name": text(context.languages), "clauses": CITES_ONE},
        {
            "replaced_by": one_of(context.features, "feature"),
            "every": one_of(RHYTHMS, "rhythm"),
            "at_most": one_of(YEARLY_FIGURES, "figure for a year"),
        },
    )
    for path, row in context.rows("feature", "key", shape):
        context.cited("feature", path, row)


def matrix(context: Context) -> None:
    shape = map_of(one_of(STANDINGS, "standing"), one_of(context.features, "feature"))
    replacements = {str(row.get("key")): row.get("replaced_by") for row in loose_rows(context.terms, "feature")}
    for path, tier, row in context.tables("matrix", shape):
        _known_tier(context, "matrix", path, tier)
        for feature in [feature for feature, standing in row.items() if standing == "replaced"]:
            where, other = f"{path}.{feature}", replacements.get(feature)
            if other is None:
                problem = "It is replaced, but nothing says by what."
                context.add("matrix", where, problem, "Add replaced_by to the feature.")
            elif row.get(str(other)) != "included":
                problem = f"It is replaced by {other!r}, which this tier lacks."
                context.add("matrix", where, problem, "Include that feature.")
    written = context.terms.get("matrix")
    for tier in sorted(context.tiers):
        if isinstance(written, Mapping) and tier not in written:
            context.add("matrix", f"matrix.{tier}", "This tier has no row.", f'Add [matrix."{tier}"].')


def scopes(context: Context) -> None:
    kind = one_of(KINDS, "kind of device")
    shape = table(
        {"key": KEY, "name": text(context.languages), "kinds": list_of(kind, at_least=1), "clauses": CITES_ONE},
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


def minimums(context: Context) -> None:
    listed = [row["kinds"] for row in loose_rows(context.terms, "scope") if isinstance(row.get("kinds"), list)]
    sold = frozenset(kind for kinds in listed for kind in kinds if isinstance(kind, str))
    entry = table(
        {
            "kinds": list_of(one_of(sold or KINDS, "kind of device in a scope"), at_least=1),
            "at_least": whole(1),
            "commercial_only": flag,
            "under_cover": flag,
            "clauses": CITES_ONE,
        },
        {"readings": list_of(one_of(context.reading_ids, "reading"))},
    )
    for path, tier, entries in context.tables("minimum", list_of(entry, at_least=1)):
        _known_tier(context, "minimum", path, tier)
        for position, row in enumerate(entries):
            context.cited("minimum", f"{path}.{position}", row)


def sale_rules(context: Context) -> None:
    shape = table(
        {
            "regions": list_of(one_of(context.regions, "region"), at_least=1),
            "measured_by": one_of({"head_office", "devices"}),
            "clauses": CITES_ONE,
        }
    )
    for path, tier, row in context.tables("sale_rule", shape, needed=False):
        context.cited("sale_rule", path, row)
        _known_tier(context, "sale_rule", path, tier)


def _known_tier(context: Context, section: str, path: str, tier: str) -> None:
    if tier not in context.tiers:
        context.add(section, path, f"There is no tier {tier!r}.", f"Use one of: {', '.join(sorted(context.tiers))}.")
