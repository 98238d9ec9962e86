"""What article numbers buy, in the reader's words: beside what is typed, and as a list to choose from."""

from typing import Any

from django.utils.translation import ngettext

from voorrang.rules.orders import nearest_article
from voorrang.rules.programme import Programme
from voorrang.ui.case_page import tier_view
from voorrang.ui.reader import in_language, language_of


def offered(programme: Programme, request: Any) -> list[tuple[str, str]]:
    """Return the articles in the order of their tiers, with what each buys."""
    rows = sorted(
        programme.articles.values(),
        key=lambda one: (programme.tiers[one.tier].rank, sorted(one.scopes), one.term_years),
    )
    return [(one.number, tell(one.number, programme, request)["words"]) for one in rows]


def tell(typed: str, programme: Programme, request: Any) -> dict[str, Any]:
    """Say what an article is: its tier, what it is for, its term; or the nearest one to what was typed."""
    language = language_of(request)
    number = "".join(char for char in typed.strip().upper() if char.isprintable())[:40]
    found = programme.articles.get(number)
    if found is None:
        nearest = nearest_article(number, programme) if number else None
        return {"number": number, "tier": None, "words": "", "nearest": nearest or "", "clauses": ()}
    tier = in_language(programme.tiers[found.tier].name, language)
    scopes = ", ".join(scope_name(programme, scope, language) for scope in sorted(found.scopes))
    years = ngettext("%(n)s year", "%(n)s years", found.term_years) % {"n": found.term_years}
    return {
        "number": number,
        "tier": tier_view(programme, found.tier),
        "words": f"{tier} · {scopes} · {years}",
        "rest": f"{scopes} · {years}",
        "nearest": "",
        "clauses": (found.clause,),
    }


def scope_name(programme: Programme, key: str, language: str) -> str:
    """Return what a scope is called; its key where the programme has none of it."""
    return in_language(programme.scopes[key].name, language) if key in programme.scopes else key
