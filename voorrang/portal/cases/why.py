"""The why panel as the customer sees it: with the pages where a cure is done, and the way to object."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from voorrang.entitlements.explain import Explanation
from voorrang.ui.explain import reason_views
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import DecisionView

_CURES = {
    "portal:contact-new": ("caller_unlisted", "caller_unlisted_no_pin"),
    "portal:fleet-import": (
        "device_unknown",
        "cover_none",
        "cover_ended",
        "kind_unknown",
        "country_missing",
        "host_unknown",
    ),
    "portal:helpdesk": ("partner_authority_ended", "caller_end_user", "caller_outsider"),
    "portal:onboarding": ("contract_not_activated",),
    "portal:contract": ("eligibility_below", "eligibility_provisional", "contract_ended", "contract_none_for_scope"),
}


def decision_view(
    request: Any, explanation: Explanation, *, objection: str = "", on_case: bool = False
) -> DecisionView:
    """Return the why panel of a decision. `objection` is where the reader objects; `on_case`: beside the case that it opened."""
    return DecisionView(
        outcome=explanation.outcome,
        reasons=reason_views(
            explanation.reasons,
            explanation.programme,
            language_of(request),
            timezone.get_current_timezone(),
            cure_urls=cure_urls(request, on_case=on_case),
        ),
        decided_at=explanation.decided_at,
        object_url=objection if request.may("portal:decision-object") else "",
        edition=_("edition %(edition)s") % {"edition": explanation.programme.edition},
    )


def cure_urls(request: Any, *, on_case: bool = False) -> Mapping[str, str]:
    """Return where the reader can do what a reason asks for, by reason code; only pages that the reader may open."""
    found: dict[str, str] = {}
    if on_case and request.may("portal:case-findings"):
        found["self_diagnosis_missing"] = "#findings"
    for name, codes in _CURES.items():
        if request.may(name):
            found |= dict.fromkeys(codes, reverse(name))
    return found
