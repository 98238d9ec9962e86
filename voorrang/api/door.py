"""Who is at the door and for which customer: what every operation asks first."""

from contextlib import ExitStack

from django.http import HttpRequest
from django.utils.translation import gettext as _

from voorrang.accounts.actions import PinCheck
from voorrang.accounts.models import Customer
from voorrang.accounts.visitor import Visitor
from voorrang.api.problems import FieldError, Problem, not_usable

CUSTOMER_HEADER = "Voorrang-Customer"
DOOR = "api"


class ApiRequest(HttpRequest):
    """A request as our middleware hands it on; only for types, never made."""

    visitor: Visitor
    scopes: ExitStack
    """What is entered here is left at the end of the request: the selected customer."""
    pin_check: PinCheck | None
    """What came of the PIN in the body, checked before the request's transaction; None without a PIN."""


def customer_of(request: ApiRequest) -> Customer:
    """Return the one customer that the request is about. Raises `Problem` when a token of the vendor names none."""
    customer = request.visitor.customer
    if customer is None:
        message = _("Voorrang-Customer: is missing; name the customer by its code, or send the PIN of the caller.")
        raise not_usable(FieldError(CUSTOMER_HEADER, "missing", message))
    return customer


def wrong_customer(request: ApiRequest) -> Problem | None:
    """Return the problem for a customer's code that leads nowhere, or that is not the token's own."""
    code = request.headers.get(CUSTOMER_HEADER)
    visitor = request.visitor
    if code is None or visitor.actor is None:
        return None
    customer = visitor.customer
    if customer is not None and customer.code == code:
        return None
    if visitor.is_vendor:
        message = _("Voorrang-Customer: no customer has this code; GET /api/v1/customers lists them.")
    else:
        message = _("Voorrang-Customer: this token has its own customer; leave the header out.")
    return not_usable(FieldError(CUSTOMER_HEADER, "unknown", message))
