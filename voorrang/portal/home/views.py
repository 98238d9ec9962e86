"""The customer's first page: what is open, what is covered, what was bought."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from voorrang.cases.queries import CaseFilters, cases_of, count_cases_of
from voorrang.contracts.queries import programme_in_force, scopes_in_force
from voorrang.installed_base.queries import cover_summary, current_devices, visible_to
from voorrang.lib.clock import now
from voorrang.ui.case_page import tier_view
from voorrang.ui.shapes import Stat
from voorrang.ui.wording import number_text


def show(request: Any) -> HttpResponse:
    """Show what waits, what is covered and what was bought."""
    at, visitor = now(), request.visitor
    summary = cover_summary(at, devices=visible_to(current_devices(at), visitor.contact))
    programme = programme_in_force(visitor.customer, at)
    open_cases = count_cases_of(visitor.contact, CaseFilters(status="open"), at=at)
    language = request.LANGUAGE_CODE
    without = summary.total - summary.covered
    stats = [
        Stat(
            _("Open cases"), number_text(open_cases.count, language), url=reverse("portal:case-list") + "?status=open"
        ),
        Stat(_("Devices"), number_text(summary.total, language), url=reverse("portal:fleet")),
        Stat(
            _("Under cover"),
            number_text(summary.covered, language),
            _("%(count)s without") % {"count": number_text(without, language)},
            tone="bad" if without else "good",
            url=reverse("portal:fleet"),
        ),
    ]
    scopes = [
        (programme.scopes[scope.scope].name.get(language, scope.scope), tier_view(programme, scope.tier), scope)
        for scope in scopes_in_force(at)
    ]
    page = cases_of(visitor.contact, CaseFilters(status="open"), at=at, size=8)
    context = {"stats": stats, "scopes": scopes, "cases": page.rows, "may_open": visitor.contact is not None}
    return render(request, "portal/home/show.html", context)


def choose(request: Any) -> HttpResponse:
    """Select another of the customers that this person belongs to, for the rest of the session."""
    code = request.GET.get("customer", "")
    for customer in request.visitor.customers:
        if customer.code == code:
            request.session["customer"] = str(customer.id)
            return redirect("portal:home")
    raise Http404
