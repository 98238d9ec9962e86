"""Charging for work as it is done, never beyond the consent, and settling: what is charged, what is let go."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from babel.numbers import get_currency_precision
from django.db import IntegrityError, transaction

from voorrang.audit.actor import Actor
from voorrang.charges.actions.estimates import move_row, note
from voorrang.charges.models import ChargeLine, CostEstimate, CostLine, CostRow, InvoiceLine, Settlement, Waiver
from voorrang.charges.queries import EstimateView, estimate_view
from voorrang.charges.refusals import ChargeRefused, EstimateNotOpen, ReasonNeeded
from voorrang.rules.charges import amount_of, judge_charge, total_of


def enter_charge(*, line: CostLine, quantity: Decimal, text: str = "", by: Actor, at: datetime) -> ChargeLine:
    """Charge work or material against a line of an estimate that was consented to, at the estimate's price.

    Raises `ChargeRefused`: without consent, beyond it, after the settlement, or for nothing.
    """
    view = _locked(line.estimate, at)
    own = next(one for one in view.lines if one.line.id == line.id)
    amount = amount_of(quantity, line.price, get_currency_precision(view.estimate.currency))
    refusal = judge_charge(state=view.state, consented=line.amount, charged=own.charged, amount=amount)
    if refusal is not None:
        raise ChargeRefused(refusal.code, refusal.left)
    charge: ChargeLine = ChargeLine.objects.create(
        customer_id=line.customer_id,
        line=line,
        quantity=quantity,
        amount=amount,
        text=text,
        entered_at=at,
        entered_by=by.id,
    )
    note(view.estimate, "cost.charged", by=by, at=at, charge=str(charge.id), amount=str(amount))
    return charge


def settle(*, estimate: CostEstimate, waived: Mapping[UUID, str], by: Actor, at: datetime) -> Settlement:
    """Close the account of an estimate: charges named in `waived` (id to reason) are let go, the others go to the books.

    Raises `EstimateNotOpen`, `ReasonNeeded`.
    """
    view = _locked(estimate, at)
    if view.state != "consented":
        raise EstimateNotOpen(view.state)
    charges = {charge.id: (one.line, charge) for one in view.lines for charge in one.charges}
    named = {id_: reason.strip() for id_, reason in waived.items() if id_ in charges}
    if not all(named.values()):
        raise ReasonNeeded
    Waiver.objects.bulk_create(
        Waiver(customer_id=estimate.customer_id, charge=charges[id_][1], reason=reason, waived_at=at, waived_by=by.id)
        for id_, reason in named.items()
    )
    kept = [(line, charge) for id_, (line, charge) in charges.items() if id_ not in named]
    try:
        with transaction.atomic():
            settlement: Settlement = Settlement.objects.create(
                customer_id=estimate.customer_id,
                estimate=estimate,
                charged=total_of(charge.amount for _line, charge in kept),
                waived=total_of(charges[id_][1].amount for id_ in named),
                settled_at=at,
                settled_by=by.id,
            )
    except IntegrityError as error:
        state = "settled"
        raise EstimateNotOpen(state) from error
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            customer_id=estimate.customer_id,
            kind=InvoiceLine.Kind.CHARGE,
            source_id=charge.id,
            case_number=estimate.case.number,
            estimate_number=estimate.number,
            text=line.text,
            quantity=charge.quantity,
            price=line.price,
            amount=charge.amount,
            currency=estimate.currency,
            settled_at=at,
        )
        for line, charge in kept
    )
    move_row(estimate, CostRow.State.SETTLED)
    note(estimate, "cost.settled", by=by, at=at, charged=str(settlement.charged), waived=str(settlement.waived))
    return settlement


def _locked(estimate: CostEstimate, at: datetime) -> EstimateView:
    """Hold the estimate, so that two charges at once do not each see the same rest, and return how it stands."""
    held: CostEstimate = CostEstimate.objects.select_for_update().get(id=estimate.id)
    return estimate_view(held, at)
