"""A customer's people, their keys, and the vendor's people who are assigned to it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts import actions
from voorrang.accounts.models import Assignment, Contact, Customer, Helpdesk, Pin
from voorrang.accounts.queries import contacts, members, staff_with_role
from voorrang.desk.customers.forms import NAMED_ROLES, AssignmentForm
from voorrang.desk.customers.views import form_page
from voorrang.desk.door import opened_customer, programme_sold
from voorrang.lib.clock import now
from voorrang.ui.contact_file import contact_file
from voorrang.ui.days import after, midnight
from voorrang.ui.filters import Choice, Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.people_forms import ContactForm, HelpdeskForm, InviteForm, PartnerForm, PinGrantForm
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Confirm, Crumb

OVERLAP_DAYS = 14


@require_GET
def contact_list(request: Any, code: str) -> HttpResponse | StreamingHttpResponse:
    """List the contacts of a customer by name, with who of them signs in."""
    at = now()
    customer = opened_customer(request, code)
    bar = read(
        request.GET,
        [
            Search("q", gettext_lazy("Name, mail address or phone")),
            Choice("standing", gettext_lazy("Standing"), Contact.Standing.choices),
        ],
    )
    found = contacts(at)
    if bar.values.get("standing"):
        found = found.filter(standing=bar.values["standing"])
    if text := bar.values.get("q"):
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(phone__contains=text))
    roles = {one.contact_id: one.role for one in members(at)}
    if wants_export(request):
        return contact_file(f"{customer.code.lower()}-contacts", found, roles)
    sheet = sheet_of(request, found, "name", ngettext_lazy("contact", "contacts"))
    context = {
        "customer": customer,
        "bar": bar,
        "sheet": sheet,
        "rows": [_contact_line(customer, one, roles.get(one.id)) for one in sheet.rows],
        "invite": InviteForm(),
        "crumbs": (
            Crumb(_("Customers"), reverse("desk:customer-list")),
            Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
            Crumb(_("Contacts")),
        ),
    }
    return render(request, "desk/customers/contacts.html", context)


def add_contact(request: Any, code: str) -> HttpResponse:
    """Name a person of the customer, and invite it where a role is given."""
    customer = opened_customer(request, code)
    form = ContactForm(
        request.POST or None,
        programme=programme_sold(),
        shown_in=language_of(request),
        initial={
            "standing": "helpdesk",
            "scope": "all",
            "language": customer.language,
            "phone": request.GET.get("phone", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        said, by, at = form.cleaned_data, request.visitor.by, now()
        contact = actions.add_contact(
            name=said["name"],
            standing=said["standing"],
            email=said["email"],
            phone=said["phone"],
            scope=said["scope"],
            site=form.sites.get(said["site"]),
            country=said["country"],
            partner=form.partners.get(said["partner"]),
            language=said["language"],
            by=by,
            at=at,
        )
        if said["role"]:
            actions.invite(contact=contact, role=said["role"], by=by, at=at)
            messages.success(request, _("%(name)s is on the list, and invited.") % {"name": contact.name})
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": contact.name})
        return redirect("desk:contact-list", customer.code)
    lead = _("Only helpdesk staff of the customer, or of its authorised partner, may claim support.")
    return form_page(request, customer, form, _("Add a contact"), _("Add"), lead)


@require_POST
def end_contact(request: Any, code: str, contact_id: UUID) -> HttpResponse:
    """End a contact, with its access and its tokens."""
    customer = opened_customer(request, code)
    contact = _contact(contact_id)
    actions.end_contact(contact=contact, by=request.visitor.by, at=now())
    messages.success(
        request, _("%(name)s is no longer on the list, and has no access any more.") % {"name": contact.name}
    )
    return redirect("desk:contact-list", customer.code)


@require_POST
def invite_contact(request: Any, code: str, contact_id: UUID) -> HttpResponse:
    """Invite a contact by mail to sign in."""
    customer = opened_customer(request, code)
    contact = _contact(contact_id)
    form = InviteForm(request.POST)
    if not form.is_valid() or not contact.email:
        raise Http404
    actions.invite(contact=contact, role=form.cleaned_data["role"], by=request.visitor.by, at=now())
    messages.success(request, _("The invitation went to %(email)s.") % {"email": contact.email})
    return redirect("desk:contact-list", customer.code)


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


def add_assignment(request: Any, code: str) -> HttpResponse:
    """Assign a named person to the customer over a period (T2.1, T3.1, T4.1)."""
    customer, at = opened_customer(request, code), now()
    staff = list(staff_with_role([str(role) for role in NAMED_ROLES], at))
    form = AssignmentForm(request.POST or None, staff=staff, initial={"starts_on": at.date()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = form.staff[said["person"]]
        starts_at = midnight(said["starts_on"])
        actions.assign(
            customer=customer,
            user=person.user,
            role=said["role"],
            # Today means from now on: the trail shall not say that somebody was assigned before it was decided.
            starts_at=max(starts_at, at) if said["starts_on"] == at.date() else starts_at,
            ends_at=after(said["ends_on"]),
            deputy=said["deputy"],
            by=request.visitor.by,
            at=at,
        )
        messages.success(request, _("%(name)s is assigned.") % {"name": person.user.name})
        return redirect("desk:customer-detail", customer.code)
    return form_page(request, customer, form, _("Assign somebody"), _("Assign"))


@require_POST
def end_assignment(request: Any, code: str, assignment_id: UUID) -> HttpResponse:
    """End an assignment now."""
    customer = opened_customer(request, code)
    assignment = Assignment.objects.filter(id=assignment_id, customer=customer).first()
    if assignment is None:
        raise Http404
    actions.end_assignment(assignment=assignment, by=request.visitor.by, at=now())
    messages.success(request, _("The assignment has ended."))
    return redirect("desk:customer-detail", customer.code)


def _contact(contact_id: UUID) -> Contact:
    contact: Contact | None = Contact.objects.filter(id=contact_id, ended_at=None).first()
    if contact is None:
        raise Http404
    return contact


def _contact_line(customer: Customer, contact: Contact, role: str | None) -> dict[str, Any]:
    return {
        "contact": contact,
        "role": role,
        "end": Confirm(
            id=f"end-{contact.id}",
            button=_("End"),
            title=_("End %(name)s?") % {"name": contact.name},
            text=_("The person may claim nothing any more, and loses access and tokens at once. Cases stay."),
            url=reverse("desk:contact-end", args=[customer.code, contact.id]),
            confirm=_("End the contact"),
            dangerous=True,
        ),
    }
