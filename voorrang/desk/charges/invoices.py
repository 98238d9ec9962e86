"""Handing settled lines to the books: what is open, the exports so far, and their files."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Customer
from voorrang.charges.actions.exporting import export_invoices
from voorrang.charges.models import InvoiceExport, InvoiceLine
from voorrang.charges.refusals import ExportBusy, NothingToExport
from voorrang.desk.charges.forms import ExportForm
from voorrang.desk.choosing import customer_options
from voorrang.lib.clock import now
from voorrang.ui.days import after, midnight
from voorrang.ui.export import csv_file
from voorrang.ui.paging import sheet_of, wants_export

KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


FILE_HEADER = ["number", "starts_at", "ends_at", "customer", "lines", "made_at"]


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the exports, the newest first, and what is in none yet."""
    if wants_export(request):
        exports = InvoiceExport.objects.defer("csv", "json").select_related("customer").order_by("-number")
        rows = (
            [one.number, one.starts_at, one.ends_at, one.customer.code if one.customer else "", one.lines, one.made_at]
            for one in exports
        )
        return csv_file("invoice-exports", FILE_HEADER, rows)
    return _page(request, now())


@require_POST
def export(request: Any) -> HttpResponse:
    """Export what was settled in a period and is in no export yet."""
    at = now()
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, at, form=form, status=422)
    code = request.POST.get("customer", "").replace("\0", "")
    customer = Customer.objects.filter(code=code).first() if code else None
    if code and customer is None:
        raise Http404
    ends_at: Any = after(form.cleaned_data["last_on"])
    try:
        made = export_invoices(
            starts_at=midnight(form.cleaned_data["first_on"]),
            ends_at=ends_at,
            customer=customer,
            by=request.visitor.by,
            at=at,
        )
    except NothingToExport:
        form.add_error(None, _("Everything of this period is in an export already, or nothing was settled. Widen it."))
        return _page(request, at, form=form, status=422)
    except ExportBusy:
        messages.warning(request, _("Somebody exported in this moment. Look at the list, then try again."))
        return _page(request, at, form=form, status=409)
    messages.success(request, _("Export %(number)s is ready. Its files stay as they are.") % {"number": made.number})
    return redirect("desk:invoice-list")


@require_GET
def read(_request: Any, number: int, kind: str) -> HttpResponse:
    """Return the file of an export: the same bytes each time."""
    found = InvoiceExport.objects.filter(number=number).first() if number < 2**31 else None
    if found is None or kind not in KINDS:
        raise Http404
    response = HttpResponse(found.csv if kind == "csv" else found.json, content_type=KINDS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="invoices-{found.number}.{kind}"'
    return response


def _page(request: Any, at: datetime, *, form: ExportForm | None = None, status: int = 200) -> HttpResponse:
    exports = InvoiceExport.objects.defer("csv", "json").select_related("customer")
    sheet = sheet_of(request, exports, "-made_at", ngettext_lazy("export", "exports"))
    first = {"first_on": at.date().replace(day=1), "last_on": at.date()}
    context = {
        "sheet": sheet,
        "form": form or ExportForm(initial=first),
        "customers": customer_options(request),
        "open_lines": InvoiceLine.objects.filter(export_number=None).count(),
    }
    return render(request, "desk/charges/invoices.html", context, status=status)
