"""One person: what is held about it, its data to take along, and its erasure in two steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Contact, Customer, User
from voorrang.desk.door import opened_customer
from voorrang.desk.privacy.forms import ErasureForm
from voorrang.lib.clock import now
from voorrang.privacy.erasure import (
    confirm_erasure,
    erasure_of,
    hold_against,
    preview,
    request_erasure,
    waiting_requests,
    withdraw_request,
)
from voorrang.privacy.export import export_person, held_of
from voorrang.privacy.holds import hold_on
from voorrang.privacy.jobs import erase
from voorrang.privacy.models import ErasureRequest, Hold
from voorrang.privacy.people import someone
from voorrang.privacy.refusals import ErasedAlready, RequestedAlready, RequestWithdrawn, UnderLegalHold
from voorrang.ui.privacy import held_lines, zip_answer
from voorrang.ui.shapes import Confirm, Crumb
from voorrang.ui.wording import date_text


@require_GET
def show(request: Any, code: str, contact_id: UUID) -> HttpResponse:
    """Show what is held about a person."""
    customer, contact = _opened(request, code, contact_id)
    return _person(request, customer, contact, ErasureForm())


@require_POST
def ask(request: Any, code: str, contact_id: UUID) -> HttpResponse:
    """Ask to erase a person, and go to what would go."""
    customer, contact = _opened(request, code, contact_id)
    form = ErasureForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            asked = request_erasure(
                contact=contact, reason=said["reason"], also=said["also"], by=request.visitor.by, at=now()
            )
        except (RequestedAlready, ErasedAlready):
            form.add_error(None, _("A request for this person is there already."))
        else:
            return redirect("desk:erasure-detail", customer.code, asked.id)
    return _person(request, customer, contact, form, status=422)


@require_GET
@never_cache
def download(request: Any, code: str, contact_id: UUID) -> HttpResponse:
    """Hand out a person's data, for the person."""
    _customer, contact = _opened(request, code, contact_id)
    return zip_answer(export_person(contact=contact, by=request.visitor.by, at=now()), f"person-{contact.id}")


@require_GET
def erasure(request: Any, code: str, request_id: UUID) -> HttpResponse:
    """Show a request: what would go, what stands against it, and afterwards the evidence."""
    customer, asked = _asked(request, code, request_id)
    return _page(request, customer, asked)


@require_POST
def confirm(request: Any, code: str, request_id: UUID) -> HttpResponse:
    """Confirm: access ends now, a job does the rest."""
    customer, asked = _asked(request, code, request_id)
    by, at = request.visitor.by, now()
    try:
        made = confirm_erasure(asked=asked, by=by, at=at)
    except UnderLegalHold:
        return _page(request, customer, asked, status=409)
    except (RequestWithdrawn, ErasedAlready):
        return redirect("desk:erasure-detail", customer.code, asked.id)
    erase.enqueue(customer_id=customer.id, by=by, at=at, effect_key=f"erase/{made.id}", erasure=str(made.id))
    messages.success(request, _("The person has no access any more. The rest goes within a minute."))
    return redirect("desk:erasure-detail", customer.code, asked.id)


@require_POST
def withdraw(request: Any, code: str, request_id: UUID) -> HttpResponse:
    """Take a request back."""
    customer, asked = _asked(request, code, request_id)
    try:
        withdraw_request(asked=asked, by=request.visitor.by, at=now())
    except ErasedAlready:
        messages.error(request, _("The request is confirmed already; what is erased does not come back."))
    else:
        messages.success(request, _("The request is taken back. Nothing was erased."))
    return redirect("desk:erasure-detail", customer.code, asked.id)


def _person(request: Any, customer: Customer, contact: Contact, form: ErasureForm, status: int = 200) -> HttpResponse:
    context = {
        "customer": customer,
        "contact": contact,
        "lines": held_lines(held_of(contact)),
        "asked": waiting_requests(customer.id).filter(contact_id=contact.id).first(),
        "erasure": erasure_of(contact.id),
        "hold": _told(request, hold_on(someone(contact))),
        "form": form,
        "crumbs": _crumbs(customer, Crumb(contact.name)),
    }
    return render(request, "desk/privacy/person.html", context, status=status)


def _page(request: Any, customer: Customer, asked: ErasureRequest, status: int = 200) -> HttpResponse:
    contact = Contact.objects.get(id=asked.contact_id)
    done = erasure_of(contact.id)
    is_open = done is None and asked.withdrawn_at is None
    people = [asked.requested_by, done.confirmed_by if done else None]
    names: dict[UUID | None, str] = {
        one.id: one.name for one in User.objects.filter(id__in=[one for one in people if one])
    }
    context = {
        "customer": customer,
        "contact": contact,
        "asked": asked,
        "asked_by": names.get(asked.requested_by, ""),
        "done": done,
        "confirmed_by": names.get(done.confirmed_by, "") if done else "",
        "touched": sorted(done.touched.items()) if done else [],
        "preview": preview(asked) if is_open else [],
        "hold": _told(request, hold_against(asked)) if is_open else None,
        "is_open": is_open,
        "confirm": _confirm(customer, asked),
        "crumbs": _crumbs(customer, Crumb(_("Erasure"))),
    }
    return render(request, "desk/privacy/erasure.html", context, status=status)


def _told(request: Any, hold: Hold | None) -> str:
    """Say what stands against an erasure, since when, and who can lift it."""
    if hold is None:
        return ""
    said = {"what": hold.get_subject_kind_display(), "day": date_text(hold.placed_at.date(), request.LANGUAGE_CODE)}
    return _("%(what)s is under a legal hold since %(day)s, so nothing is erased. An operator can lift it.") % said


def _confirm(customer: Customer, asked: ErasureRequest) -> Confirm:
    return Confirm(
        id="confirm-erasure",
        button=_("Erase the person"),
        title=_("Erase this person for good?"),
        text=_("Access ends at once. Names and words do not come back; cases, decisions and figures stay."),
        url=reverse("desk:erasure-confirm", args=[customer.code, asked.id]),
        confirm=_("Yes, erase"),
        dangerous=True,
    )


def _opened(request: Any, code: str, contact_id: UUID) -> tuple[Customer, Contact]:
    customer = opened_customer(request, code)
    contact = Contact.objects.filter(id=contact_id).first()
    if contact is None:
        raise Http404
    return customer, contact


def _asked(request: Any, code: str, request_id: UUID) -> tuple[Customer, ErasureRequest]:
    customer = opened_customer(request, code)
    asked = ErasureRequest.objects.filter(id=request_id, customer_id=customer.id).first()
    if asked is None:
        raise Http404
    return customer, asked


def _crumbs(customer: Customer, last: Crumb) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Privacy"), reverse("desk:privacy")),
        Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
        last,
    )
