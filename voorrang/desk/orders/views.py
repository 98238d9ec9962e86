"""Orders of one customer: list, and the verdict with its reasons."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Customer
from voorrang.contracts.models import Contract, Order, OrderLine
from voorrang.contracts.queries import order_by_number, orders
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.door import opened_customer
from voorrang.desk.orders.articles import scope_name
from voorrang.editions.store import programme_of
from voorrang.ui.case_page import tier_view
from voorrang.ui.explain import reason_views
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the orders of a customer, the newest first."""
    customer = chosen_customer(request)
    if customer is None:
        return choose_page(request, _("Orders"), _("Whose orders?"))
    bar = read(
        request.GET,
        [
            Search("q", gettext_lazy("Order number")),
            Choice(
                "verdict",
                gettext_lazy("Verdict"),
                [("accepted", gettext_lazy("accepted")), ("refused", gettext_lazy("refused"))],
            ),
        ],
    )
    found = orders()
    if bar.values.get("verdict"):
        found = found.filter(accepted=bar.values["verdict"] == "accepted")
    if bar.values.get("q"):
        found = found.filter(number__icontains=bar.values["q"])
    if wants_export(request):
        return _export(customer, found)
    sheet = sheet_of(request, found, "-placed_at", ngettext_lazy("order", "orders"))
    lines: dict[Any, list[OrderLine]] = {}
    for line in OrderLine.objects.filter(order_id__in=[one.id for one in sheet.rows]).order_by("article", "id"):
        lines.setdefault(line.order_id, []).append(line)
    context = {
        "customer": customer,
        "bar": bar,
        "sheet": sheet,
        "rows": [(order, lines.get(order.id, [])) for order in sheet.rows],
        "crumbs": crumbs_to(customer, _("Orders")),
    }
    return render(request, "desk/orders/list.html", context)


@require_GET
def show(request: Any, code: str, number: str) -> HttpResponse:
    """Show an order with its verdict, as judged by the edition of its day."""
    customer = opened_customer(request, code)
    try:
        order = order_by_number(number.replace("\0", ""))
    except Order.DoesNotExist as error:
        raise Http404 from error
    programme = programme_of(order.terms_hash, order.coverage_hash, order.readings_hash)
    shown_in = language_of(request)
    reasons = reason_views(stored_reasons(order.reasons), programme, shown_in, timezone.get_current_timezone())
    context = {
        "customer": customer,
        "order": order,
        "contract": Contract.objects.filter(order=order).first(),
        "lines": [
            (line, tier_view(programme, line.tier), [scope_name(programme, scope, shown_in) for scope in line.scopes])
            for line in OrderLine.objects.filter(order=order).order_by("article", "id")
        ],
        "reasons": sorted(reasons, key=lambda one: one.tone != "bad"),
        "edition": programme.edition,
        "crumbs": (
            Crumb(_("Customers"), reverse("desk:customer-list")),
            Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
            Crumb(_("Orders"), f"{reverse('desk:order-list')}?customer={customer.code}"),
            Crumb(order.number),
        ),
    }
    return render(request, "desk/orders/show.html", context)


def crumbs_to(customer: Customer, here: str) -> tuple[Crumb, ...]:
    """Return the path to a page about one customer."""
    return (
        Crumb(_("Customers"), reverse("desk:customer-list")),
        Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
        Crumb(here),
    )


def _export(customer: Customer, found: Any) -> StreamingHttpResponse:
    def rows() -> Iterator[list[Any]]:
        placed = {one.id: one for one in found}
        for line in OrderLine.objects.filter(order_id__in=list(placed)).order_by("-order_id", "article", "id"):
            order = placed[line.order_id]
            yield [
                order.number,
                order.placed_at,
                order.starts_at,
                order.accepted,
                line.article,
                line.quantity,
                line.tier,
            ]

    header = ["order", "placed_at", "starts_at", "accepted", "article", "quantity", "tier"]
    return csv_file(f"{customer.code.lower()}-orders", header, rows())
