"""Helpdesks and their PINs: a new one by one-time link, an end at once for one that leaked."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from voorrang.accounts import actions
from voorrang.accounts.actions.pins import DEFAULT_RULES
from voorrang.accounts.caller_rules import rotate_months
from voorrang.accounts.models import Contact, Helpdesk, Pin
from voorrang.accounts.queries import contacts
from voorrang.contracts.queries import programme_in_force
from voorrang.lib.clock import now
from voorrang.portal.door import form_page
from voorrang.portal.helpdesk.contacts import BACK
from voorrang.ui.people_forms import HelpdeskForm, PinGrantForm, PinPlanForm


def add_helpdesk(request: Any) -> HttpResponse:
    """Add a helpdesk, which gets a PIN of its own."""
    form = HelpdeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.add_helpdesk(name=said["name"], countries=said["countries"], by=request.visitor.by, at=now())
        messages.success(request, _("%(name)s is added. It has no PIN yet.") % {"name": said["name"]})
        return redirect("portal:helpdesk")
    lead = _("Each helpdesk has a PIN of its own. One is enough for most; a big company has several, by country.")
    return form_page(request, form, heading=_("Add a helpdesk"), button=_("Add the helpdesk"), lead=lead, **BACK)


def grant_pin(request: Any, helpdesk_id: UUID) -> HttpResponse:
    """Mail a one-time link to a new PIN. The PIN is made when the link is opened."""
    at = now()
    helpdesk = Helpdesk.objects.filter(id=helpdesk_id).first()
    if helpdesk is None:
        raise Http404
    people = list(contacts(at).exclude(standing=Contact.Standing.END_USER))
    form = PinGrantForm(
        request.POST or None,
        contacts=people,
        initial={"overlap_days": _overlap_days(request, at), "contact": str(request.visitor.contact.id)},
    )
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
        return redirect("portal:helpdesk")
    lead = _(
        "A link goes by mail. Whoever opens it sees the new PIN once, and tells it to the helpdesk. The present PIN works on "
        "for the days that you choose, so that nobody is cut off in between."
    )
    heading = _("New PIN for %(name)s") % {"name": helpdesk.name}
    return form_page(request, form, heading=heading, button=_("Mail the link"), lead=lead, **BACK)


@require_POST
def end_pin(request: Any, pin_id: UUID) -> HttpResponse:
    """End a PIN at once: it has leaked."""
    pin = Pin.objects.filter(id=pin_id).first()
    if pin is None:
        raise Http404
    actions.end_pin(pin=pin, by=request.visitor.by, at=now())
    messages.success(request, _("The PIN ended. Without another one your callers are asked who they are."))
    return redirect("portal:helpdesk")


def plan(request: Any) -> HttpResponse:
    """Choose how often PINs change."""
    at = now()
    form = PinPlanForm(request.POST or None, initial={"every_months": rotate_months(request.visitor.customer, at)})
    if request.method == "POST" and form.is_valid():
        months = form.cleaned_data["every_months"]
        actions.plan_rotation(every_months=months, by=request.visitor.by, at=at)
        text = ngettext(
            "From now on a new PIN is due every month.", "From now on a new PIN is due every %(n)s months.", months
        )
        messages.success(request, text % {"n": months})
        return redirect("portal:helpdesk")
    lead = _("People come and go, and a PIN goes with them. You choose after how long a new one is due.")
    return form_page(request, form, heading=_("How often PINs change"), button=_("Keep this"), lead=lead, **BACK)


def _overlap_days(request: Any, at: Any) -> int:
    """The programme's own setting of how long an old PIN works on."""
    try:
        rules = programme_in_force(request.visitor.customer, at).assumption("pin_rules").value
    except KeyError:
        rules = {}
    return int(rules.get("overlap_days", DEFAULT_RULES["overlap_days"]))
