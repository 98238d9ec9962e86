"""Our helpdesk on one page: who may claim, who signs in, the keys, the authorised partner."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.caller_rules import rotate_months
from voorrang.accounts.models import Contact, Partner, Pin
from voorrang.accounts.queries import (
    contacts,
    helpdesks,
    members,
    missed_pin_grants,
    open_invitations,
    open_pin_grants,
    partners,
    pins,
    waiting_admissions,
)
from voorrang.lib.clock import now
from voorrang.rules.promises import add_months
from voorrang.ui.contact_file import contact_file
from voorrang.ui.days import days_left
from voorrang.ui.filters import Choice, Flag, Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.people_forms import InviteForm
from voorrang.ui.shapes import Confirm, FilterBar


@require_GET
def show(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the contacts by name; beside them helpdesks, PINs and the partner."""
    at = now()
    bar = read(
        request.GET,
        [
            Search("q", gettext_lazy("Name, mail address or phone")),
            Choice("standing", gettext_lazy("Standing"), Contact.Standing.choices),
            Choice("scope", gettext_lazy("Sees"), Contact.Scope.choices),
            Flag("left", gettext_lazy("Who has left")),
        ],
    )
    found = _narrowed(_left(at) if bar.values.get("left") else contacts(at), bar)
    roles = {one.contact_id: one.role for one in members(at)}
    if wants_export(request):
        return contact_file("contacts", found, roles)
    sheet = sheet_of(request, found, "name", ngettext_lazy("contact", "contacts"))
    invited = {one.contact_id: one for one in open_invitations(at)}
    context = {
        "bar": bar,
        "sheet": sheet,
        "rows": [
            {
                "contact": one,
                "role": roles.get(one.id),
                "invited": invited.get(one.id),
                "is_you": request.visitor.contact is not None and one.id == request.visitor.contact.id,
                "end": _end_contact(one),
            }
            for one in sheet.rows
        ],
        "invite": InviteForm(),
        "helpdesks": _desks(request, at),
        "rotate_months": rotate_months(request.visitor.customer, at),
        "waiting": waiting_admissions(at).count(),
        "partners": [
            {
                "row": one,
                "is_now": one.starts_at <= at,
                "days_left": days_left(one.ends_at, at),
                "end": _end_partner(one),
            }
            for one in partners(at)
        ],
    }
    return render(request, "portal/helpdesk/show.html", context)


def _narrowed(found: QuerySet[Contact], bar: FilterBar) -> QuerySet[Contact]:
    for name in ("standing", "scope"):
        if bar.values.get(name):
            found = found.filter(**{name: bar.values[name]})
    if text := bar.values.get("q"):
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text) | Q(phone__contains=text))
    return found


def _left(at: datetime) -> QuerySet[Contact]:
    found: QuerySet[Contact] = Contact.objects.filter(ended_at__lte=at)
    return found.select_related("site", "partner", "helpdesk").order_by("name", "id")


def _desks(request: Any, at: datetime) -> list[dict[str, Any]]:
    valid, waiting, missed = list(pins(at)), list(open_pin_grants(at)), missed_pin_grants(at)
    due = add_months(at, -rotate_months(request.visitor.customer, at))
    return [
        {
            "row": desk,
            "pins": [
                {"row": pin, "is_old": pin.ends_at is None and pin.starts_at <= due, "end": _end_pin(pin)}
                for pin in valid
                if pin.helpdesk_id == desk.id
            ],
            "grants": [grant for grant in waiting if grant.helpdesk_id == desk.id],
            "missed": [grant for grant in missed if grant.helpdesk_id == desk.id],
        }
        for desk in helpdesks()
    ]


def _end_contact(contact: Contact) -> Confirm:
    return Confirm(
        id=f"end-{contact.id}",
        button=_("End"),
        title=_("End %(name)s?") % {"name": contact.name},
        text=_("The person may claim nothing any more, and loses access and tokens at once. Cases stay."),
        url=reverse("portal:contact-end", args=[contact.id]),
        confirm=_("End the contact"),
        dangerous=True,
    )


def _end_pin(pin: Pin) -> Confirm:
    return Confirm(
        id=f"end-pin-{pin.selector}",
        button=_("End now"),
        title=_("End the PIN %(selector)s … at once?") % {"selector": pin.selector},
        text=_(
            "Do this when it has leaked. Whoever calls with it is told that it is no longer valid. Get a new one first."
        ),
        url=reverse("portal:pin-end", args=[pin.id]),
        confirm=_("End the PIN now"),
        dangerous=True,
    )


def _end_partner(partner: Partner) -> Confirm:
    return Confirm(
        id=f"end-partner-{partner.id}",
        button=_("End"),
        title=_("End the authority of %(name)s?") % {"name": partner.name},
        text=_("From now on its people may claim nothing for you. Their cases stay with you."),
        url=reverse("portal:partner-end", args=[partner.id]),
        confirm=_("End the authority"),
        dangerous=True,
    )
