"""Estimates of cost over all customers, and the page of one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.visitor import customers_open_to
from voorrang.cases.models import Case
from voorrang.charges.models import CostEstimate, CostRow
from voorrang.charges.queries import cost_rows, estimate_by_id, state_of_row
from voorrang.desk.charges.forms import ChargeForm, SettleForm
from voorrang.desk.choosing import customer_options
from voorrang.desk.door import opened_case
from voorrang.lib.clock import now
from voorrang.ui.cost_page import STATES, shown_cost
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.shapes import Confirm, Crumb

FILE_HEADER = ["number", "customer", "case", "state", "amount", "currency", "made_at", "valid_until"]


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the estimates of cost of all customers that the visitor may open, the newest first."""
    at = now()
    bar = read(
        request.GET,
        [
            Search("q", gettext_lazy("Number of estimate or case")),
            Choice("state", gettext_lazy("State"), list(STATES.items())),
            Choice("customer", gettext_lazy("Customer"), customer_options(request)),
        ],
    )
    found = cost_rows(at, bar.values.get("state", ""))
    limit = customers_open_to(request.visitor, at)
    if limit is not None:
        found = found.filter(customer_id__in=limit)
    if bar.values.get("customer"):
        found = found.filter(customer__code=bar.values["customer"])
    if bar.values.get("q"):
        text = bar.values["q"]
        found = found.filter(number__icontains=text) | found.filter(case_number__icontains=text)
    if wants_export(request):
        return csv_file("costs", FILE_HEADER, _file_rows(found, at))
    sheet = sheet_of(request, found, "-made_at", ngettext_lazy("estimate of cost", "estimates of cost"))
    rows = [(row, state_of_row(row, at), STATES[state_of_row(row, at)]) for row in sheet.rows]
    return render(request, "desk/charges/list.html", {"bar": bar, "sheet": sheet, "rows": rows})


@require_GET
def show(request: Any, case_id: UUID, cost_id: UUID) -> HttpResponse:
    """Show an estimate, what was done, and what may be done next."""
    case, estimate = opened_cost(request, case_id, cost_id)
    return cost_page(request, case, estimate, now())


def opened_cost(request: Any, case_id: UUID, cost_id: UUID) -> tuple[Case, CostEstimate]:
    """Open the case's customer, and return its estimate. Raises `Http404`."""
    case, _row = opened_case(request, case_id)
    try:
        estimate = estimate_by_id(cost_id)
    except CostEstimate.DoesNotExist as error:
        raise Http404 from error
    if estimate.case_id != case.id:
        raise Http404
    return case, estimate


def cost_page(
    request: Any,
    case: Case,
    estimate: CostEstimate,
    at: datetime,
    *,
    charge: ChargeForm | None = None,
    settle: SettleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show an estimate, with forms as typed."""
    shown = shown_cost(request, estimate, at)
    works = request.may("desk:cost-charge") and shown.view.state == "consented"
    where = [case.id, estimate.id]
    context = {
        "case": case,
        "shown": shown,
        "charge": (charge or ChargeForm(view=shown.view)) if works else None,
        "settle": (settle or SettleForm(view=shown.view)) if works else None,
        "send": Confirm(
            id="send-cost",
            button=_("Send to the customer"),
            title=_("Send %(number)s?") % {"number": estimate.number},
            text=_("Who may consent gets a mail. The case waits for the answer, and its clocks stand still."),
            url=reverse("desk:cost-send", args=where),
            confirm=_("Send the estimate"),
        ),
        "withdraw": Confirm(
            id="withdraw-cost",
            button=_("Take back"),
            title=_("Take %(number)s back?") % {"number": estimate.number},
            text=_("Nobody can consent to it any more. You can make a new one."),
            url=reverse("desk:cost-withdraw", args=where),
            confirm=_("Take it back"),
        ),
        "crumbs": (
            Crumb(_("Costs"), reverse("desk:cost-list")),
            Crumb(case.number, reverse("desk:case-detail", args=[case.id])),
            Crumb(estimate.number),
        ),
    }
    return render(request, "desk/charges/show.html", context, status=status)


def _file_rows(found: QuerySet[CostRow], at: datetime) -> Iterator[list[Any]]:
    for row in found.order_by("-made_at", "-id").iterator(chunk_size=1000):
        yield [
            row.number,
            row.customer.code,
            row.case_number,
            state_of_row(row, at),
            row.amount,
            row.currency,
            row.made_at,
            row.valid_until,
        ]
