"""Placing an order: what is typed, what it would buy, and the verdict that is kept."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Customer
from voorrang.contracts.actions import place_order
from voorrang.contracts.models import Order, OrderLine
from voorrang.contracts.queries import current_estimate, order_by_number
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.orders.articles import offered, tell
from voorrang.desk.orders.forms import FEWEST_LINES, MOST_LINES, EstimateForm, OrderForm, line_forms
from voorrang.desk.orders.views import crumbs_to
from voorrang.editions.store import programme_at
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.ui.days import after, midnight
from voorrang.ui.reader import language_of


def place(request: Any) -> HttpResponse:
    """Place an order. Accepted or refused, it is kept with the reasons; a refused one is corrected and sent again."""
    customer = chosen_customer(request)
    if customer is None:
        return choose_page(request, _("New order"), _("Who orders?"))
    at = now()
    programme = programme_at(customer.programme, at)
    earlier = _earlier(request)
    fleet = fleet_counts(at)
    sent = request.POST or None
    more = "add_line" in request.POST
    form = OrderForm(sent, shown_in=language_of(request), initial=_first_guess(customer, earlier, at))
    lines = line_forms(
        sent if not more else with_one_more(request.POST),
        _typed(earlier),
        programme=programme,
        shown_in=language_of(request),
    )
    estimate = EstimateForm(sent, programme=programme, initial=stated(at))
    if sent is not None and not more and all(part.is_valid() for part in (form, lines, estimate)):
        order = place_order(
            lines=lines.lines,
            starts_at=midnight(form.cleaned_data["starts_on"]),
            ends_at=after(form.cleaned_data["ends_on"]),
            estimates=estimate.estimates if not fleet else (),
            fleet=fleet,
            country=form.cleaned_data["country"],
            by=request.visitor.by,
            at=at,
        )
        if order.accepted:
            messages.success(request, _("The order is accepted, and its contract is made. Next: the activation."))
        return redirect("desk:order-detail", customer.code, order.number)
    context = {
        "customer": customer,
        "form": form,
        "lines": lines,
        "told": [tell(line["article"].value() or "", programme, request) for line in lines.forms],
        "estimate": estimate,
        "fleet_size": sum(count.count for count in fleet),
        "articles": offered(programme, request),
        "may_add": len(lines.forms) < MOST_LINES,
        "earlier": earlier,
        "programme": programme,
        "estimate_clauses": programme.duties["fleet_estimate"].clauses if "fleet_estimate" in programme.duties else (),
        "crumbs": crumbs_to(customer, _("New order")),
    }
    status = 422 if sent is not None and not more else 200
    return render(request, "desk/orders/place.html", context, status=status)


@require_GET
def article(request: Any) -> HttpResponse:
    """Say what an article number buys, as a line of text beside its field."""
    typed = next((value for name, value in request.GET.items() if name.endswith("article")), "")
    customer = chosen_customer(request)
    if customer is None:
        raise Http404
    programme = programme_at(customer.programme, now())
    return render(request, "desk/orders/article.html", {"one": tell(typed, programme, request)})


def _earlier(request: Any) -> Order | None:
    """Return the refused order that is to be corrected."""
    number = request.GET.get("from", "").replace("\0", "")
    try:
        return order_by_number(number) if number else None
    except Order.DoesNotExist:
        return None


def _typed(earlier: Order | None) -> list[tuple[str, int]]:
    if earlier is None:
        return []
    return [(one.article, one.quantity) for one in OrderLine.objects.filter(order=earlier).order_by("article", "id")]


def _first_guess(customer: Customer, earlier: Order | None, at: datetime) -> dict[str, Any]:
    starts_on = max(earlier.starts_at, at).date() if earlier else at.date()
    return {"starts_on": starts_on, "country": customer.head_office_country}


def stated(at: datetime) -> dict[str, int]:
    """Return the customer's last estimate, as the fields of `EstimateForm`."""
    counts: dict[str, int] = {}
    for row in current_estimate(at):
        counts[f"count_{row.kind}"] = counts.get(f"count_{row.kind}", 0) + row.count
    return counts


def with_one_more(sent: Any) -> Any:
    """Return what was sent with an empty line more, where no script adds it."""
    data = sent.copy()
    try:
        data["line-TOTAL_FORMS"] = str(min(int(data.get("line-TOTAL_FORMS", FEWEST_LINES)) + 1, MOST_LINES))
    except ValueError:
        data["line-TOTAL_FORMS"] = str(FEWEST_LINES)
    return data
