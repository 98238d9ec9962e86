"""Pages about one customer that begin with choosing it: the wall shows one customer's records at a time."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from voorrang.accounts.models import Customer
from voorrang.accounts.visitor import customers_open_to
from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.ui.filters import Search, read
from voorrang.ui.paging import sheet_of

PARAMETER = "customer"
MOST_OPTIONS = 100


def chosen_customer(request: Any) -> Customer | None:
    """Return the customer named in the address (`?customer=CODE`), opened; None without one. Raises `Http404`."""
    code = request.GET.get(PARAMETER, "").strip()
    return opened_customer(request, code) if code else None


def visible_customers(request: Any, search: str = "") -> QuerySet[Customer]:
    """Return the customers that the visitor may open, by name, narrowed by a part of name or code."""
    found = Customer.objects.order_by("name", "id")
    limit = customers_open_to(request.visitor, now())
    if limit is not None:
        found = found.filter(id__in=limit)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(code__istartswith=search))
    return found


def customer_options(request: Any) -> list[tuple[str, str]]:
    """Return codes and names for a filter; a longer list than can be read is found by the search instead."""
    return [(one.code, one.name) for one in visible_customers(request)[:MOST_OPTIONS]]


def choose_page(request: Any, heading: Any, lead: Any, **more: Any) -> HttpResponse:
    """Ask for the customer, keeping whatever else is in the address. `more` goes into the page's context."""
    bar = read(request.GET, [Search("find", _("Name or code of the customer"))])
    sheet = sheet_of(
        request, visible_customers(request, bar.values.get("find", "")), "name", ngettext_lazy("customer", "customers")
    )
    keep = request.GET.copy()
    for name in ("find", "cursor", "format", PARAMETER):
        keep.pop(name, None)
    context = {"heading": heading, "lead": lead, "bar": bar, "sheet": sheet, "keep": keep.urlencode(), **more}
    return render(request, "desk/choose.html", context)
