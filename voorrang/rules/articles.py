"""Which article a tier, a scope and a term stand for; or why there is none (Q.15)."""

from voorrang.rules.programme import Article, Programme
from voorrang.rules.reasons import Reason


def article_for(tier: str, scope: str, years: int, programme: Programme) -> Article | Reason:
    """Return the article that buys a tier for a scope and a term, else the reason why none does, with its cure."""
    fitting = [one for one in programme.articles.values() if one.tier == tier and scope in one.scopes]
    if not fitting:
        return Reason("article_none", {"scope": scope, "tier": tier})
    found = min((one.number for one in fitting if one.term_years == years), default=None)
    if found is None:
        offered = sorted({one.term_years for one in fitting})
        return Reason("article_none_for_term", {"offered": offered, "scope": scope, "tier": tier, "years": years})
    return programme.articles[found]
