"""A page of privacy that is one form."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from voorrang.ui.shapes import Crumb


def form_page(request: Any, form: Any, *, heading: Any, lead: Any, button: Any) -> HttpResponse:
    """Show the form; one that was sent with errors answers 422."""
    crumbs = (Crumb(_("Privacy"), reverse("desk:privacy")), Crumb(heading))
    context = {"form": form, "heading": heading, "lead": lead, "button": button, "crumbs": crumbs}
    return render(request, "desk/privacy/form.html", context, status=422 if request.method == "POST" else 200)
