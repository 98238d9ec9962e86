"""Callers whom an agent has let in though they are on no list: the lead says yes or no (E.2)."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts import actions
from voorrang.accounts.models import Admission, User
from voorrang.accounts.queries import waiting_admissions
from voorrang.contracts.queries import programme_in_force
from voorrang.lib.clock import now
from voorrang.portal.door import form_page
from voorrang.portal.helpdesk.contacts import BACK, added_with
from voorrang.ui.people_forms import ContactForm
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb

RECENT = 20
_BACK: dict[str, Any] = {"back": "portal:admission-list", "back_label": gettext_lazy("Callers who wait")}


class DeclineForm(forms.Form):
    """Why somebody does not belong to the helpdesk."""

    reason = forms.CharField(
        label=gettext_lazy("Why not?"),
        max_length=500,
        help_text=gettext_lazy("Our agents read it when the number calls again."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_GET
def listing(request: Any) -> HttpResponse:
    """List who waits, and what was answered lately."""
    return _page(request)


def approve(request: Any, admission_id: UUID) -> HttpResponse:
    """Put the caller on the list, as of its call."""
    visitor, at = request.visitor, now()
    admission = _admission(admission_id)
    form = ContactForm(
        request.POST or None,
        programme=programme_in_force(visitor.customer, at),
        shown_in=language_of(request),
        initial={
            "name": admission.name,
            "phone": admission.number,
            "standing": "helpdesk",
            "scope": "own",
            "language": visitor.customer.language,
            "helpdesk": str(admission.helpdesk_id or ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            contact = actions.approve_caller(admission=admission, facts=form.facts, by=visitor.by, at=at)
        except actions.AdmissionSettled as error:
            return _settled(request, error.admission)
        added_with(request, contact, form.cleaned_data["role"], at)
        return redirect("portal:admission-list")
    if admission.answer or admission.expires_at <= at:
        return _settled(request, admission)
    heading = _("Put %(name)s on the list") % {"name": admission.name}
    lead = _("The person counts as listed since the call, so what was decided then is looked at again.")
    return form_page(request, form, heading=heading, button=_("Approve"), lead=lead, **_BACK)


def decline(request: Any, admission_id: UUID) -> HttpResponse:
    """Say no, with the reason that our agents read."""
    at = now()
    admission = _admission(admission_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline_caller(
                admission=admission, reason=form.cleaned_data["reason"], by=request.visitor.by, at=at
            )
        except actions.AdmissionSettled as error:
            return _settled(request, error.admission)
        messages.success(request, _("%(name)s is let in no more.") % {"name": admission.name})
        return redirect("portal:admission-list")
    if admission.answer or admission.expires_at <= at:
        return _settled(request, admission)
    heading = _("Decline %(name)s") % {"name": admission.name}
    lead = _("Whoever calls with this number is not let in any more, until you put the person on the list.")
    return form_page(request, form, heading=heading, button=_("Decline"), lead=lead, **_BACK)


def _settled(request: Any, admission: Admission) -> HttpResponse:
    words = admission.get_answer_display() if admission.answer else _("no answer in time")
    text = _("This is settled already: %(name)s, %(answer)s. Nothing was changed.")
    messages.warning(request, text % {"name": admission.name, "answer": words})
    return _page(request, status=409)


def _page(request: Any, status: int = 200) -> HttpResponse:
    at = now()
    context = {
        "waiting": list(waiting_admissions(at)),
        "settled": _settled_lately(),
        "crumbs": (Crumb(BACK["back_label"], reverse(BACK["back"])), Crumb(_("Callers who wait"))),
    }
    return render(request, "portal/helpdesk/admissions.html", context, status=status)


def _settled_lately() -> list[tuple[Admission, str]]:
    settled = list(Admission.objects.exclude(answer="").order_by("-answered_at", "-id")[:RECENT])
    people = {one.answered_by for one in settled if one.answered_by}
    names: dict[Any, str] = dict(User.objects.filter(id__in=people).values_list("id", "name"))
    return [(one, names.get(one.answered_by, "")) for one in settled]


def _admission(admission_id: UUID) -> Admission:
    found: Admission | None = Admission.objects.select_related("helpdesk").filter(id=admission_id).first()
    if found is None:
        raise Http404
    return found
