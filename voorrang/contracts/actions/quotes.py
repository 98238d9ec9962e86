"""Making, sending and answering a quote. Accepting it places the order, or adds the units, in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import IntegrityError, transaction

from voorrang.accounts.models import Customer
from voorrang.accounts.queries import selected_customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.actions.eligibility import state_estimate
from voorrang.contracts.actions.orders import line_as_typed, place_order
from voorrang.contracts.actions.true_ups import add_units
from voorrang.contracts.models import Contract, Order, Quote, QuoteAnswer, QuoteLine, QuoteSending
from voorrang.contracts.numbers import numbered, take_sequence
from voorrang.contracts.queries import estimate_counts, held_scopes, true_ups_of
from voorrang.contracts.quote_mails import tell_of_quote
from voorrang.contracts.stored_reasons import reasons_json
from voorrang.editions.store import programme_at
from voorrang.rules import orders as rules
from voorrang.rules import quotes as quote_rules
from voorrang.rules.eligibility import Basis, FleetCount, assess
from voorrang.rules.periods import last_day
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import Reason
from voorrang.rules.upgrades import day_passed, judge_upgrade


class QuotedLine(NamedTuple):
    """One article as typed, how many, and the price of one unit where sales give it."""

    article: str
    quantity: int
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a quote says. `contract` is what it renews, upgrades or adds to.

    `ends_at` is an end agreed for all lines, `valid_until` is exclusive and by default the programme's setting, `country` is
    where the order would be placed, by default that of the head office.
    """

    lines: Sequence[QuotedLine]
    starts_at: datetime
    kind: str = Quote.Kind.NEW
    contract: Contract | None = None
    ends_at: datetime | None = None
    valid_until: datetime | None = None
    country: str = ""
    currency: str = ""


class AlreadyAnswered(RuntimeError):
    """Somebody has answered the quote before; `answer` says who, when and how."""

    def __init__(self, answer: QuoteAnswer) -> None:
        self.answer = answer
        super().__init__(f"The quote was {answer.answer} at {answer.answered_at}.")


class QuoteNotOpen(RuntimeError):
    """The quote cannot be sent or answered: `state` says how it stands."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(f"The quote is {state}.")


class QuoteFalls(RuntimeError):
    """The programme refuses what the quote offers: `reasons` say why, with the cure."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(reason.code for reason in reasons))


def make_quote(
    *,
    offer: Offer,
    estimates: Sequence[tuple[str, bool, int]] = (),
    fleet: Sequence[FleetCount] = (),
    by: Actor,
    at: datetime,
) -> Quote:
    """Make a quote and return it, judged as the order would be today; one that does not stand is kept with its reasons.

    `estimates` and `fleet` as for an order.
    """
    customer = selected_customer()
    programme = programme_at(customer.programme, at)
    if estimates:
        state_estimate(counts=estimates, by=by, at=at)
    counts = tuple(fleet) or estimate_counts(at)
    stands, reasons = _judge(offer, customer, counts, "confirmed" if fleet else "provisional", programme, at)
    kind, contract = offer.kind, offer.contract
    quote: Quote = Quote.objects.create(
        customer=customer,
        kind=kind,
        number=numbered(customer, "Q", take_sequence(customer)),
        contract=contract,
        made_at=at,
        made_by=by.id,
        valid_until=offer.valid_until or quote_rules.valid_until(at, programme),
        starts_at=offer.starts_at,
        ends_at=offer.ends_at,
        country=offer.country or customer.head_office_country,
        currency=offer.currency,
        stands=stands,
        reasons=reasons_json(reasons),
        terms_hash=programme.terms_hash,
        coverage_hash=programme.coverage_hash,
        readings_hash=programme.readings_hash,
    )
    QuoteLine.objects.bulk_create(
        QuoteLine(
            customer=customer,
            quote=quote,
            price=line.price,
            **line_as_typed(line.article, line.quantity, programme),
        )
        for line in offer.lines
    )
    data = {"kind": str(kind), "stands": stands, "number": quote.number}
    record("quote.made", subject_kind="quote", subject_id=quote.id, by=by, at=at, data=data)
    if contract is not None:
        record("contract.quoted", subject_kind="contract", subject_id=contract.id, by=by, at=at, data=data)
    return quote


def send_quote(*, quote: Quote, by: Actor, at: datetime) -> QuoteSending:
    """Send a draft to the customer: its leads get a mail, and see it in the portal.

    Raises `QuoteFalls` for one that the rules refuse, `QuoteNotOpen` for one that is no draft any more.
    """
    if not quote.stands:
        raise QuoteFalls(())
    state = _state(quote, at)
    if state != "draft":
        raise QuoteNotOpen(state)
    try:
        with transaction.atomic():
            sending: QuoteSending = QuoteSending.objects.create(
                customer_id=quote.customer_id, quote=quote, sent_at=at, sent_by=by.id
            )
    except IntegrityError as error:
        state = "sent"
        raise QuoteNotOpen(state) from error
    record("quote.sent", subject_kind="quote", subject_id=quote.id, by=by, at=at)
    tell_of_quote(quote, at)
    return sending


def accept_quote(*, quote: Quote, fleet: Sequence[FleetCount] = (), by: Actor, at: datetime) -> QuoteAnswer:
    """Accept a quote that was sent, and return the answer with the order that it placed.

    Of two people at once one wins. Raises `AlreadyAnswered`, `QuoteNotOpen`, and `QuoteFalls` when the programme refuses
    today what it would have accepted when the quote was made.
    """
    answer = _answer(quote, QuoteAnswer.Answer.ACCEPTED, by=by, at=at)
    lines = list(QuoteLine.objects.filter(quote=quote).order_by("article", "id"))
    # What was to begin before today begins today.
    starts_at = quote.starts_at if quote.starts_at.date() >= at.date() else at
    if quote.kind == Quote.Kind.TRUE_UP:
        for line in lines:
            if not add_units(quote=quote, line=line, fleet=fleet, starts_at=starts_at, by=by, at=at):
                raise QuoteFalls([Reason("true_up_none", {"article": line.article})])
    else:
        order = _place(quote, lines, starts_at, fleet, by=by, at=at)
        answer.order = order
        answer.save(update_fields=["order"])
    record("quote.accepted", subject_kind="quote", subject_id=quote.id, by=by, at=at)
    return answer


def decline_quote(*, quote: Quote, reason: str, note: str = "", by: Actor, at: datetime) -> QuoteAnswer:
    """Decline a quote that was sent, for one of the programme's reasons. Raises `AlreadyAnswered`, `QuoteNotOpen`."""
    answer = _answer(quote, QuoteAnswer.Answer.DECLINED, reason=reason, note=note, by=by, at=at)
    record("quote.declined", subject_kind="quote", subject_id=quote.id, by=by, at=at, data={"reason": reason})
    return answer


def _answer(quote: Quote, answer: str, reason: str = "", note: str = "", *, by: Actor, at: datetime) -> QuoteAnswer:
    state = _state(quote, at)
    if state in {"draft", "expired"}:
        raise QuoteNotOpen(state)
    try:
        with transaction.atomic():
            # Its key is the lock: of two people the second waits here for the first one's commit, and then hears of it.
            made: QuoteAnswer = QuoteAnswer.objects.create(
                customer_id=quote.customer_id,
                quote=quote,
                answer=answer,
                reason=reason,
                note=note,
                answered_at=at,
                answered_by=by.id,
            )
    except IntegrityError as error:
        raise AlreadyAnswered(QuoteAnswer.objects.get(quote=quote)) from error
    return made


def _state(quote: Quote, at: datetime) -> str:
    sent = QuoteSending.objects.filter(quote=quote).first()
    given = QuoteAnswer.objects.filter(quote=quote).first()
    if given is not None:
        raise AlreadyAnswered(given)
    return quote_rules.state_of(
        sent_at=sent.sent_at if sent else None, answer=None, valid_until=quote.valid_until, at=at
    )


def _place(
    quote: Quote,
    lines: Sequence[QuoteLine],
    starts_at: datetime,
    fleet: Sequence[FleetCount],
    *,
    by: Actor,
    at: datetime,
) -> Order:
    order = place_order(
        lines=[(line.article, line.quantity) for line in lines],
        starts_at=starts_at,
        ends_at=quote.ends_at,
        is_upgrade=quote.kind == Quote.Kind.UPGRADE,
        fleet=fleet,
        country=quote.country,
        by=by,
        at=at,
    )
    if not order.accepted:
        raise QuoteFalls([Reason(row["code"], row["facts"], row["device"]) for row in order.reasons])
    return order


def _judge(
    offer: Offer,
    customer: Customer,
    counts: tuple[FleetCount, ...],
    basis: Basis,
    programme: Programme,
    at: datetime,
) -> tuple[bool, tuple[Reason, ...]]:
    if offer.kind == Quote.Kind.TRUE_UP:
        return _judge_true_up(offer, counts, at)
    asked = rules.Order(
        lines=tuple(rules.OrderLine(line.article, line.quantity) for line in offer.lines),
        country=offer.country or customer.head_office_country,
        head_office=customer.head_office_country,
        starts_at=offer.starts_at,
        fleet=counts,
        held=held_scopes(at),
        ends_at=offer.ends_at,
    )
    if offer.kind == Quote.Kind.UPGRADE:
        verdict = judge_upgrade(asked, programme, at).order
    else:
        verdict = rules.judge_order(asked, programme)
        if offer.starts_at.date() < at.date():
            verdict = verdict._replace(accepted=False, reasons=(day_passed(offer.starts_at), *verdict.reasons))
    tiers = [tier for tier, _eligibility in verdict.eligibility] if counts else []
    told = [reason for tier in tiers for reason in assess(counts, tier, programme, basis).reasons]
    # Two tiers may say the same of one fleet.
    once = {(reason.code, str(reason.facts)): reason for reason in (*verdict.reasons, *told)}
    return verdict.accepted, tuple(once.values())


def _judge_true_up(offer: Offer, counts: tuple[FleetCount, ...], at: datetime) -> tuple[bool, tuple[Reason, ...]]:
    found_now = () if offer.contract is None else true_ups_of(offer.contract, counts, offer.starts_at, at)
    proposed = {one.article: one for one in found_now}
    reasons = []
    for line in offer.lines:
        found = proposed.get(line.article.strip().upper())
        if found is None or not 1 <= line.quantity <= found.quantity:
            reasons.append(Reason("true_up_none", {"article": line.article}))
            continue
        facts = {"article": line.article, "months": found.months, "quantity": line.quantity}
        reasons.append(Reason("true_up_adds", facts | {"until_on": last_day(found.ends_at)}))
    return bool(reasons) and all(reason.code == "true_up_adds" for reason in reasons), tuple(reasons)
