"""What every page of the portal needs: who reads it, and the words of the programme that applies."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from voorrang.ui.shapes import Crumb

DOOR = "portal"


def form_page(
    request: Any,
    form: Any,
    *,
    heading: Any,
    button: Any,
    back: str,
    back_label: Any,
    lead: Any = "",
    status: int | None = None,
) -> HttpResponse:
    """Show a page that is one form; one that was sent with errors answers 422, and is not kept under its key."""
    back_url = reverse(back)
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "lead": lead,
        "back_url": back_url,
        "crumbs": (Crumb(back_label, back_url), Crumb(heading)),
    }
    if status is None:
        status = 422 if request.method == "POST" else 200
    return render(request, "portal/form.html", context, status=status)
