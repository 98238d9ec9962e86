"""Reading customers: a customer's token sees its own, the vendor's sees all, or the one that it names."""

from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Query, Router

from voorrang.accounts.models import Customer
from voorrang.api.answers import answer
from voorrang.api.customers.schemas import CustomerBody, CustomerPage, customer_body
from voorrang.api.described import reading
from voorrang.api.door import ApiRequest
from voorrang.api.pages import Paging, page

router = Router(tags=["customers"])


@router.get("/customers", response=reading(CustomerPage), operation_id="listCustomers", summary="List customers")
def list_customers(request: ApiRequest, wanted: Query[Paging]) -> HttpResponse:
    """By code. A customer's token sees its own; a token of the vendor sees all, or the one in Voorrang-Customer."""
    place = wanted.place("customers")
    rows = Customer.objects.order_by("code")
    if request.visitor.customer is not None:
        rows = rows.filter(id=request.visitor.customer.id)
    if place is not None:
        rows = rows.filter(code__gt=place[0])
    return page("customers", wanted, list(rows[: wanted.limit + 1]), customer_body, lambda customer: [customer.code])


@router.get(
    "/customers/{uuid:customer_id}",
    response=reading(CustomerBody),
    operation_id="getCustomer",
    summary="Read a customer",
)
def get_customer(request: ApiRequest, customer_id: UUID) -> HttpResponse:
    """Return one customer."""
    own = request.visitor.customer
    rows = Customer.objects.filter(id=customer_id)
    customer = own if own is not None and own.id == customer_id else rows.first() if request.visitor.is_vendor else None
    if customer is None:
        raise Http404
    return answer(customer_body(customer))
