"""What sales has in hand: a quote in each state, contracts that end soon, and one that was upgraded."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from voorrang.accounts.models import Contact, User
from voorrang.audit.actor import Actor
from voorrang.contracts import actions as contracts
from voorrang.contracts.models import ActivationStep, Contract, ContractScope, Quote
from voorrang.contracts.money import currency_of
from voorrang.demo.people import SELLER, DemoCustomer
from voorrang.installed_base.queries import fleet_counts
from voorrang.rules.programme import Programme

UPGRADED_AFTER = timedelta(days=25)
"""Before the first case: the year behind was served at the higher tier."""


def lay_upgrade(one: DemoCustomer, programme: Programme, by: Actor, bought: datetime, ends_at: datetime | None) -> None:
    """Let a customer that began a tier lower go up, with what it has."""
    at = bought + UPGRADED_AFTER
    lines = articles_of(one, programme, one.rank)
    order = contracts.place_order(lines=lines, starts_at=at, ends_at=ends_at, is_upgrade=True, by=by, at=at)
    if not order.accepted:
        message = f"{one.code} cannot go up: {order.reasons}"
        raise ValueError(message)
    for place, step in enumerate(ActivationStep.objects.filter(contract__order=order).order_by("due_at", "key")):
        contracts.complete_step(step=step, by=by, at=at + timedelta(days=1, hours=5 * place))


def articles_of(one: DemoCustomer, programme: Programme, rank: int, years: int = 0) -> list[tuple[str, int]]:
    """Return the lines that buy a tier for everything that a customer has."""
    sizes = {"pc": one.pcs, "print": one.printers}
    wanted = [
        article
        for article in programme.articles.values()
        if programme.tiers[article.tier].rank == rank and article.term_years == (years or one.years)
    ]
    return [(article.number, max(1, sum(sizes.get(scope, 0) for scope in article.scopes))) for article in wanted]


def lay_selling(
    one: DemoCustomer, programme: Programme, staff: Mapping[str, User], lead: Contact, anchor: datetime
) -> None:
    """Make a customer's quote, in the state that its plan says, and note whose its renewal is."""
    seller = Actor(kind="user", id=staff[SELLER].id, side="vendor", role="sales")
    contract = Contract.objects.order_by("-purchased_at", "-id").first()
    if contract is not None and one.ends_days:
        days = one.ends_days // 3
        contracts.plan_renewal(
            contract=contract,
            owner=staff[SELLER],
            next_step="Call about the years to come",
            next_on=(anchor + timedelta(days=days)).date(),
            by=seller,
            at=anchor - timedelta(days=3),
        )
    if not one.quote:
        return
    made_at = anchor - timedelta(days=60 if one.quote == "expired" else 6)
    quote = _quote(one, programme, contract, seller, made_at)
    if one.quote == "draft":
        return
    contracts.send_quote(quote=quote, by=seller, at=made_at + timedelta(hours=3))
    answered_at = made_at + timedelta(days=2)
    if one.quote == "accepted":
        contracts.accept_quote(quote=quote, fleet=fleet_counts(answered_at), by=seller, at=answered_at)
    elif one.quote == "declined":
        note = f"{lead.name}: not this year"
        contracts.decline_quote(quote=quote, reason="price", note=note, by=seller, at=answered_at)


def _quote(one: DemoCustomer, programme: Programme, contract: Contract | None, by: Actor, at: datetime) -> Quote:
    begins = max(ContractScope.objects.values_list("ends_at", flat=True), default=at)
    lines = [contracts.QuotedLine(*line) for line in articles_of(one, programme, one.rank, 1)]
    offer = contracts.Offer(
        kind=Quote.Kind.RENEWAL if contract else Quote.Kind.NEW,
        contract=contract,
        lines=lines,
        starts_at=begins,
        currency=currency_of(one.places[0].country),
    )
    return contracts.make_quote(offer=offer, fleet=fleet_counts(at), by=by, at=at)
