"""Orders of one customer: list, place, and the verdict with its reasons."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models import Customer
from voorrang.contracts.actions import place_order
from voorrang.contracts.models import Contract, Order, OrderLine
from voorrang.contracts.queries import current_estimate, order_by_number, orders
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.desk.choosing import choose_page, chosen_customer
from voorrang.desk.orders.forms import FEWEST_LINES, MOST_LINES, EstimateForm, OrderForm, line_forms
from voorrang.editions.store import programme_at, programme_of
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.rules.orders import nearest_article
from voorrang.rules.programme import Programme
from voorrang.ui.case_page import tier_view
from voorrang.ui.days import midnight
from voorrang.ui.explain import reason_views
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, Search, read
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import in_language, language_of
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
        "crumbs": _crumbs(customer, _("Orders")),
    }
    return render(request, "desk/orders/list.html", context)


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
    lines = line_forms(sent if not more else _with_one_more(request.POST), _typed(earlier))
    estimate = EstimateForm(sent, programme=programme, initial=_stated(at))
    if sent is not None and not more and all(part.is_valid() for part in (form, lines, estimate)):
        order = place_order(
            lines=lines.lines,
            starts_at=midnight(form.cleaned_data["starts_on"]),
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
        "told": [_tell(line["article"].value() or "", programme, request) for line in lines.forms],
        "estimate": estimate,
        "fleet_size": sum(count.count for count in fleet),
        "articles": _offered(programme, request),
        "may_add": len(lines.forms) < MOST_LINES,
        "earlier": earlier,
        "programme": programme,
        "estimate_clauses": programme.duties["fleet_estimate"].clauses if "fleet_estimate" in programme.duties else (),
        "crumbs": _crumbs(customer, _("New order")),
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
    return render(request, "desk/orders/article.html", {"one": _tell(typed, programme, request)})


@require_GET
def show(request: Any, code: str, number: str) -> HttpResponse:
    """Show an order with its verdict, as judged by the edition of its day."""
    from voorrang.desk.door import opened_customer

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
            (line, tier_view(programme, line.tier), [_scope(programme, scope, shown_in) for scope in line.scopes])
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


def _stated(at: datetime) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in current_estimate(at):
        counts[f"count_{row.kind}"] = counts.get(f"count_{row.kind}", 0) + row.count
    return counts


def _with_one_more(sent: Any) -> Any:
    """Return what was sent with an empty line more, where no script adds it."""
    data = sent.copy()
    try:
        data["line-TOTAL_FORMS"] = str(min(int(data.get("line-TOTAL_FORMS", FEWEST_LINES)) + 1, MOST_LINES))
    except ValueError:
        data["line-TOTAL_FORMS"] = str(FEWEST_LINES)
    return data


def _offered(programme: Programme, request: Any) -> list[tuple[str, str]]:
    """Return the articles in the order of their tiers, with what each buys."""
    rows = sorted(
        programme.articles.values(),
        key=lambda one: (programme.tiers[one.tier].rank, sorted(one.scopes), one.term_years),
    )
    return [(one.number, _tell(one.number, programme, request)["words"]) for one in rows]


def _tell(typed: str, programme: Programme, request: Any) -> dict[str, Any]:
    """Say what an article is: its tier, what it is for, its term; or the nearest one to what was typed."""
    language = language_of(request)
    number = "".join(char for char in typed.strip().upper() if char.isprintable())[:40]
    found = programme.articles.get(number)
    if found is None:
        nearest = nearest_article(number, programme) if number else None
        return {"number": number, "tier": None, "words": "", "nearest": nearest or "", "clauses": ()}
    tier = in_language(programme.tiers[found.tier].name, language)
    scopes = ", ".join(_scope(programme, scope, language) for scope in sorted(found.scopes))
    from django.utils.translation import ngettext

    years = ngettext("%(n)s year", "%(n)s years", found.term_years) % {"n": found.term_years}
    return {
        "number": number,
        "tier": tier_view(programme, found.tier),
        "words": f"{tier} · {scopes} · {years}",
        "rest": f"{scopes} · {years}",
        "nearest": "",
        "clauses": (found.clause,),
    }


def _scope(programme: Programme, key: str, language: str) -> str:
    return in_language(programme.scopes[key].name, language) if key in programme.scopes else key


def _crumbs(customer: Customer, here: str) -> tuple[Crumb, ...]:
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
