"""What work on a case would cost, and what the customer answered."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import answer, moment
from voorrang.api.cases.reading import the_case
from voorrang.api.cases.router import router
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest
from voorrang.charges.queries import EstimateView, estimate_views, estimates_of
from voorrang.lib.clock import now


class CostLineBody(Schema):
    """One line. Amounts are text, so that nothing rounds them."""

    kind: Literal["labour", "material"]
    text: str
    quantity: str
    unit: str
    price: str
    amount: str
    charged: str


class CostEstimateBody(Schema):
    """One estimate. Without a consent nothing is charged."""

    id: UUID
    number: str
    state: Literal["draft", "waiting", "consented", "refused", "expired", "withdrawn", "settled"]
    currency: str
    total: str = Field(examples=["353.25"])
    valid_until: AwareDatetime = Field(description="Exclusive.")
    answered_at: AwareDatetime | None
    lines: list[CostLineBody]


class CostEstimates(Schema):
    """All of a case; there is one page."""

    items: list[CostEstimateBody]
    next: str | None


@router.get(
    "/cases/{uuid:case_id}/cost-estimates",
    response=reading(CostEstimates),
    operation_id="listCostEstimates",
    summary="List estimates of cost",
)
def list_cost_estimates(request: ApiRequest, case_id: UUID) -> HttpResponse:
    """Newest first. A customer's token sees those that were sent."""
    case = the_case(request, case_id)
    rows = estimates_of(case, sent_only=not request.visitor.is_vendor)
    return answer({"items": [_body(view) for view in estimate_views(rows, now())], "next": None})


def _body(view: EstimateView) -> dict[str, Any]:
    one = view.estimate
    return {
        "id": str(one.id),
        "number": one.number,
        "state": view.state,
        "currency": one.currency,
        "total": str(view.total),
        "valid_until": moment(one.valid_until),
        "answered_at": moment(view.consent.answered_at) if view.consent else None,
        "lines": [
            {
                "kind": each.line.kind,
                "text": each.line.text,
                "quantity": str(each.line.quantity),
                "unit": each.line.unit,
                "price": str(each.line.price),
                "amount": str(each.line.amount),
                "charged": str(each.charged),
            }
            for each in view.lines
        ],
    }
