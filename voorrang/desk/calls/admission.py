"""Letting somebody in who is on no list, until the helpdesk's lead says yes or no (E.2)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from voorrang.accounts import actions
from voorrang.accounts.caller_rules import caller_rules
from voorrang.desk.calls.checked import found
from voorrang.desk.calls.forms import AdmissionForm
from voorrang.desk.customers.views import form_page
from voorrang.lib.clock import now


def admit(request: Any) -> HttpResponse:
    """Say who the caller is and why it is let in; the leads are asked by mail. Only after a PIN that is right."""
    at = now()
    check = found(request, request.GET.get("check", ""), at)
    if check is None or check.state != "verified":
        raise Http404
    customer = request.select_customer(check.customer_id)
    form = AdmissionForm(request.POST or None, most_days=caller_rules(customer, at).admit_days)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.admit_caller(
                name=said["name"],
                number=check.phone,
                reason=said["reason"],
                days=int(said["days"]),
                helpdesk_id=check.helpdesk_id,
                call_id=check.call_id,
                by=request.visitor.by,
                at=at,
            )
        except actions.CallerListed:
            messages.info(request, _("The number is on the list by now."))
        except actions.CallerDeclined as error:
            text = _(
                "The helpdesk's lead has declined this number: %(reason)s The lead can put the person on the list."
            )
            form.add_error("name", text % {"reason": error.admission.answer_reason})
            return _page(request, customer, form)
        else:
            messages.success(request, _("%(name)s is let in for now. The leads have a mail.") % {"name": said["name"]})
        return redirect(f"{reverse('desk:case-open')}?check={check.id}")
    return _page(request, customer, form)


def _page(request: Any, customer: Any, form: AdmissionForm) -> HttpResponse:
    lead = _("The PIN is right, but the number is on no list. The decision stays conditional until the lead answers.")
    return form_page(request, customer, form, _("Let the caller in"), _("Let in, and ask the lead"), lead)
