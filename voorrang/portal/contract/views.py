"""What was bought: scopes, tiers, what they include and mean, and whether the fleet reaches the minimum."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from voorrang.contracts.models import Contract
from voorrang.contracts.queries import (
    cancellation_of,
    current_estimate,
    newest_assessments,
    programme_in_force,
    programme_of_contract,
)
from voorrang.contracts.queries import contracts as contracts_at
from voorrang.installed_base.actions import estimate_fleet
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.clock import now
from voorrang.portal.contract.forms import EstimateForm
from voorrang.portal.door import form_page
from voorrang.ui.contract_history import contract_history
from voorrang.ui.contract_lines import ContractLine, ScopeLine, contract_line
from voorrang.ui.features import feature_lines, together
from voorrang.ui.names import KINDS
from voorrang.ui.reader import in_language, language_of


@require_GET
def show(request: Any) -> HttpResponse:
    """Show every contract with its scopes, eligibility and included features."""
    at = now()
    verdicts = newest_assessments(at)
    rows = [
        _contract(request, contract, contract_line(request, contract, verdicts, at), at)
        for contract in contracts_at(at)
    ]
    has_fleet = bool(fleet_counts(at))
    context = {
        "contracts": rows,
        "estimate": [
            (KINDS.get(row.kind, row.kind), row.commercial, row.count, row.stated_at) for row in current_estimate(at)
        ],
        "has_fleet": has_fleet,
    }
    return render(request, "portal/contract/show.html", context)


def estimate(request: Any) -> HttpResponse:
    """State how many units are under cover (D.1)."""
    at, visitor = now(), request.visitor
    programme = programme_in_force(visitor.customer, at)
    form = EstimateForm(
        request.POST or None, kinds=[*programme.scope_of_kind], initial=EstimateForm.first_guess(current_estimate(at))
    )
    if request.method == "POST" and form.is_valid():
        verdicts = estimate_fleet(counts=form.counts(), by=visitor.by, at=at)
        if not verdicts:
            messages.success(request, _("Thank you, the estimate is noted."))
        elif all(verdict.qualifies for verdict in verdicts):
            messages.success(request, _("Thank you. By this estimate your contracts reach their minimum."))
        else:
            messages.warning(request, _("Thank you. By this estimate a minimum is missed: see below what would help."))
        return redirect("portal:contract")
    lead = _("How many units have a valid warranty, Care Pack or hardware service contract, in all covered countries?")
    return form_page(
        request,
        form,
        heading=_("Estimate of your fleet"),
        button=_("State the estimate"),
        back="portal:contract",
        back_label=_("What we bought"),
        lead=lead,
    )


def _contract(request: Any, contract: Contract, line: ContractLine, at: datetime) -> dict[str, Any]:
    """One contract; scopes of one tier share the list of what it includes."""
    programme = programme_of_contract(contract, at)
    language = language_of(request)
    included: dict[str, list[ScopeLine]] = {}
    for scope in line.scopes:
        included.setdefault(scope.scope.tier, []).append(scope)
    return {
        "line": line,
        "history": contract_history(contract, language, internal=False),
        "cancelled": cancellation_of(contract),
        "minimums": _minimums(line.scopes),
        "included": [
            {
                "tier": scopes[0].tier,
                "features": together(feature_lines(programme, programme.matrix.get(tier, {}), language)),
            }
            for tier, scopes in included.items()
        ],
        "programme": in_language(programme.name, language),
    }


def _minimums(scopes: Iterable[ScopeLine]) -> list[tuple[list[str], ScopeLine, dict[str, Any] | None]]:
    """The verdicts, with the way to qualify that the fleet is nearest to; scopes that are judged alike stand together."""
    together: dict[Any, tuple[list[str], ScopeLine, dict[str, Any] | None]] = {}
    for scope in scopes:
        ways = scope.verdict.ways if scope.verdict is not None else []
        key = (scope.scope.tier, repr(ways), scope.reasons)
        names, _first, _way = together.setdefault(key, ([], scope, ways[0] if ways else None))
        names.append(scope.name)
    return list(together.values())
