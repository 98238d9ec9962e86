"""Checks of the dealings with a customer: duties, exclusions, overrides, activation, targets, articles."""

from voorrang.editions.shapes import (
    CITES,
    CITES_ONE,
    KEY,
    any_string,
    flag,
    list_of,
    map_of,
    one_of,
    string,
    table,
    text,
    whole,
)
from voorrang.editions.validation.context import Context, loose_rows
from voorrang.editions.words import CALENDARS, CUSTOMER_ROLES, IMPACTS, MILESTONES, VENDOR_ROLES


def duties(context: Context) -> None:
    shape = table({"key": KEY, "name": text(context.languages), "clauses": CITES_ONE})
    for path, row in context.rows("duty", "key", shape):
        context.cited("duty", path, row)


def exclusions(context: Context) -> None:
    shape = table({"key": KEY, "name": text(context.languages), "clauses": CITES_ONE}, {"unless_covered": flag})
    for path, row in context.rows("exclusion", "key", shape):
        context.cited("exclusion", path, row)


def overrides(context: Context) -> None:
    roles = list_of(one_of(VENDOR_ROLES, "role of the vendor"), at_least=1)
    for _ in context.tables("override_role", roles):
        pass


def activation(context: Context) -> None:
    shape = table(
        {
            "key": KEY,
            "name": text(context.languages),
            "owner": one_of(VENDOR_ROLES | CUSTOMER_ROLES, "role"),
            "due_days": whole(),
            "remind_days_before": list_of(whole()),
            "clauses": CITES,
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


def targets(context: Context) -> None:
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


def articles(context: Context) -> None:
    shape = table(
        {
            "clause": string(),
            "tier": one_of(context.tiers, "tier"),
            "scopes": list_of(one_of(context.scopes, "scope"), at_least=1),
            "articles": map_of(
                string(r"[A-Z0-9][A-Z0-9#/._-]{2,39}", like="an article number of 3 to 40 capitals and digits"),
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
    bought = {str(row.get("tier")) for row in loose_rows(context.terms, "article") if row.get("articles")}
    for tier in sorted(context.tiers - bought):
        context.add(
            "article", "article", f"No article buys the tier {tier!r}.", "Add its articles, or remove the tier."
        )
