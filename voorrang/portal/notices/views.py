"""What changes for the customer, as it was told."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from voorrang.lib.clock import now
from voorrang.notices.queries import notices_told

SHOWN = 50


@require_GET
def listing(request: Any) -> HttpResponse:
    """Show the newest notices."""
    return render(request, "portal/notices/list.html", {"notices": notices_told(now())[:SHOWN]})
