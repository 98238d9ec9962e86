"""What a quote looks like."""

from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import moment
from voorrang.contracts.queries import QuoteView


class QuoteLineBody(Schema):
    """One article that is offered. `price` is for one unit, as decimal digits; null where none is given."""

    article: str
    quantity: int
    tier: str
    scopes: list[str]
    term_years: int | None
    price: str | None = Field(examples=["12.50"])


class QuoteBody(Schema):
    """An offer, and how it stands. Systems read quotes; people accept or decline them in the portal."""

    id: UUID
    number: str
    kind: Literal["new", "renewal", "upgrade", "true_up"]
    contract_number: str | None = Field(description="The contract that it renews, upgrades or adds to.")
    state: Literal["draft", "sent", "accepted", "declined", "expired"]
    made_at: AwareDatetime
    sent_at: AwareDatetime | None
    valid_until: AwareDatetime = Field(description="Exclusive.")
    starts_at: AwareDatetime
    answered_at: AwareDatetime | None
    order_number: str | None = Field(description="The order that accepting it has placed.")
    currency: str = Field(examples=["EUR"])
    total: str | None = Field(description="The sum of the lines that have a price.", examples=["1250.00"])
    total_is_whole: bool = Field(description="Whether every line has a price.")
    lines: list[QuoteLineBody]


class QuotePage(Schema):
    """A page of quotes."""

    items: list[QuoteBody]
    next: str | None


def quote_body(view: QuoteView) -> dict[str, Any]:
    """Return a quote as JSON."""
    quote, answer, order = view.quote, view.answer, view.answer.order if view.answer else None
    return {
        "id": str(quote.id),
        "number": quote.number,
        "kind": quote.kind,
        "contract_number": quote.contract.number if quote.contract else None,
        "state": view.state,
        "made_at": moment(quote.made_at),
        "sent_at": moment(view.sending.sent_at) if view.sending else None,
        "valid_until": moment(quote.valid_until),
        "starts_at": moment(quote.starts_at),
        "answered_at": moment(answer.answered_at) if answer else None,
        "order_number": order.number if order else None,
        "currency": quote.currency,
        "total": str(view.total.amount) if view.total else None,
        "total_is_whole": view.total is not None and view.total.is_whole,
        "lines": [
            {
                "article": line.article,
                "quantity": line.quantity,
                "tier": line.tier,
                "scopes": line.scopes,
                "term_years": line.term_years,
                "price": None if line.price is None else str(line.price),
            }
            for line in view.lines
        ],
    }
