"""Naming people and the partner that runs the helpdesk, and ending that (E.2). The lead's part."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from voorrang.accounts import actions
from voorrang.accounts.models import Contact, Partner
from voorrang.accounts.queries import contacts, partners
from voorrang.contracts.queries import programme_in_force
from voorrang.lib.clock import now
from voorrang.portal.door import form_page
from voorrang.ui.days import after, midnight
from voorrang.ui.people_forms import LAST_LEAD, ContactForm, InviteForm, PartnerEndForm, PartnerForm
from voorrang.ui.reader import language_of

BACK: dict[str, Any] = {"back": "portal:helpdesk", "back_label": gettext_lazy("Our helpdesk")}


def add(request: Any) -> HttpResponse:
    """Name a person, and invite it where a role is given."""
    visitor, at = request.visitor, now()
    form = ContactForm(
        request.POST or None,
        programme=programme_in_force(visitor.customer, at),
        shown_in=language_of(request),
        initial={"standing": "helpdesk", "scope": "all", "language": visitor.customer.language},
    )
    if request.method == "POST" and form.is_valid():
        contact = actions.add_contact(**form.facts, by=visitor.by, at=at)
        added_with(request, contact, form.cleaned_data["role"], at)
        return redirect("portal:helpdesk")
    lead = _("Only people of your helpdesk, or of your authorised partner, may claim support.")
    return form_page(request, form, heading=_("Add a contact"), button=_("Add the contact"), lead=lead, **BACK)


@require_POST
def end(request: Any, contact_id: UUID) -> HttpResponse:
    """End a contact, with its access and its tokens. Nobody ends itself: a helpdesk would be left without a lead."""
    contact = _contact(contact_id)
    if contact.id == request.visitor.contact.id:
        messages.error(request, _("You cannot end yourself. Ask another lead, or your contact at the vendor."))
        return redirect("portal:helpdesk")
    try:
        actions.end_contact(contact=contact, by=request.visitor.by, at=now())
    except actions.LastLead:
        messages.error(request, LAST_LEAD)
        return redirect("portal:helpdesk")
    text = _("%(name)s is no longer on the list, and has no access any more.")
    messages.success(request, text % {"name": contact.name})
    return redirect("portal:helpdesk")


@require_POST
def invite(request: Any, contact_id: UUID) -> HttpResponse:
    """Invite a contact by mail to sign in. An older invitation ends."""
    contact = _contact(contact_id)
    form = InviteForm(request.POST)
    if not form.is_valid() or not contact.email:
        raise Http404
    actions.invite(contact=contact, role=form.cleaned_data["role"], by=request.visitor.by, at=now())
    messages.success(request, _("The invitation went to %(email)s.") % {"email": contact.email})
    return redirect("portal:helpdesk")


def authorise(request: Any) -> HttpResponse:
    """Authorise a service provider to run the helpdesk, over a period (E.2)."""
    at = now()
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
        return redirect("portal:helpdesk")
    lead = _("Its people may then claim support like your own helpdesk, for as long as you say.")
    return form_page(request, form, heading=_("Authorise a partner"), button=_("Authorise"), lead=lead, **BACK)


def extend_partner(request: Any, partner_id: UUID) -> HttpResponse:
    """Set another last day of a partner's authority."""
    at = now()
    partner: Partner | None = partners(at).filter(id=partner_id).first()
    if partner is None:
        raise Http404
    last_day = (partner.ends_at - timedelta(days=1)).date() if partner.ends_at else None
    form = PartnerEndForm(request.POST or None, today=at.date(), initial={"ends_on": last_day})
    if request.method == "POST" and form.is_valid():
        ends_at = after(form.cleaned_data["ends_on"])
        actions.extend_partner(partner=partner, ends_at=ends_at, by=request.visitor.by, at=at)
        messages.success(request, _("The authority of %(name)s has a new last day.") % {"name": partner.name})
        return redirect("portal:helpdesk")
    heading = _("How long is %(name)s authorised?") % {"name": partner.name}
    lead = _("Its people may claim support for you up to and with this day. We warn you 30 and 7 days before.")
    return form_page(request, form, heading=heading, button=_("Set the last day"), lead=lead, **BACK)


@require_POST
def end_partner(request: Any, partner_id: UUID) -> HttpResponse:
    """End a partner's authority now."""
    partner = Partner.objects.filter(id=partner_id).first()
    if partner is None:
        raise Http404
    try:
        actions.end_partner(partner=partner, by=request.visitor.by, at=now())
    except actions.LastLead:
        messages.error(request, LAST_LEAD)
        return redirect("portal:helpdesk")
    messages.success(request, _("%(name)s may claim nothing for you any more.") % {"name": partner.name})
    return redirect("portal:helpdesk")


def _contact(contact_id: UUID) -> Contact:
    contact: Contact | None = contacts(now()).filter(id=contact_id).first()
    if contact is None:
        raise Http404
    return contact


def added_with(request: Any, contact: Contact, role: str, at: datetime) -> None:
    """Invite somebody new where a role was chosen, and say so."""
    if role:
        actions.invite(contact=contact, role=role, by=request.visitor.by, at=at)
        messages.success(request, _("%(name)s is on the list, and invited.") % {"name": contact.name})
    else:
        messages.success(request, _("%(name)s is on the list.") % {"name": contact.name})
