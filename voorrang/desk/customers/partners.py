"""Service providers that a customer authorises for its helpdesk (E.2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.accounts import actions
from voorrang.accounts.models import Partner
from voorrang.accounts.queries import partners
from voorrang.desk.customers.views import form_page
from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.ui.days import after, midnight
from voorrang.ui.people_forms import LAST_LEAD, PartnerEndForm, PartnerForm


def add_partner(request: Any, code: str) -> HttpResponse:
    """Authorise a service provider for the customer's helpdesk (E.2)."""
    customer, at = opened_customer(request, code), now()
    form = PartnerForm(request.POST or None, initial={"starts_on": at.date()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.add_partner(
            name=said["name"],
            starts_at=midnight(said["starts_on"]),
            ends_at=after(said["ends_on"]),
            by=request.visitor.by,
            at=at,
        )
        messages.success(request, _("%(name)s is authorised. Name its people as contacts.") % {"name": said["name"]})
        return redirect("desk:customer-detail", customer.code)
    lead = _("The customer grants it: its people may then claim support like the customer's own helpdesk.")
    return form_page(request, customer, form, _("Authorise a partner"), _("Authorise"), lead)


def extend_partner(request: Any, code: str, partner_id: UUID) -> HttpResponse:
    """Set another last day of a partner's authority, as the customer says."""
    customer, at = opened_customer(request, code), now()
    partner = _partner(partner_id, at)
    form = PartnerEndForm(request.POST or None, today=at.date())
    if request.method == "POST" and form.is_valid():
        ends_at = after(form.cleaned_data["ends_on"])
        actions.extend_partner(partner=partner, ends_at=ends_at, by=request.visitor.by, at=at)
        messages.success(request, _("The authority of %(name)s has a new last day.") % {"name": partner.name})
        return redirect("desk:customer-detail", customer.code)
    heading = _("How long is %(name)s authorised?") % {"name": partner.name}
    return form_page(request, customer, form, heading, _("Set the last day"))


@require_POST
def end_partner(request: Any, code: str, partner_id: UUID) -> HttpResponse:
    """End a partner's authority now, as the customer says."""
    customer, at = opened_customer(request, code), now()
    partner = _partner(partner_id, at)
    try:
        actions.end_partner(partner=partner, by=request.visitor.by, at=at)
    except actions.LastLead:
        messages.error(request, LAST_LEAD)
    else:
        messages.success(request, _("%(name)s may claim nothing any more.") % {"name": partner.name})
    return redirect("desk:customer-detail", customer.code)


def _partner(partner_id: UUID, at: datetime) -> Partner:
    found: Partner | None = partners(at).filter(id=partner_id).first()
    if found is None:
        raise Http404
    return found
