"""The customer's first page: what waits, what is covered, how to reach us, what was bought and what it means."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.accounts.queries import waiting_admissions
from voorrang.cases.queries import CaseFilters, cases_of
from voorrang.contracts.models import Contract, ContractScope
from voorrang.contracts.queries import (
    checklist_of,
    contracts,
    programme_in_force,
    programme_of_contract,
    scopes_in_force,
)
from voorrang.lib.clock import now
from voorrang.portal.home.reaching import how_to_reach
from voorrang.portal.home.stats import stats_of
from voorrang.portal.onboarding.checklist import Progress, progress_of
from voorrang.ui.case_page import tier_view
from voorrang.ui.features import feature_lines, together
from voorrang.ui.reader import in_language, language_of

MOST_CASES = 6
MOST_FEATURES = 7
NOON, EVENING = 12, 18


@require_GET
def show(request: Any) -> HttpResponse:
    """Show what waits, what is covered and what was bought."""
    at, visitor = now(), request.visitor
    programme = programme_in_force(visitor.customer, at)
    scopes = list(scopes_in_force(at))
    page = cases_of(visitor.contact, CaseFilters(status="active"), at=at, size=MOST_CASES)
    first = visitor.user.name.split()[0] if visitor.user.name.strip() else visitor.user.name
    context = {
        "greeting": _greeting(at) % {"name": first},
        "stats": stats_of(request, at),
        "scopes": _scopes(request, scopes, at),
        "reach": how_to_reach(visitor, programme, at) if scopes else None,
        "bought": _bought(request, scopes, at),
        "progress": _unfinished(request, at),
        "waiting": waiting_admissions(at).count() if request.may("portal:admission-list") else 0,
        "cases": page.rows,
        "has_more": page.next is not None,
        "coming": None if scopes else contracts(at).first(),
    }
    return render(request, "portal/home/show.html", context)


@require_GET
def choose(request: Any) -> HttpResponse:
    """Select another of the customers that this person belongs to, for the rest of the session."""
    code = request.GET.get("customer", "")
    for customer in request.visitor.customers:
        if customer.code == code:
            request.session["customer"] = str(customer.id)
            return redirect("portal:home")
    raise Http404


def _greeting(at: datetime) -> str:
    hour = timezone.localtime(at).hour
    if hour < NOON:
        return _("Good morning, %(name)s")
    return _("Good afternoon, %(name)s") if hour < EVENING else _("Good evening, %(name)s")


def _scopes(request: Any, scopes: list[ContractScope], at: datetime) -> list[dict[str, Any]]:
    """The scopes in force, those of one tier and one end in one line."""
    language = language_of(request)
    lines: dict[tuple[str, datetime], dict[str, Any]] = {}
    for scope in scopes:
        programme = programme_of_contract(scope.contract, at)
        line = lines.setdefault(
            (scope.tier, scope.ends_at), {"tier": tier_view(programme, scope.tier), "names": [], "scope": scope}
        )
        name = programme.scopes[scope.scope].name if scope.scope in programme.scopes else {"en": scope.scope}
        line["names"].append(in_language(name, language))
    return list(lines.values())


def _bought(request: Any, scopes: list[ContractScope], at: datetime) -> list[dict[str, Any]]:
    """What sets each tier in force apart, and what that means; all of it stands on the contract page."""
    seen: dict[str, Contract] = {}
    for scope in scopes:
        seen.setdefault(scope.tier, scope.contract)
    told = []
    for tier, contract in seen.items():
        programme = programme_of_contract(contract, at)
        lines = feature_lines(programme, programme.matrix.get(tier, {}), language_of(request))
        told_once = together([line for line in lines if not line.instead])
        shown = sorted(told_once, key=lambda line: -line.rank)[:MOST_FEATURES]
        told.append({"tier": tier_view(programme, tier), "features": shown})
    return told


def _unfinished(request: Any, at: datetime) -> dict[str, Any] | None:
    """The newest contract whose activation is not through, with the next step."""
    for contract in contracts(at):
        progress: Progress = progress_of(checklist_of(contract, at), language_of(request))
        if not progress.is_complete:
            return {"contract": contract, "progress": progress, "next": progress.next}
    return None
