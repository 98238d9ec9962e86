"""Adding units to a contract whose fleet has grown."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from voorrang.accounts.queries import selected_customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.models import ContractScope, Quote, QuoteLine, TrueUp
from voorrang.contracts.numbers import take_sequence
from voorrang.contracts.queries import estimate_counts, true_ups_of
from voorrang.contracts.renewal_rows import project_renewals
from voorrang.rules.eligibility import FleetCount


def add_units(
    *, quote: Quote, line: QuoteLine, fleet: Sequence[FleetCount], starts_at: datetime, by: Actor, at: datetime
) -> TrueUp | None:
    """Add what a line offers, and return the true-up; None when the fleet does not count that many more any longer."""
    contract = quote.contract
    if contract is None:
        return None
    # The customer's counter is the lock: of two quotes at once the second counts what the first one added.
    take_sequence(selected_customer())
    counts = tuple(fleet) or estimate_counts(at)
    proposed = {one.article: one for one in true_ups_of(contract, counts, starts_at, at)}
    found = proposed.get(line.article)
    if found is None or line.quantity > found.quantity:
        return None
    ContractScope.objects.filter(contract=contract, article=line.article).update(quantity=F("quantity") + line.quantity)
    made: TrueUp = TrueUp.objects.create(
        customer_id=quote.customer_id,
        contract=contract,
        quote=quote,
        article=line.article,
        quantity=line.quantity,
        starts_at=starts_at,
        ends_at=found.ends_at,
        added_at=at,
        added_by=by.id,
    )
    data = {"article": line.article, "quantity": line.quantity, "quote": quote.number}
    record("contract.trued_up", subject_kind="contract", subject_id=contract.id, by=by, at=at, data=data)
    project_renewals(at)
    return made
