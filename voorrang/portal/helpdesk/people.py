"""One person of the helpdesk: what it is to it, what it was, and the lead's changes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts import actions
from voorrang.accounts.models import Contact, Membership
from voorrang.accounts.queries import open_invitations
from voorrang.lib.clock import now
from voorrang.portal.helpdesk.contacts import BACK
from voorrang.ui.people_forms import LAST_LEAD, InviteForm, MoveForm
from voorrang.ui.person_story import person_story, place_words
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb


@require_GET
def show(request: Any, contact_id: UUID) -> HttpResponse:
    """Show one person with its history, also one who has left."""
    return _page(request, _contact(contact_id))


@require_POST
def move(request: Any, contact_id: UUID) -> HttpResponse:
    """Change standing, scope or place: the old access ends with this."""
    contact = _contact(contact_id)
    form = MoveForm(request.POST, contact=contact, shown_in=language_of(request))
    if not form.is_valid():
        return _page(request, contact, form, status=422)
    try:
        changed = actions.change_contact(
            contact=contact,
            facts=form.facts,
            seen=form.cleaned_data["seen"],
            by=request.visitor.by,
            at=now(),
        )
    except actions.ContactEnded:
        messages.error(request, _("%(name)s is on the list no more. Add the person anew.") % {"name": contact.name})
        return _page(request, _contact(contact_id), status=409)
    except actions.ContactChanged:
        text = _("Somebody else has just changed %(name)s. This is what holds now; look, and change it again.")
        messages.error(request, text % {"name": contact.name})
        return _page(request, _contact(contact_id), status=409)
    if changed:
        messages.success(request, _("Changed. What %(name)s saw before is closed already.") % {"name": contact.name})
    return redirect("portal:contact-detail", contact_id)


@require_POST
def role(request: Any, contact_id: UUID) -> HttpResponse:
    """Give a person who signs in another role."""
    contact = _contact(contact_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        actions.change_role(contact=contact, role=form.cleaned_data["role"], by=request.visitor.by, at=now())
    except Membership.DoesNotExist:
        raise Http404 from None
    except actions.PersonRemovesItself:
        messages.error(request, _("Nobody takes the lead from themselves. Ask another lead."))
        return _page(request, contact, status=409)
    except actions.LastLead:
        messages.error(request, LAST_LEAD)
        return _page(request, contact, status=409)
    messages.success(request, _("Changed, from the next page on that %(name)s opens.") % {"name": contact.name})
    return redirect("portal:contact-detail", contact_id)


def _page(request: Any, contact: Contact, form: MoveForm | None = None, status: int = 200) -> HttpResponse:
    at, shown_in = now(), language_of(request)
    member = Membership.objects.filter(contact=contact, ends_at=None).first()
    context = {
        "contact": contact,
        "place": place_words(contact, shown_in),
        "has_left": contact.ended_at is not None and contact.ended_at <= at,
        "is_you": request.visitor.contact is not None and contact.id == request.visitor.contact.id,
        "member": member,
        "invited": open_invitations(at).filter(contact=contact).first(),
        "roles": InviteForm(initial={"role": member.role if member else ""}),
        "form": form or MoveForm(contact=contact, shown_in=shown_in),
        "story": person_story(contact, shown_in),
        "crumbs": (Crumb(BACK["back_label"], reverse(BACK["back"])), Crumb(contact.name)),
    }
    return render(request, "portal/helpdesk/person.html", context, status=status)


def _contact(contact_id: UUID) -> Contact:
    found: Contact | None = Contact.objects.select_related("site", "partner", "helpdesk").filter(id=contact_id).first()
    if found is None:
        raise Http404
    return found
