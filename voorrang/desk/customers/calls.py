"""Who called for a customer, and what came of it."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.desk.door import opened_customer
from voorrang.lib.clock import now
from voorrang.ui.call_lines import by_week, call_bar, call_file, call_lines, calls
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.shapes import Crumb


@require_GET
def listing(request: Any, code: str) -> HttpResponse | StreamingHttpResponse:
    """List the calls of a customer, the newest first."""
    at = now()
    customer = opened_customer(request, code)
    bar = call_bar(request.GET)
    found = calls(bar, at, whole_numbers=True)
    if wants_export(request):
        return call_file(f"{customer.code.lower()}-calls", found, whole_numbers=True)
    sheet = sheet_of(request, found, "-called_at", ngettext_lazy("call", "calls"))
    context = {
        "customer": customer,
        "bar": bar,
        "sheet": sheet,
        "lines": call_lines(sheet.rows, whole_numbers=True),
        "weeks": by_week(found, at),
        "case_page": "desk:case-detail",
        "shows_taker": True,
        "crumbs": (
            Crumb(_("Customers"), reverse("desk:customer-list")),
            Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
            Crumb(_("Calls")),
        ),
    }
    return render(request, "desk/customers/calls.html", context)
