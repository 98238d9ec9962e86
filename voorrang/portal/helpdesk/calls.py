"""Who called in our name, and what came of it: for the lead whole, for others with numbers masked."""

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models.people import CustomerRole
from voorrang.lib.clock import now
from voorrang.portal.helpdesk.contacts import BACK
from voorrang.ui.call_lines import by_week, call_bar, call_file, call_lines, calls
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.shapes import Crumb


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the calls, the newest first, with a bar for each week."""
    at = now()
    whole = CustomerRole.HELPDESK_LEAD in request.visitor.roles
    bar = call_bar(request.GET)
    found = calls(bar, at, whole_numbers=whole)
    if wants_export(request):
        return call_file("calls", found, whole_numbers=whole)
    sheet = sheet_of(request, found, "-called_at", ngettext_lazy("call", "calls"))
    context = {
        "bar": bar,
        "sheet": sheet,
        "lines": call_lines(sheet.rows, whole_numbers=whole),
        "weeks": by_week(found, at),
        "case_page": "portal:case-detail",
        "crumbs": (Crumb(BACK["back_label"], reverse(BACK["back"])), Crumb(_("Calls"))),
    }
    return render(request, "portal/helpdesk/calls.html", context)
