"""What was bought: scopes, tiers, what they include, and whether the fleet reaches the minimum."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from voorrang.contracts.queries import contracts as contracts_at
from voorrang.contracts.queries import newest_assessments, programme_of_contract, scopes_of
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.lib.clock import now
from voorrang.ui.case_page import tier_view
from voorrang.ui.explain import reason_views


def show(request: Any) -> HttpResponse:
    """Show every contract with its scopes, eligibility and included features."""
    at, language = now(), request.LANGUAGE_CODE
    verdicts = newest_assessments(at)
    rows = []
    for contract in contracts_at(at):
        programme = programme_of_contract(contract, at)
        scopes = []
        for scope in scopes_of(contract):
            verdict = verdicts.get(scope)
            reasons = reason_views(stored_reasons(verdict.reasons), programme, language) if verdict else ()
            features = [
                (feature.name.get(language, feature.name["en"]), standing, feature.clauses)
                for key, standing in programme.matrix[scope.tier].items()
                for feature in (programme.features[key],)
            ]
            name = programme.scopes[scope.scope].name
            scopes.append(
                {
                    "row": scope,
                    "name": name.get(language, name["en"]),
                    "tier": tier_view(programme, scope.tier),
                    "verdict": verdict,
                    "reasons": reasons,
                    "features": features,
                }
            )
        rows.append({"contract": contract, "edition": programme.edition, "scopes": scopes})
    return render(request, "portal/contract/show.html", {"contracts": rows})
