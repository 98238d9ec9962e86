"""Placing and lifting legal holds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.accounts.models import Contact, Customer
from voorrang.cases.models import Case
from voorrang.desk.door import opened_customer
from voorrang.desk.privacy.forms import HoldForm
from voorrang.desk.privacy.pages import form_page
from voorrang.lib.clock import now
from voorrang.privacy.holds import lift_hold, place_hold
from voorrang.privacy.models import Hold
from voorrang.privacy.refusals import HeldAlready


def place(request: Any, code: str) -> HttpResponse:
    """Hold a customer, one of its people, or one of its cases."""
    customer = opened_customer(request, code)
    first = {
        "subject_kind": request.GET.get("kind", Hold.Subject.CUSTOMER),
        "person": request.GET.get("person", ""),
        "number": request.GET.get("number", ""),
    }
    form = HoldForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        subject = _subject(form, customer)
        if subject is not None and _placed(request, form, customer, subject):
            messages.success(request, _("The hold stands. Nothing of it is erased until you lift it."))
            return redirect("desk:privacy")
    heading = _("Place a legal hold at %(name)s") % {"name": customer.name}
    lead = _("While it stands, neither a request nor the nightly sweep erases anything of it.")
    return form_page(request, form, heading=heading, lead=lead, button=_("Place the hold"))


@require_POST
def lift(request: Any, code: str, hold_id: UUID) -> HttpResponse:
    """Lift a hold."""
    customer = opened_customer(request, code)
    hold = Hold.objects.filter(id=hold_id, customer_id=customer.id).first()
    if hold is None:
        raise Http404
    lift_hold(hold=hold, by=request.visitor.by, at=now())
    messages.success(request, _("The hold is lifted."))
    return redirect("desk:privacy")


def _placed(request: Any, form: HoldForm, customer: Customer, subject: UUID) -> bool:
    said = form.cleaned_data
    try:
        place_hold(
            customer=customer,
            subject_kind=said["subject_kind"],
            subject_id=subject,
            reason=said["reason"],
            by=request.visitor.by,
            at=now(),
        )
    except HeldAlready:
        form.add_error("subject_kind", _("A hold on this stands already. Lift that one first, or leave it."))
        return False
    return True


def _subject(form: HoldForm, customer: Customer) -> UUID | None:
    said = form.cleaned_data
    if said["subject_kind"] == Hold.Subject.CUSTOMER:
        return customer.id
    if said["subject_kind"] == Hold.Subject.CASE:
        case = Case.objects.filter(number=said["number"].strip().upper()).first()
        if case is None:
            form.add_error("number", _("This customer has no such case. Compare the number."))
        return case.id if case else None
    contact = Contact.objects.filter(email__iexact=said["person"].strip()).order_by("-created_at").first()
    if contact is None:
        form.add_error("person", _("This customer has no contact with this address. Compare it."))
    return contact.id if contact else None
