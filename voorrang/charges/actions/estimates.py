"""Estimating what work on a case would cost, sending it, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from babel.numbers import get_currency_precision
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.cases.actions import ask_back
from voorrang.cases.models import Case
from voorrang.charges.mails import tell_of_estimate
from voorrang.charges.models import CostEstimate, CostLine, CostRow
from voorrang.charges.queries import estimate_view
from voorrang.charges.refusals import EstimateNotOpen, LineFlawed, NotChargeable
from voorrang.contracts.models import AgreedRate
from voorrang.contracts.money import money_text
from voorrang.contracts.numbers import numbered, take_sequence
from voorrang.entitlements.queries import standing_decision
from voorrang.rules.charges import amount_of, price_with, total_of

CHARGEABLE = "chargeable"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an estimate. With a `rate` its price is the rate's; material at cost takes `price` as the cost.

    Without one, `price` is typed and `reason` says why.
    """

    kind: str
    text: str
    quantity: Decimal
    unit: str = ""
    price: Decimal | None = None
    rate: AgreedRate | None = None
    reason: str = ""


def make_estimate(
    *,
    case: Case,
    lines: Sequence[Line],
    currency: str,
    language: str,
    text: str,
    valid_until: datetime,
    by: Actor,
    at: datetime,
) -> CostEstimate:
    """Make a draft for a case that a named person chose to charge, and return it.

    Raises `NotChargeable`, and `LineFlawed` for a line that lacks something or an estimate without lines.
    """
    if not is_chargeable(case):
        raise NotChargeable
    if not lines:
        raise LineFlawed(field="lines", code="none")
    digits = get_currency_precision(currency)
    estimate: CostEstimate = CostEstimate.objects.create(
        customer_id=case.customer_id,
        number=numbered(case.customer, "E", take_sequence(case.customer)),
        case=case,
        currency=currency,
        language=language,
        text=text,
        valid_until=valid_until,
        made_at=at,
        made_by=by.id,
    )
    written = [_line(estimate, line, digits) for line in lines]
    CostLine.objects.bulk_create(written)
    total = total_of(one.amount for one in written)
    CostRow.objects.create(
        id=estimate.id,
        customer_id=case.customer_id,
        number=estimate.number,
        case_id=case.id,
        case_number=case.number,
        amount=total,
        currency=currency,
        state=CostRow.State.DRAFT,
        valid_until=valid_until,
        made_at=at,
    )
    note(estimate, "cost.estimated", by=by, at=at, amount=str(total))
    return estimate


def send_estimate(*, estimate: CostEstimate, by: Actor, at: datetime) -> None:
    """Send a draft to the customer: who may consent gets a mail, and the case waits, so that its clocks stand still (D.3).

    Raises `EstimateNotOpen`, and `CaseRefusal` for a case that takes no question any more.
    """
    view = estimate_view(estimate, at)
    if view.state != "draft":
        raise EstimateNotOpen(view.state)
    # Of two who send at once one changes the row.
    if not CostEstimate.objects.filter(id=estimate.id, sent_at=None, withdrawn_at=None).update(
        sent_at=at, sent_by=by.id
    ):
        raise EstimateNotOpen(CostRow.State.WAITING)
    case = estimate.case
    with translation.override(estimate.language):
        total = money_text(view.total, estimate.currency, estimate.language)
        words = _("This work would cost %(total)s (estimate %(number)s). We begin when you consent.") % {
            "total": total,
            "number": estimate.number,
        }
    ask_back(case=case, text=f"{estimate.text}\n\n{words}", language=estimate.language, by=by, at=at)
    move_row(estimate, CostRow.State.WAITING)
    note(estimate, "cost.sent", by=by, at=at)
    tell_of_estimate(estimate, view.total, at)


def withdraw_estimate(*, estimate: CostEstimate, by: Actor, at: datetime) -> None:
    """Take back what nobody has answered. Raises `EstimateNotOpen`."""
    state = estimate_view(estimate, at).state
    still_open = CostEstimate.objects.filter(id=estimate.id, withdrawn_at=None)
    if state not in {"draft", "waiting", "expired"} or not still_open.update(withdrawn_at=at, withdrawn_by=by.id):
        raise EstimateNotOpen(state)
    move_row(estimate, CostRow.State.WITHDRAWN)
    note(estimate, "cost.withdrawn", by=by, at=at)


def is_chargeable(case: Case) -> bool:
    """Whether a named person has chosen to charge for this case."""
    return standing_decision(case.decision).outcome == CHARGEABLE


def move_row(estimate: CostEstimate, state: str) -> None:
    """Bring the list over all customers in line."""
    CostRow.objects.filter(id=estimate.id).update(state=state)


def note(estimate: CostEstimate, type_: str, *, by: Actor, at: datetime, **data: str) -> None:
    """Leave the audit row."""
    told = {"number": estimate.number, "case": str(estimate.case_id)} | data
    record(type_, subject_kind="cost_estimate", subject_id=estimate.id, by=by, at=at, data=told)


def _line(estimate: CostEstimate, line: Line, digits: int) -> CostLine:
    if line.quantity <= 0:
        raise LineFlawed(field="quantity", code="nothing")
    price = _price(line, estimate.currency, digits)
    return CostLine(
        customer_id=estimate.customer_id,
        estimate=estimate,
        kind=line.kind,
        text=line.text,
        quantity=line.quantity,
        unit=line.unit or ("hour" if line.kind == CostLine.Kind.LABOUR else "piece"),
        price=price,
        amount=amount_of(line.quantity, price, digits),
        rate=line.rate,
        reason=line.reason,
    )


def _price(line: Line, currency: str, digits: int) -> Decimal:
    rate = line.rate
    if rate is None:
        if line.price is None:
            raise LineFlawed(field="price", code="missing")
        if not line.reason.strip():
            raise LineFlawed(field="reason", code="missing")
        return line.price
    if rate.currency and rate.currency != currency:
        raise LineFlawed(field="rate", code="currency")
    if (rate.kind == AgreedRate.Kind.LABOUR) != (line.kind == CostLine.Kind.LABOUR):
        raise LineFlawed(field="rate", code="kind")
    if rate.amount is not None:
        return rate.amount
    if line.price is None:
        raise LineFlawed(field="price", code="cost")
    return price_with(line.price, rate.percent or Decimal(0), digits)
