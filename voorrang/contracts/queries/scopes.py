"""Orders, contracts and the scopes that carry a tier."""

from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from voorrang.accounts.models import Customer
from voorrang.accounts.queries import selected_customer
from voorrang.contracts.models import Activation, Assessment, Contract, ContractScope, Order
from voorrang.editions.store import frozen_programme, programme_at
from voorrang.rules import facts
from voorrang.rules.orders import HeldScope
from voorrang.rules.programme import Programme


def orders() -> QuerySet[Order]:
    """Return the orders, accepted and refused, newest first."""
    found: QuerySet[Order] = Order.objects.order_by("-placed_at", "-id")
    return found


def order_by_number(number: str) -> Order:
    """Return the order with this number, in any case. Raises `Order.DoesNotExist`."""
    order: Order = Order.objects.get(number=number.strip().upper())
    return order


def contracts(at: datetime) -> QuerySet[Contract]:
    """Return the contracts bought by `at`, newest first."""
    found: QuerySet[Contract] = Contract.objects.filter(purchased_at__lte=at)
    return found.select_related("order").order_by("-purchased_at", "-id")


def contract_by_number(number: str) -> Contract:
    """Return the contract with this number, in any case. Raises `Contract.DoesNotExist`."""
    contract: Contract = Contract.objects.select_related("order").get(number=number.strip().upper())
    return contract


def scopes_of(contract: Contract) -> QuerySet[ContractScope]:
    """Return the scopes of one contract."""
    found: QuerySet[ContractScope] = ContractScope.objects.filter(contract=contract)
    return found.order_by("scope", "id")


def scopes_in_force(at: datetime) -> QuerySet[ContractScope]:
    """Return the scopes whose period holds `at` and whose contract is activated where the programme asks for that (Q.14).

    Each has `activated_at` (None: not yet, and the programme does not ask for it) and its contract loaded.
    """
    running = _with_activation(at).filter(starts_at__lte=at, ends_at__gt=at)
    activated = Activation.objects.filter(activated_at__lte=at).values("contract_id")
    waiting = running.exclude(contract_id__in=activated).values_list("contract_id", "contract__terms_hash")
    # Looked up only when a contract waits for its activation: then its programme and the reading of Q.14 decide.
    code = selected_customer().programme if waiting else ""
    dormant = [contract_id for contract_id, terms_hash in waiting if _waits(code, terms_hash, at)]
    return running.exclude(contract_id__in=dormant).order_by("scope", "id")


def tiers_in_force(at: datetime) -> dict[str, str]:
    """Return the tier by scope at `at`."""
    return {scope.scope: scope.tier for scope in scopes_in_force(at)}


def contract_facts(at: datetime) -> tuple[facts.ContractScope, ...]:
    """Return every scope bought or in force by `at`, ended ones too, as the decision reads them: one query."""
    newest = Assessment.objects.filter(
        customer_id=OuterRef("customer_id"), contract_scope_id=OuterRef("id"), assessed_at__lte=at
    ).order_by("-assessed_at", "-id")
    rows = (
        _with_activation(at)
        .annotate(basis=Subquery(newest.values("basis")[:1]), qualifies=Subquery(newest.values("qualifies")[:1]))
        .filter(_known_by(at))
        .order_by("scope", "starts_at", "id")
        .values_list("scope", "tier", "starts_at", "ends_at", "activated_at", "basis", "qualifies")
    )
    return tuple(
        facts.ContractScope(
            scope=scope,
            tier=tier,
            starts_at=starts_at,
            ends_at=ends_at,
            activated_at=activated_at,
            eligibility="below" if qualifies is False else basis or "provisional",
        )
        for scope, tier, starts_at, ends_at, activated_at, basis, qualifies in rows
    )


def held_scopes(at: datetime) -> tuple[HeldScope, ...]:
    """Return every scope that the customer has or had under contract, for judging an order at `at`."""
    rows = _with_activation(at).order_by("starts_at", "id")
    found = rows.values_list("scope", "starts_at", "ends_at", "tier", "activated_at", "contract__terms_hash")  # type: ignore[misc]  # annotated above
    code = selected_customer().programme
    return tuple(
        HeldScope(scope, starts_at, ends_at, tier, activated_at is not None or not _waits(code, terms_hash, at))
        for scope, starts_at, ends_at, tier, activated_at, terms_hash in found
    )


def _waits(code: str, terms_hash: str, at: datetime) -> bool:
    """Say whether a contract of these terms is in force from its activation only (Q.14)."""
    return frozen_programme(code, terms_hash, at).contract_starts == "activation"


def programme_of_contract(contract: Contract, at: datetime) -> Programme:
    """Return what the contract bought: its frozen terms, with coverage and readings of `at` (Q.19)."""
    customer = Customer.objects.get(id=contract.customer_id)
    return frozen_programme(customer.programme, contract.terms_hash, at)


def programme_in_force(customer: Customer, at: datetime) -> Programme:
    """Return the programme by which a request of the selected customer is judged at `at`.

    That of its newest contract in force (Q.19), else of its newest contract at all, else the one sold at `at`. Raises
    `EditionMissing`.
    """
    rows = ContractScope.objects.filter(_known_by(at)).order_by("-contract__purchased_at", "-id")
    terms = None
    for terms_hash, starts_at, ends_at in rows.values_list("contract__terms_hash", "starts_at", "ends_at"):
        if starts_at <= at < ends_at:
            terms = terms_hash
            break
        terms = terms or terms_hash
    return programme_at(customer.programme, at) if terms is None else frozen_programme(customer.programme, terms, at)


def _known_by(at: datetime) -> Q:
    """Bought by then, or in force by then: a contract that was bought elsewhere is entered after it came into force."""
    activated = Activation.objects.filter(activated_at__lte=at).values("contract_id")
    return Q(contract__purchased_at__lte=at) | Q(contract_id__in=activated)


def _with_activation(at: datetime) -> QuerySet[ContractScope]:
    activated = Activation.objects.filter(
        customer_id=OuterRef("customer_id"), contract_id=OuterRef("contract_id"), activated_at__lte=at
    )
    found: QuerySet[ContractScope] = ContractScope.objects.select_related("contract").annotate(
        activated_at=Subquery(activated.values("activated_at")[:1])
    )
    return found
