"""A customer's helpdesks and their PINs."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.accounts import actions
from voorrang.accounts.models import Contact, Helpdesk, Pin
from voorrang.accounts.queries import contacts
from voorrang.desk.customers.views import form_page
from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.ui.people_forms import HelpdeskForm, PinGrantForm

OVERLAP_DAYS = 14


def add_helpdesk(request: Any, code: str) -> HttpResponse:
    """Add a helpdesk, which gets a PIN of its own."""
    customer = opened_customer(request, code)
    form = HelpdeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.add_helpdesk(name=said["name"], countries=said["countries"], by=request.visitor.by, at=now())
        messages.success(request, _("%(name)s is added. It has no PIN yet.") % {"name": said["name"]})
        return redirect("desk:customer-detail", customer.code)
    return form_page(request, customer, form, _("Add a helpdesk"), _("Add"))


def grant_pin(request: Any, code: str, helpdesk_id: UUID) -> HttpResponse:
    """Mail a one-time link to a new PIN; the PIN is made when the link is opened, and nobody of us sees it."""
    customer, at = opened_customer(request, code), now()
    helpdesk = Helpdesk.objects.filter(id=helpdesk_id).first()
    if helpdesk is None:
        raise Http404
    people = list(contacts(at).exclude(standing=Contact.Standing.END_USER))
    form = PinGrantForm(request.POST or None, contacts=people, initial={"overlap_days": OVERLAP_DAYS})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        contact = form.contacts[said["contact"]]
        actions.grant_pin(
            helpdesk=helpdesk,
            contact=contact,
            overlap_for=timedelta(days=said["overlap_days"]),
            by=request.visitor.by,
            at=at,
        )
        text = _("The one-time link went to %(email)s. The PIN is made when it is opened.")
        messages.success(request, text % {"email": contact.email})
        return redirect("desk:customer-detail", customer.code)
    lead = _("The link goes by mail and works once. Nobody of us sees the PIN.")
    return form_page(
        request, customer, form, _("New PIN for %(name)s") % {"name": helpdesk.name}, _("Mail the link"), lead
    )


@require_POST
def end_pin(request: Any, code: str, pin_id: UUID) -> HttpResponse:
    """End a PIN at once: it has leaked."""
    customer = opened_customer(request, code)
    pin = Pin.objects.filter(id=pin_id).first()
    if pin is None:
        raise Http404
    actions.end_pin(pin=pin, by=request.visitor.by, at=now())
    messages.success(request, _("The PIN ended. Mail a link to a new one."))
    return redirect("desk:customer-detail", customer.code)
