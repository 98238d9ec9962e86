"""What an agreement looks like."""

from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import moment
from voorrang.contracts.queries.agreement_versions import AgreementView


class PromiseTermsBody(Schema):
    """A time that is promised; empty means all."""

    kind: Literal["response", "update", "resolution"]
    seconds: int
    impact: str
    country: str
    hours: str = Field(description="Key of the working hours; empty for round the clock.")


class ExclusionBody(Schema):
    """What is left out; an empty list means all."""

    kinds: list[str]
    countries: list[str]
    products: list[str]
    reason: str


class RateBody(Schema):
    """What charged work costs. `amount` is for an hour or a piece, `percent` comes on the cost of material."""

    kind: Literal["labour", "material", "part"]
    country: str
    part: str
    text: str
    amount: str | None
    percent: str | None
    currency: str


class AgreementBody(Schema):
    """One version. It holds from `starts_at` until `ends_at`, exclusive, once both sides have signed."""

    id: UUID
    number: str
    version: int
    state: Literal["draft", "offered", "agreed", "in_force", "ended"]
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None
    signed_at: AwareDatetime | None
    promises: list[PromiseTermsBody]
    exclusions: list[ExclusionBody]
    rates: list[RateBody]


class AgreementPage(Schema):
    """A page of agreements."""

    items: list[AgreementBody]
    next: str | None


def agreement_body(view: AgreementView) -> dict[str, Any]:
    """Return one version as JSON. The people that it names stay out."""
    one = view.agreement
    return {
        "id": str(one.id),
        "number": one.number,
        "version": one.version,
        "state": view.state,
        "starts_at": moment(one.starts_at),
        "ends_at": moment(one.ends_at),
        "signed_at": moment(one.signed_at),
        "promises": [
            {
                "kind": each.kind,
                "seconds": each.seconds,
                "impact": each.impact,
                "country": each.country,
                "hours": each.calendar_key,
            }
            for each in view.promises
        ],
        "exclusions": [
            {
                "kinds": each.kinds,
                "countries": each.countries,
                "products": each.products,
                "reason": each.reason,
            }
            for each in view.exclusions
        ],
        "rates": [
            {
                "kind": each.kind,
                "country": each.country,
                "part": each.part,
                "text": each.text,
                "amount": None if each.amount is None else str(each.amount),
                "percent": None if each.percent is None else str(each.percent),
                "currency": each.currency,
            }
            for each in view.rates
        ],
    }
