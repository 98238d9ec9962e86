"""How our people sign in: the lead's part."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from voorrang.ui import sign_in_pages as pages
from voorrang.ui.shapes import Crumb


def _here() -> pages.Place:
    return pages.Place("portal", crumbs=(Crumb(_("Our helpdesk"), reverse("portal:helpdesk")),))


@require_GET
def show(request: Any) -> HttpResponse:
    """Show second factor, mail domains and the company's sign-in."""
    return pages.show(request, _here())


@require_POST
def rule(request: Any) -> HttpResponse:
    """Ask a second factor of everybody, or no more."""
    return pages.set_rule(request, _here())


@require_POST
def claim(request: Any) -> HttpResponse:
    """Name a mail domain of ours."""
    return pages.claim(request, _here())


@require_POST
def verify(request: Any, domain_id: UUID) -> HttpResponse:
    """Look for the record that shows a domain to be ours."""
    return pages.verify(request, _here(), domain_id)


@require_POST
def drop(request: Any, domain_id: UUID) -> HttpResponse:
    """Give a domain up."""
    return pages.drop(request, _here(), domain_id)


@sensitive_post_parameters("secret")
def provider(request: Any) -> HttpResponse:
    """Set our company's sign-in."""
    return pages.set_provider(request, _here())


@require_POST
def end_provider(request: Any) -> HttpResponse:
    """End it."""
    return pages.end_provider(request, _here())
