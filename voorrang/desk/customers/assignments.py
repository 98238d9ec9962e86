"""The vendor's people who are assigned to a customer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from voorrang.accounts import actions
from voorrang.accounts.models import Assignment
from voorrang.accounts.queries import staff_with_role
from voorrang.desk.customers.forms import NAMED_ROLES, AssignmentForm
from voorrang.desk.customers.views import form_page
from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.ui.days import after, midnight


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
