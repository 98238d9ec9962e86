"""What is held about the reader, as a file to take along; and a lead's request to erase somebody."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Contact
from voorrang.lib.clock import now
from voorrang.portal.door import form_page
from voorrang.privacy.erasure import request_erasure, waiting_requests
from voorrang.privacy.export import export_person, held_of
from voorrang.privacy.models import Erasure
from voorrang.privacy.refusals import ErasedAlready, RequestedAlready
from voorrang.ui.people_forms import offer, plain
from voorrang.ui.privacy import held_lines, zip_answer


class EraseForm(forms.Form):
    """Whom to erase, and why."""

    contact = forms.ChoiceField(label=gettext_lazy("Person"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("As in: has left, and asks for it. The words go along with the person."),
    )

    def __init__(self, *args: Any, people: list[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.id): one for one in people}
        offer(self, "contact", [(key, one.name) for key, one in self.people.items()])

    def clean_reason(self) -> str:
        """Refuse what no database keeps."""
        return plain(str(self.cleaned_data["reason"]))


@require_GET
def show(request: Any) -> HttpResponse:
    """Say what is held about the reader, and for how long."""
    contact, customer = request.visitor.contact, request.visitor.customer
    asked = waiting_requests(customer.id).filter(contact_id=contact.id).first()
    context = {"lines": held_lines(held_of(contact)), "contact": contact, "asked": asked}
    return render(request, "portal/privacy/show.html", context)


@require_GET
@never_cache
def download(request: Any) -> HttpResponse:
    """Hand the reader everything that is held about it."""
    contact = request.visitor.contact
    return zip_answer(export_person(contact=contact, by=request.visitor.by, at=now()), "your-data")


def ask(request: Any) -> HttpResponse:
    """A lead asks to erase a person; the vendor's operator confirms."""
    erased = Erasure.objects.filter(customer_id=request.visitor.customer.id).values("contact_id")
    people = list(Contact.objects.exclude(id__in=erased).exclude(id=request.visitor.contact.id).order_by("name", "id"))
    form = EraseForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            request_erasure(
                contact=form.people[said["contact"]], reason=said["reason"], by=request.visitor.by, at=now()
            )
        except (RequestedAlready, ErasedAlready):
            form.add_error("contact", _("A request for this person waits already. You need not do anything."))
        else:
            messages.success(request, _("We have your request. An operator looks at it and confirms it."))
            return redirect("portal:your-data")
    return form_page(
        request,
        form,
        heading=_("Ask to erase a person"),
        button=_("Send the request"),
        lead=_("Name, mail address, phone and words go for good. Cases, decisions and their figures stay."),
        back="portal:your-data",
        back_label=_("Your data"),
    )
