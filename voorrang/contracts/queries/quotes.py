"""Quotes as they stand, and what the fleet would add to a contract."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from voorrang.contracts.models import Contract, ContractScope, Quote, QuoteAnswer, QuoteLine, QuoteSending
from voorrang.editions.store import programme_at
from voorrang.rules.eligibility import FleetCount
from voorrang.rules.orders import HeldScope
from voorrang.rules.quotes import QuoteState, Total, state_of, total_of
from voorrang.rules.true_up import Ordered, TrueUp, true_ups


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quote with its lines, and how it stands."""

    quote: Quote
    lines: tuple[QuoteLine, ...]
    sending: QuoteSending | None
    answer: QuoteAnswer | None
    state: QuoteState
    total: Total | None


def quotes(at: datetime, state: str = "", *, sent_only: bool = False) -> QuerySet[Quote]:
    """Return the quotes made by `at`, the newest first; in one state, or only those that were sent to the customer."""
    same = {"customer_id": OuterRef("customer_id"), "quote_id": OuterRef("id")}
    found: QuerySet[Quote] = (
        Quote.objects.filter(made_at__lte=at)
        .select_related("contract")
        .annotate(
            sent_at=Subquery(QuoteSending.objects.filter(**same).values("sent_at")[:1]),
            answer=Subquery(QuoteAnswer.objects.filter(**same).values("answer")[:1]),
        )
        .order_by("-made_at", "-id")
    )
    if sent_only:
        found = found.exclude(sent_at=None)  # type: ignore[misc]  # annotated above
    open_ = Q(answer=None, valid_until__gt=at)
    wanted = {
        "draft": open_ & Q(sent_at=None),
        "sent": open_ & ~Q(sent_at=None),
        "expired": Q(answer=None, valid_until__lte=at),
        "accepted": Q(answer="accepted"),
        "declined": Q(answer="declined"),
    }
    return found.filter(wanted[state]) if state in wanted else found


def quote_by_number(number: str, at: datetime, *, sent_only: bool = False) -> Quote:
    """Return the quote with this number, in any case. Raises `Quote.DoesNotExist`."""
    quote: Quote = quotes(at, sent_only=sent_only).get(number=number.replace("\0", "").strip().upper())
    return quote


def quote_views(rows: Iterable[Quote], at: datetime) -> list[QuoteView]:
    """Return quotes with their lines and how they stand, in three queries."""
    found = list(rows)
    ids = [quote.id for quote in found]
    lines: dict[UUID, list[QuoteLine]] = {id_: [] for id_ in ids}
    for line in QuoteLine.objects.filter(quote_id__in=ids).order_by("article", "id"):
        lines[line.quote_id].append(line)
    sent = {one.quote_id: one for one in QuoteSending.objects.filter(quote_id__in=ids)}
    given = {one.quote_id: one for one in QuoteAnswer.objects.filter(quote_id__in=ids).select_related("order")}
    return [_view(quote, lines[quote.id], sent.get(quote.id), given.get(quote.id), at) for quote in found]


def _view(
    quote: Quote, lines: list[QuoteLine], sending: QuoteSending | None, answer: QuoteAnswer | None, at: datetime
) -> QuoteView:
    state = state_of(
        sent_at=sending.sent_at if sending else None,
        answer=answer.answer if answer else None,  # type: ignore[arg-type]
        valid_until=quote.valid_until,
        at=at,
    )
    return QuoteView(quote, tuple(lines), sending, answer, state, total_of((one.quantity, one.price) for one in lines))


def true_ups_of(
    contract: Contract, fleet: Iterable[FleetCount], starts_at: datetime, at: datetime
) -> tuple[TrueUp, ...]:
    """Return the lines that would bring a contract's quantities up to the fleet from `starts_at` on."""
    by_article: dict[str, list[ContractScope]] = {}
    for scope in ContractScope.objects.filter(contract=contract).order_by("scope", "id"):
        by_article.setdefault(scope.article, []).append(scope)
    ordered = [
        Ordered(
            article=article,
            scopes=tuple(one.scope for one in scopes),
            quantity=scopes[0].quantity,
            starts_at=min(one.starts_at for one in scopes),
            ends_at=max(one.ends_at for one in scopes),
        )
        for article, scopes in by_article.items()
    ]
    return true_ups(ordered, fleet, starts_at, programme_at(contract.customer.programme, at))


def held_scope(scope: ContractScope) -> HeldScope:
    """Return a stored scope as the rules read it."""
    return HeldScope(scope.scope, scope.starts_at, scope.ends_at, scope.tier)
