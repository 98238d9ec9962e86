"""Placing an order, and the contract that follows when the programme accepts it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from voorrang.accounts.queries import selected_customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.actions.eligibility import state_estimate, store_assessment
from voorrang.contracts.due_reminders import expect_reminders
from voorrang.contracts.models import Activation, ActivationStep, Contract, ContractScope, Order, OrderLine
from voorrang.contracts.numbers import numbered, take_sequence
from voorrang.contracts.queries import estimate_counts, held_scopes
from voorrang.contracts.renewal_rows import project_renewals
from voorrang.contracts.stored_reasons import reasons_json
from voorrang.editions.store import programme_at
from voorrang.rules import orders as rules
from voorrang.rules.activation import ChecklistItem, checklist
from voorrang.rules.eligibility import Basis, FleetCount
from voorrang.rules.programme import Programme
from voorrang.rules.upgrades import judge_upgrade

_MOST = 2_000_000_000
"""What a quantity's column holds."""


def place_order(  # noqa: PLR0913 -- an order as it is typed, by name
    *,
    lines: Sequence[tuple[str, int]],
    starts_at: datetime,
    estimates: Sequence[tuple[str, bool, int]] = (),
    fleet: Sequence[FleetCount] = (),
    country: str = "",
    ends_at: datetime | None = None,
    is_upgrade: bool = False,
    by: Actor,
    at: datetime,
) -> Order:
    """Place an order of (article number as typed, quantity) lines and return it, accepted or refused, with its reasons.

    A refusal is data, never an exception (`order.accepted`, `order.reasons`). An accepted order makes a contract with a
    scope for everything that its articles name, the activation's steps (G.7) and a first assessment (E.3-E.6).

    `estimates` are the customer's own counts of units under cover by (kind, commercial, count) (D.1) and are kept as its
    newest statement; without them the last statement counts. `fleet` counts the imported devices, where there are any, and
    goes before estimates. `country` is where the order is placed, by default that of the head office. `ends_at` is an end
    agreed for all its lines (co-terming). An upgrade takes the place of what runs on its first day: the running scopes end
    there, and the new contract is in force without an activation of its own.
    """
    customer = selected_customer()
    # Taken before the rest is read: of two orders at once the second waits here, and then sees the first one's contract.
    sequence = take_sequence(customer)
    programme = programme_at(customer.programme, at)
    if estimates:
        state_estimate(counts=estimates, by=by, at=at)
    counts = tuple(fleet) or estimate_counts(at)
    asked = rules.Order(
        lines=tuple(rules.OrderLine(article, quantity) for article, quantity in lines),
        country=country or customer.head_office_country,
        head_office=customer.head_office_country,
        starts_at=starts_at,
        fleet=counts,
        held=held_scopes(at),
        ends_at=ends_at,
    )
    upgrade = judge_upgrade(asked, programme, at) if is_upgrade else None
    verdict = upgrade.order if upgrade is not None else rules.judge_order(asked, programme)
    order: Order = Order.objects.create(
        customer=customer,
        number=numbered(customer, "O", sequence),
        placed_at=at,
        starts_at=starts_at,
        accepted=verdict.accepted,
        reasons=reasons_json(verdict.reasons),
        terms_hash=programme.terms_hash,
        coverage_hash=programme.coverage_hash,
        readings_hash=programme.readings_hash,
    )
    OrderLine.objects.bulk_create(_line(order, article, quantity, programme) for article, quantity in lines)
    event = "order.accepted" if verdict.accepted else "order.refused"
    codes = sorted({reason.code for reason in verdict.reasons})
    record(event, subject_kind="order", subject_id=order.id, by=by, at=at, data={"reasons": codes})
    if verdict.accepted:
        basis: Basis = "confirmed" if fleet else "provisional"
        replaced = _cut(upgrade.replaced, order) if upgrade is not None else []
        earlier = {scope.tier for scope in replaced}
        contract = _make_contract(order, verdict, programme, counts, basis, ends_at, earlier, by=by)
        _follow(contract, replaced, by=by)
        project_renewals(at)
    return order


def _cut(running: Iterable[rules.HeldScope], order: Order) -> list[ContractScope]:
    """End what an upgrade replaces, in the instant in which the upgrade begins, and return it."""
    found = []
    for held in running:
        scope = ContractScope.objects.get(scope=held.scope, starts_at=held.starts_at, ends_at=held.ends_at)
        scope.ends_at = scope.agreed_ends_at = order.starts_at
        scope.save(update_fields=["ends_at", "agreed_ends_at"])
        found.append(scope)
    return found


def _follow(contract: Contract, replaced: list[ContractScope], *, by: Actor) -> None:
    """Note in the history of what came before that this contract replaces or renews it; an upgrade is in force at once."""
    at = contract.purchased_at
    begins_at = ContractScope.objects.filter(contract=contract).values_list("scope", "starts_at")
    renewed = [
        scope
        for name, starts_at in begins_at
        for scope in ContractScope.objects.filter(scope=name, ends_at=starts_at).exclude(contract=contract)
        if scope not in replaced
    ]
    for event, scopes in (("contract.upgraded", replaced), ("contract.renewed", renewed)):
        for earlier in sorted({scope.contract_id for scope in scopes}):
            data = {"next": str(contract.id), "scopes": sorted(s.scope for s in scopes if s.contract_id == earlier)}
            record(event, subject_kind="contract", subject_id=earlier, by=by, at=at, data=data)
    if replaced:
        # Not `activate`: the periods stand as ordered, and the helpdesk that may claim already goes on.
        Activation.objects.create(
            customer_id=contract.customer_id, contract=contract, activated_at=at, activated_by=by.id
        )
        record("contract.activated", subject_kind="contract", subject_id=contract.id, by=by, at=at)


def _make_contract(
    order: Order,
    verdict: rules.OrderVerdict,
    programme: Programme,
    counts: tuple[FleetCount, ...],
    basis: Basis,
    agreed_ends_at: datetime | None,
    earlier_tiers: set[str],
    *,
    by: Actor,
) -> Contract:
    customer, at = order.customer, order.placed_at
    contract: Contract = Contract.objects.create(
        customer=customer,
        order=order,
        number=numbered(customer, "C", take_sequence(customer)),
        purchased_at=at,
        terms_hash=programme.terms_hash,
    )
    scopes = ContractScope.objects.bulk_create(
        ContractScope(
            customer=customer,
            contract=contract,
            scope=scope.scope,
            tier=scope.tier,
            article=scope.article,
            quantity=scope.quantity,
            starts_at=scope.starts_at,
            ends_at=scope.ends_at,
            agreed_ends_at=agreed_ends_at,
        )
        for scope in verdict.scopes
    )
    steps = ActivationStep.objects.bulk_create(
        ActivationStep(
            customer=customer,
            contract=contract,
            key=item.key,
            owner_role=item.owner,
            due_at=item.due_at,
            remind_at=item.remind_at[0] if item.remind_at else None,
        )
        for item in _steps(at, programme, {scope.tier for scope in scopes}, earlier_tiers)
    )
    expect_reminders(steps)
    data = {"scopes": {scope.scope: scope.tier for scope in scopes}, "order": str(order.id)}
    record("contract.made", subject_kind="contract", subject_id=contract.id, by=by, at=at, data=data)
    if counts:
        eligibility = dict(verdict.eligibility)
        for scope in scopes:
            store_assessment(scope, eligibility[scope.tier], counts, basis, by=by, at=at)
    return contract


def _steps(
    purchased_at: datetime, programme: Programme, tiers: Iterable[str], earlier: Iterable[str] = ()
) -> list[ChecklistItem]:
    """Return the steps that any of the tiers asks for, each once; after an upgrade those that its earlier tiers did not."""
    known = {
        item.key for tier in earlier if tier in programme.tiers for item in checklist(purchased_at, programme, tier)
    }
    items = {item.key: item for tier in sorted(tiers) for item in checklist(purchased_at, programme, tier)}
    items = {key: item for key, item in items.items() if key not in known}
    return sorted(items.values(), key=lambda item: item.due_at)


def _line(order: Order, article: str, quantity: int, programme: Programme) -> OrderLine:
    return OrderLine(customer=order.customer, order=order, **line_as_typed(article, quantity, programme))


def line_as_typed(article: str, quantity: int, programme: Programme) -> dict[str, Any]:
    """Return the columns of a line of an order or quote: as typed, with what the article buys where it is known."""
    typed = "".join(character if character.isprintable() else "?" for character in article.strip().upper())
    known = programme.articles.get(typed)
    return {
        "article": typed[:32],
        "quantity": min(max(quantity, 0), _MOST),
        "tier": known.tier if known else "",
        "scopes": sorted(known.scopes) if known else [],
        "term_years": known.term_years if known else None,
    }
