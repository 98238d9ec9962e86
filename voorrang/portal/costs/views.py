"""Estimates of cost of the cases that the reader may see. What was not sent is as good as absent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.cases.models import Case
from voorrang.cases.queries import case_of, visible_to
from voorrang.charges.models import CostEstimate
from voorrang.charges.queries import cost_rows, engineers_may_consent, estimate_by_id, may_consent, state_of_row
from voorrang.lib.clock import now
from voorrang.ui.cost_page import STATES, shown_cost
from voorrang.ui.filters import Choice, read
from voorrang.ui.paging import sheet_of
from voorrang.ui.shapes import Confirm, Crumb


class RefuseForm(forms.Form):
    """Why not, if the reader wants to say so."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)


@require_GET
def listing(request: Any) -> HttpResponse:
    """List the estimates that were sent, the newest first."""
    at = now()
    states = [(key, words) for key, words in STATES.items() if key not in {"draft", "withdrawn"}]
    bar = read(request.GET, [Choice("state", gettext_lazy("State"), states)])
    visitor = request.visitor
    cases = visible_to(visitor.contact, at=at).values("id")
    sent = CostEstimate.objects.exclude(sent_at=None).values("id")
    found = cost_rows(at, bar.values.get("state", "")).filter(customer=visitor.customer, case_id__in=cases, id__in=sent)
    sheet = sheet_of(request, found, "-made_at", ngettext_lazy("estimate of cost", "estimates of cost"))
    context = {
        "bar": bar,
        "sheet": sheet,
        "rows": [(row, state_of_row(row, at), STATES[state_of_row(row, at)]) for row in sheet.rows],
        "engineers_may": engineers_may_consent(),
    }
    return render(request, "portal/costs/list.html", context)


@require_GET
def show(request: Any, cost_id: UUID) -> HttpResponse:
    """Show an estimate."""
    return cost_page(request, sent_cost(request, cost_id), now())


def sent_cost(request: Any, cost_id: UUID) -> CostEstimate:
    """Return an estimate that was sent, of a case that the reader may see. Raises `Http404`."""
    try:
        estimate = estimate_by_id(cost_id, sent_only=True)
        case_of(request.visitor.contact, estimate.case_id)
    except (CostEstimate.DoesNotExist, Case.DoesNotExist) as error:
        raise Http404 from error
    return estimate


def cost_page(
    request: Any, estimate: CostEstimate, at: datetime, *, refusal: RefuseForm | None = None, status: int = 200
) -> HttpResponse:
    """Show an estimate; `refusal` is the form as sent."""
    shown = shown_cost(request, estimate, at)
    visitor = request.visitor
    may = request.may("portal:cost-consent") and may_consent(visitor.user, visitor.roles, at)
    context = {
        "shown": shown,
        "case": estimate.case,
        "may_answer": may and shown.view.state == "waiting",
        "waits_for_others": not may and shown.view.state == "waiting",
        "refusal": refusal or RefuseForm(),
        "consent": Confirm(
            id="consent",
            button=_("Consent"),
            title=_("Consent to %(total)s?") % {"total": shown.total},
            text=_("You consent by name, for your company. At most this amount is charged, for these lines."),
            url=reverse("portal:cost-consent", args=[estimate.id]),
            confirm=_("Consent to the cost"),
            hidden=(("amount", str(shown.view.total)),),
        ),
        "crumbs": (Crumb(_("Costs"), reverse("portal:cost-list")), Crumb(estimate.number)),
    }
    return render(request, "portal/costs/show.html", context, status=status)
