"""The first page: each person's own door."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect


def home(request: Any) -> HttpResponse:
    """Send the vendor's people to the desk and the customer's to the portal."""
    return redirect("desk:queue" if request.visitor.is_vendor else "portal:home")
