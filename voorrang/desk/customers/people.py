"""A customer's people: who is named, invited, and ended."""

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
from voorrang.accounts.models import Contact, Customer
from voorrang.accounts.queries import contacts, members
from voorrang.desk.customers.views import form_page
from voorrang.desk.door import opened_customer, programme_sold
from voorrang.lib.clock import now
from voorrang.ui.contact_file import contact_file
from voorrang.ui.filters import Choice, Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.people_forms import LAST_LEAD, ContactForm, InviteForm
from voorrang.ui.person_story import person_story, place_words
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Confirm, Crumb


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
        contact = actions.add_contact(**form.facts, by=by, at=at)
        if said["role"]:
            actions.invite(contact=contact, role=said["role"], by=by, at=at)
            messages.success(request, _("%(name)s is on the list, and invited.") % {"name": contact.name})
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": contact.name})
        return redirect("desk:contact-list", customer.code)
    lead = _("Only helpdesk staff of the customer, or of its authorised partner, may claim support.")
    return form_page(request, customer, form, _("Add a contact"), _("Add"), lead)


@require_GET
def show(request: Any, code: str, contact_id: UUID) -> HttpResponse:
    """Show one person: what it is to the helpdesk, and what it was."""
    customer, at, shown_in = opened_customer(request, code), now(), language_of(request)
    contact = Contact.objects.select_related("site", "partner", "helpdesk").filter(id=contact_id).first()
    if contact is None:
        raise Http404
    context = {
        "customer": customer,
        "contact": contact,
        "place": place_words(contact, shown_in),
        "has_left": contact.ended_at is not None and contact.ended_at <= at,
        "story": person_story(contact, shown_in),
        "crumbs": (
            Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
            Crumb(_("Contacts"), reverse("desk:contact-list", args=[customer.code])),
            Crumb(contact.name),
        ),
    }
    return render(request, "desk/customers/person.html", context)


@require_POST
def end_contact(request: Any, code: str, contact_id: UUID) -> HttpResponse:
    """End a contact, with its access and its tokens."""
    customer = opened_customer(request, code)
    contact = _contact(contact_id)
    try:
        actions.end_contact(contact=contact, by=request.visitor.by, at=now())
    except actions.LastLead:
        messages.error(request, LAST_LEAD)
        return redirect("desk:contact-list", customer.code)
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
