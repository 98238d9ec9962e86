"""The renewals of all customers that the visitor may open, by what ends first, and the work on one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Customer
from voorrang.accounts.models.people import StaffRole
from voorrang.accounts.queries import staff_with_role
from voorrang.accounts.visitor import customers_open_to
from voorrang.contracts.actions import lose_renewal, plan_renewal
from voorrang.contracts.models import Contract, RenewalRow
from voorrang.contracts.queries import count_due, renewal_of, renewal_rows, within
from voorrang.desk.contracts.views import opened_contract
from voorrang.desk.door import programme_sold
from voorrang.desk.orders.views import crumbs_to
from voorrang.desk.renewals.forms import LostForm, PlanForm
from voorrang.lib.clock import now
from voorrang.rules.programme import Programme
from voorrang.rules.renewals import stage_of, stages
from voorrang.ui.case_page import tier_view
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, Search, link, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import in_language, language_of
from voorrang.ui.shapes import Crumb, Stat
from voorrang.ui.wording import number_text

_SORTS = {"ends": "ends_at", "latest": "-ends_at", "quantity": "-quantity"}
NOBODY = "nobody"


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List what ends, what ends first at the top; every filter is in the address."""
    at, programme, language = now(), programme_sold(), language_of(request)
    days = stages(programme)
    mine = renewal_rows(customers_open_to(request.visitor, at))
    owners = [(str(one.user_id), one.user.name) for one in staff_with_role([StaffRole.SALES], at)]
    bar = read(
        request.GET,
        [
            Search("q", gettext_lazy("Contract or customer")),
            Choice(
                "days",
                gettext_lazy("Ends within"),
                [(str(one), _("%(n)s days") % {"n": one}) for one in days],
                any=_("any time"),
            ),
            Choice("state", gettext_lazy("State"), RenewalRow.State.choices, any=_("open and lost")),
            Choice("owner", gettext_lazy("Owner"), [(NOBODY, _("nobody yet")), *owners], any=_("any")),
            Choice(
                "sort",
                gettext_lazy("Sort by"),
                [("latest", _("last end")), ("quantity", _("size"))],
                any=_("first end"),
            ),
        ],
    )
    found = _filtered(mine, bar.values, at)
    if wants_export(request):
        return _export(found)
    sheet = sheet_of(request, found, _SORTS[bar.values.get("sort", "ends")], ngettext_lazy("renewal", "renewals"))
    counts = count_due(mine, days, at)
    context = {
        "bar": bar,
        "sheet": sheet,
        "stats": [
            Stat(
                _("Within %(n)s days") % {"n": one},
                number_text(counts[one], language),
                _("open renewals"),
                "warn" if one == days[-1] and counts[one] else "info",
                link(request.GET, {"days": str(one)}),
            )
            for one in days
        ],
        "rows": [_shown(row, programme, days, language, at) for row in sheet.rows],
    }
    return render(request, "desk/renewals/list.html", context)


def plan(request: Any, code: str, number: str) -> HttpResponse:
    """Note whose a renewal is and what comes next."""
    at = now()
    customer, contract = opened_contract(request, code, number)
    form = PlanForm(request.POST or None, at=at, initial=_noted(contract))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        plan_renewal(
            contract=contract,
            owner=form.people.get(said["owner"]),
            next_step=said["next_step"],
            next_on=said["next_on"],
            note=said["note"],
            by=request.visitor.by,
            at=at,
        )
        messages.success(request, _("Noted."))
        return redirect("desk:renewal-list")
    return _page(request, customer, contract, form, LostForm(programme=programme_sold()), 422 if form.is_bound else 200)


@require_POST
def lose(request: Any, code: str, number: str) -> HttpResponse:
    """Note why there will be no renewal."""
    at = now()
    customer, contract = opened_contract(request, code, number)
    form = LostForm(request.POST, programme=programme_sold())
    if not form.is_valid():
        return _page(request, customer, contract, PlanForm(at=at, initial=_noted(contract)), form, 422)
    lose_renewal(contract=contract, reason=form.cleaned_data["reason"], by=request.visitor.by, at=at)
    messages.success(request, _("Noted. Its reminders end."))
    return redirect("desk:renewal-list")


def _page(
    request: Any, customer: Customer, contract: Contract, form: PlanForm, lost: LostForm, status: int
) -> HttpResponse:
    context = {
        "customer": customer,
        "contract": contract,
        "form": form,
        "lost": lost,
        "work": renewal_of(contract),
        "crumbs": (
            *crumbs_to(customer, "")[:2],
            Crumb(contract.number, reverse("desk:contract-detail", args=[customer.code, contract.number])),
            Crumb(_("Renewal")),
        ),
    }
    return render(request, "desk/renewals/plan.html", context, status=status)


def _noted(contract: Contract) -> dict[str, Any]:
    work = renewal_of(contract)
    if work is None:
        return {}
    return {"owner": str(work.owner_id or ""), "next_step": work.next_step, "next_on": work.next_on, "note": work.note}


def _filtered(rows: Any, values: dict[str, str], at: datetime) -> Any:
    state = values.get("state")
    rows = rows.filter(state=state) if state else rows.exclude(state=RenewalRow.State.RENEWED)
    if "days" in values:
        rows = within(rows, int(values["days"]), at)
    if "owner" in values:
        rows = rows.filter(owner_id=None if values["owner"] == NOBODY else values["owner"])
    if "q" in values:
        rows = rows.filter(Q(number__icontains=values["q"]) | Q(customer__name__icontains=values["q"]))
    return rows


def _shown(row: RenewalRow, programme: Programme, days: tuple[int, ...], language: str, at: datetime) -> dict[str, Any]:
    scopes = [in_language(programme.scopes[scope].name, language) for scope in row.scopes if scope in programme.scopes]
    return {
        "row": row,
        "tier": tier_view(programme, row.tier),
        "scopes": ", ".join(scopes),
        "stage": stage_of(row.ends_at, at, days),
        "left": (row.ends_at - at).days,
    }


def _export(found: Any) -> StreamingHttpResponse:
    def rows() -> Iterator[list[Any]]:
        for row in found:
            yield [
                *(row.customer.code, row.number, row.tier, " ".join(row.scopes), row.quantity, row.ends_at, row.state),
                *(row.owner.name if row.owner else "", row.next_on, row.lost_reason),
            ]

    header = [
        "customer",
        "contract",
        "tier",
        "scopes",
        "quantity",
        "ends_at",
        "state",
        "owner",
        "next_on",
        "lost_reason",
    ]
    return csv_file("renewals", header, rows())
