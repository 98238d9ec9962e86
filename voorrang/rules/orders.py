"""Whether an order may become a contract: articles, place of sale, overlap, and kinds of the fleet left out."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from voorrang.rules.co_terming import agreed_end
from voorrang.rules.eligibility import Eligibility, FleetCount, assess, coverage_gaps, scope_sizes
from voorrang.rules.periods import add_years, last_day
from voorrang.rules.programme import Article, Programme
from voorrang.rules.reasons import Reason


class OrderLine(NamedTuple):
    """One article number as typed, and how many."""

    article: str
    quantity: int


class HeldScope(NamedTuple):
    """A scope that the customer has or had under contract."""

    scope: str
    starts_at: datetime
    ends_at: datetime
    tier: str = ""
    is_active: bool = True
    """It is in force, or waits for no activation."""


class Order(NamedTuple):
    """What somebody wants to buy. `country` is where the order is placed, `starts_at` when its contract would begin.

    `fleet` counts the customer's devices: its estimate (D.1), or the imported fleet. `ends_at` is an end agreed for all
    lines (co-terming), within their terms.
    """

    lines: tuple[OrderLine, ...]
    country: str
    head_office: str
    starts_at: datetime
    fleet: tuple[FleetCount, ...] = ()
    held: tuple[HeldScope, ...] = ()
    ends_at: datetime | None = None


class OrderedScope(NamedTuple):
    """One scope that the order buys. The period is half-open: the length of the term, or up to the end that was agreed."""

    scope: str
    tier: str
    article: str
    quantity: int
    term_years: int
    starts_at: datetime
    ends_at: datetime


class OrderVerdict(NamedTuple):
    """Whether the order stands. `scopes`, `tier` (the highest) and `term_years` (the longest) are what its good lines buy.

    `eligibility` tells for each tier ordered whether the fleet reaches its minimum; it flags, it never refuses.
    """

    accepted: bool
    reasons: tuple[Reason, ...]
    scopes: tuple[OrderedScope, ...]
    tier: str | None
    term_years: int | None
    eligibility: tuple[tuple[str, Eligibility], ...] = ()


QUANTITY_TOLERANCE, TOLERANCE_UNLESS_SET = "quantity_tolerance", 5
"""The programme's setting for the difference to the fleet that is worth a flag (Q.16: devices count, not users); in percent."""

_ARTICLE = re.compile(r"[A-Z0-9][A-Z0-9#/._-]{2,39}")
_NEAR = 2


def judge_order(order: Order, programme: Programme) -> OrderVerdict:
    """Judge an order. Every flaw is named, not only the first; the order of its lines plays no part."""
    flaws: list[Reason] = []
    notes: list[Reason] = []
    lines = _known_lines(order, programme, flaws)
    ends = _ends(order, lines, flaws, notes)
    scopes = tuple(
        OrderedScope(
            scope,
            article.tier,
            article.number,
            quantity,
            article.term_years,
            order.starts_at,
            ends or add_years(order.starts_at, article.term_years),
        )
        for article, quantity in lines
        for scope in sorted(article.scopes)
    )
    flaws += _place_flaws(order, scopes, programme)
    flaws += _overlaps(order, scopes)
    bought = {scope.scope for scope in scopes} | {
        held.scope for held in order.held if held.starts_at <= order.starts_at < held.ends_at
    }
    gaps = coverage_gaps(order.fleet, bought, programme)
    flaws += gaps
    for gap in gaps:
        notes += _unequal_terms(gap.facts["scope"], scopes, programme)
    notes += _quantity_notes(order, lines, programme)
    tiers = sorted({scope.tier for scope in scopes}, key=lambda tier: programme.tiers[tier].rank, reverse=True)
    accepted = not flaws
    if accepted:
        notes = [
            Reason("order_accepted", {"scope": scope.scope, "tier": scope.tier, "years": scope.term_years})
            for scope in scopes
        ] + notes
    return OrderVerdict(
        accepted=accepted,
        reasons=(*flaws, *notes),
        scopes=scopes,
        tier=tiers[0] if tiers else None,
        term_years=max((scope.term_years for scope in scopes), default=None),
        eligibility=tuple((tier, assess(order.fleet, tier, programme, "provisional")) for tier in tiers),
    )


def nearest_article(number: str, programme: Programme) -> str | None:
    """Return the article that a mistyped number most likely means: at most two slips away, the first of equals."""
    near = min(((_slips(number, known), known) for known in programme.articles), default=None)
    return near[1] if near is not None and near[0] <= _NEAR else None


def quantity_tolerance(programme: Programme) -> int:
    """Return how many percent a quantity may differ from the fleet before that is worth a flag."""
    try:
        return int(programme.assumption(QUANTITY_TOLERANCE).value["percent"])
    except KeyError:
        return TOLERANCE_UNLESS_SET


def _known_lines(order: Order, programme: Programme, flaws: list[Reason]) -> list[tuple[Article, int]]:
    """Keep the lines whose article exists; note what is wrong with the others, and with quantities."""
    lines: list[tuple[Article, int]] = []
    if not order.lines:
        flaws.append(Reason("order_empty", {}))
    for line in sorted(order.lines):
        number = line.article.strip().upper()
        article = programme.articles.get(number)
        if article is None:
            flaws.append(_unknown_article(line.article, number, programme))
            continue
        if line.quantity < 1:
            flaws.append(Reason("quantity_too_small", {"article": number, "quantity": line.quantity}))
        lines.append((article, line.quantity))
    return lines


def _ends(
    order: Order, lines: Iterable[tuple[Article, int]], flaws: list[Reason], notes: list[Reason]
) -> datetime | None:
    """Return the agreed end where every line may end then; note what is wrong with it, or what it means."""
    if order.ends_at is None:
        return None
    told = [agreed_end(order.starts_at, article.term_years, order.ends_at) for article, _ in lines]
    wrong = list({reason.code: reason for reason in told if reason.code != "ends_together"}.values())
    flaws += wrong
    if wrong or not told:
        return None
    notes.append(told[0])
    return order.ends_at


def _unknown_article(typed: str, number: str, programme: Programme) -> Reason:
    if not _ARTICLE.fullmatch(number):
        shown = "".join(char if char.isprintable() else "?" for char in typed)[:60]
        return Reason("article_malformed", {"article": shown})
    suggestion = nearest_article(number, programme)
    if suggestion is None:
        return Reason("article_unknown", {"article": number})
    return Reason("article_unknown_nearest", {"article": number, "suggestion": suggestion})


def _place_flaws(order: Order, scopes: Iterable[OrderedScope], programme: Programme) -> list[Reason]:
    """Say whether the place of sale is covered, and each tier sold there (R.8, Q.12)."""
    region_of = programme.coverage.region_of
    flaws: list[Reason] = []
    if order.country not in region_of:
        flaws.append(Reason("order_country_not_covered", {"country": order.country}))
    for tier in sorted({scope.tier for scope in scopes}):
        rule = programme.sale_rules.get(tier)
        if rule is None:
            continue
        regions = sorted(rule.regions)
        if rule.measured_by == "head_office":
            if region_of.get(order.head_office) not in rule.regions:
                facts = {"country": order.head_office, "regions": regions, "tier": tier}
                flaws.append(Reason("head_office_outside_region", facts))
            continue
        places = {
            group.country for group in order.fleet if group.country is not None and group.count and group.from_vendor
        }
        strange = sorted(place for place in places if region_of.get(place) not in rule.regions)
        if strange:
            flaws.append(Reason("devices_outside_region", {"countries": strange, "regions": regions, "tier": tier}))
    return flaws


def _overlaps(order: Order, scopes: Iterable[OrderedScope]) -> list[Reason]:
    """A scope has at most one contract at any time."""
    flaws: list[Reason] = []
    seen: set[str] = set()
    for scope in scopes:
        if scope.scope in seen:
            flaws.append(Reason("scope_bought_twice", {"scope": scope.scope}))
        seen.add(scope.scope)
        for held in sorted(order.held):
            if held.scope == scope.scope and held.starts_at < scope.ends_at and scope.starts_at < held.ends_at:
                facts = {"ends_on": last_day(held.ends_at), "scope": held.scope}
                flaws.append(Reason("contract_overlaps", facts | {"starts_on": held.starts_at.date().isoformat()}))
    return list({(flaw.code, str(flaw.facts)): flaw for flaw in flaws}.values())


def _unequal_terms(scope: str, scopes: Iterable[OrderedScope], programme: Programme) -> list[Reason]:
    """Explain when the scope left out is not sold for the term that was chosen for the others (Q.15)."""
    notes: dict[tuple[str, int], Reason] = {}
    for bought in scopes:
        offered = sorted(
            article.term_years
            for article in programme.articles.values()
            if article.tier == bought.tier and scope in article.scopes
        )
        if offered and bought.term_years not in offered:
            facts = {"offered": offered, "scope": scope, "tier": bought.tier, "years": bought.term_years}
            notes[bought.tier, bought.term_years] = Reason("term_not_offered", facts)
    return list(notes.values())


def _quantity_notes(order: Order, lines: Iterable[tuple[Article, int]], programme: Programme) -> list[Reason]:
    """Flag a quantity far from what the fleet counts; the contract covers every device of its kinds anyway."""
    sizes = scope_sizes(order.fleet, programme)
    percent = quantity_tolerance(programme)
    notes: list[Reason] = []
    for article, quantity in lines:
        count = sum(sizes.get(scope, 0) for scope in article.scopes)
        if count and abs(quantity - count) * 100 > percent * count:
            scope = sorted(article.scopes)
            notes.append(Reason("quantity_differs", {"count": count, "quantity": quantity, "scope": scope}))
    return notes


def _slips(one: str, other: str) -> int:
    """Count the slips of typing between two words: a wrong, missing, extra or swapped character each (Damerau)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, target in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != target))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == target:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
