"""How a customer's people sign in: the operator helps, and gives its word for a mail domain."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from voorrang.desk.door import opened_customer
from voorrang.ui import sign_in_pages as pages
from voorrang.ui.shapes import Crumb


def _at(request: Any, code: str) -> pages.Place:
    customer = opened_customer(request, code)
    crumbs = (
        Crumb(_("Customers"), reverse("desk:customer-list")),
        Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
    )
    return pages.Place("desk", (customer.code,), crumbs)


@require_GET
def show(request: Any, code: str) -> HttpResponse:
    """Show second factor, mail domains and the company's sign-in."""
    return pages.show(request, _at(request, code))


@require_POST
def rule(request: Any, code: str) -> HttpResponse:
    """Ask a second factor of everybody, or no more."""
    return pages.set_rule(request, _at(request, code))


@require_POST
def claim(request: Any, code: str) -> HttpResponse:
    """Name a mail domain of the customer."""
    return pages.claim(request, _at(request, code))


@require_POST
def verify(request: Any, code: str, domain_id: UUID) -> HttpResponse:
    """Say that a domain is the customer's."""
    return pages.verify(request, _at(request, code), domain_id)


@require_POST
def drop(request: Any, code: str, domain_id: UUID) -> HttpResponse:
    """Give a domain up."""
    return pages.drop(request, _at(request, code), domain_id)


@sensitive_post_parameters("secret")
def provider(request: Any, code: str) -> HttpResponse:
    """Set the company's sign-in."""
    return pages.set_provider(request, _at(request, code))


@require_POST
def end_provider(request: Any, code: str) -> HttpResponse:
    """End it: the way back in when nobody gets in any more."""
    return pages.end_provider(request, _at(request, code))
