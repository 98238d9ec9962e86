"""A quote is judged like an order, sent, and answered once: accepted it becomes the contract, declined it keeps the reason."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections, transaction

from tests.cast import AT, BOUGHT, StandingCast, serving
from tests.contracts.people import LAPTOPS_300, PC_ACCESS_3Y
from voorrang.audit.models import Entry
from voorrang.contracts import actions, queries
from voorrang.contracts.models import Contract, Order, Quote, QuoteAnswer


def quoted(cast: StandingCast, *, sent: bool = True, article: str = PC_ACCESS_3Y, price: str | None = None) -> Quote:
    """Nieuwstad is offered three years for its 300 laptops; sales may have sent it."""
    line = actions.QuotedLine(article, 300, Decimal(price) if price else None)
    offer = actions.Offer(lines=[line], starts_at=AT)
    quote = actions.make_quote(offer=offer, estimates=LAPTOPS_300, by=cast.sales.actor, at=AT)
    if sent:
        actions.send_quote(quote=quote, by=cast.sales.actor, at=AT)
    return quote


def test_accepting_it_makes_the_contract(cast: StandingCast) -> None:
    lead = cast.access.lead
    with serving(cast.access):
        quote = quoted(cast)
        answer = actions.accept_quote(quote=quote, by=lead.actor, at=AT)
        contract = Contract.objects.get(order=answer.order)
        [view] = queries.quote_views([quote], AT)
        assert view.state == "accepted"
        assert answer.answered_by == lead.user.id
        assert [(one.scope, one.quantity) for one in queries.scopes_of(contract)] == [("pc", 300)]
        assert Entry.objects.filter(subject_id=quote.id, type="quote.accepted").count() == 1


def test_declining_it_keeps_the_reason_and_buys_nothing(cast: StandingCast) -> None:
    with serving(cast.access):
        quote = quoted(cast)
        actions.decline_quote(quote=quote, reason="price", note="Too dear", by=cast.access.lead.actor, at=AT)
        [view] = queries.quote_views([quote], AT)
        assert view.answer is not None
        assert (view.state, view.answer.reason, view.answer.note) == ("declined", "price", "Too dear")
        assert not Order.objects.exists()
        with pytest.raises(actions.AlreadyAnswered):
            actions.accept_quote(quote=quote, by=cast.access.lead.actor, at=AT)


def test_what_the_rules_refuse_is_kept_with_its_reasons_and_never_sent(cast: StandingCast) -> None:
    with serving(cast.access):
        quote = quoted(cast, sent=False, article="U80M6F")
        assert not quote.stands
        assert quote.reasons[0]["code"] == "article_unknown_nearest"
        with pytest.raises(actions.QuoteFalls):
            actions.send_quote(quote=quote, by=cast.sales.actor, at=AT)


def test_a_draft_is_not_the_customers_to_accept(cast: StandingCast) -> None:
    with serving(cast.access), pytest.raises(actions.QuoteNotOpen):
        actions.accept_quote(quote=quoted(cast, sent=False), by=cast.access.lead.actor, at=AT)


def test_it_expires_by_itself(cast: StandingCast) -> None:
    later = AT + timedelta(days=40)
    with serving(cast.access):
        quote = quoted(cast)
        assert [one.state for one in queries.quote_views([quote], later)] == ["expired"]
        with pytest.raises(actions.QuoteNotOpen):
            actions.accept_quote(quote=quote, by=cast.access.lead.actor, at=later)
        assert list(queries.quotes(later, "expired")) == [quote]
        assert not queries.quotes(later, "sent").exists()


def test_what_fell_meanwhile_places_nothing(cast: StandingCast) -> None:
    with serving(cast.access):
        first, second = quoted(cast), quoted(cast)
        actions.accept_quote(quote=first, by=cast.access.lead.actor, at=AT)
        with pytest.raises(actions.QuoteFalls) as refused, transaction.atomic():
            actions.accept_quote(quote=second, by=cast.access.lead.actor, at=AT)
        assert refused.value.reasons[0].code == "contract_overlaps"
        assert not QuoteAnswer.objects.filter(quote=second).exists()


def test_one_that_would_begin_yesterday_does_not_stand(cast: StandingCast) -> None:
    offer = actions.Offer(lines=[actions.QuotedLine(PC_ACCESS_3Y, 300)], starts_at=BOUGHT)
    with serving(cast.access):
        quote = actions.make_quote(offer=offer, estimates=LAPTOPS_300, by=cast.sales.actor, at=AT)
    assert not quote.stands
    assert quote.reasons[0]["code"] == "day_passed"


def test_a_price_is_summed_up_exactly(cast: StandingCast) -> None:
    with serving(cast.access):
        [view] = queries.quote_views([quoted(cast, price="0.10")], AT)
        [bare] = queries.quote_views([quoted(cast)], AT)
    assert view.total is not None
    assert view.total.amount == Decimal("30.00")
    assert bare.total is None


def test_of_two_people_who_sign_at_once_one_wins(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        one, people = cast.access, (cast.access.lead.actor, cast.sales.actor)
        with serving(one):
            quote = quoted(cast)
    starting_line = Barrier(2)

    def sign(who: int) -> str:
        starting_line.wait()
        try:
            with transaction.atomic(), serving(one):
                actions.accept_quote(quote=quote, by=people[who], at=AT)
        except actions.AlreadyAnswered as late:
            return f"late, after {late.answer.answered_by == people[1 - who].id}"
        else:
            return "signed"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(sign, range(2)))
    assert outcomes == ["late, after True", "signed"]
    with transaction.atomic(), serving(one):
        assert Contract.objects.count() == 1
