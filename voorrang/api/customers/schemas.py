"""What a customer looks like."""

from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from voorrang.accounts.models import Customer
from voorrang.api.answers import moment


class CustomerBody(Schema):
    """The group that signs the contract."""

    id: UUID
    code: str = Field(description="The prefix of its case numbers; name it in Voorrang-Customer.", examples=["NORD"])
    name: str
    head_office_country: str = Field(examples=["NO"])
    language: str = Field(examples=["en"])
    programme: str
    created_at: AwareDatetime


class CustomerPage(Schema):
    """A page of customers."""

    items: list[CustomerBody]
    next: str | None


def customer_body(customer: Customer) -> dict[str, Any]:
    """Return a customer as JSON."""
    return {
        "id": str(customer.id),
        "code": customer.code,
        "name": customer.name,
        "head_office_country": customer.head_office_country,
        "language": customer.language,
        "programme": customer.programme,
        "created_at": moment(customer.created_at),
    }
