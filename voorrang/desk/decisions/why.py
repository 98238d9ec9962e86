"""The why panel of a decision as the desk shows it: with the pages where each cure is done."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from voorrang.accounts.models import Customer
from voorrang.entitlements.explain import Explanation
from voorrang.ui.explain import reason_views
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import DecisionView


def decision_view(request: Any, customer: Customer, explanation: Explanation) -> DecisionView:
    """Return the why panel of a decision of the opened customer."""
    replay = reverse("desk:decision-detail", args=[customer.code, explanation.decision_id])
    return DecisionView(
        outcome=explanation.outcome,
        reasons=reason_views(
            explanation.reasons,
            explanation.programme,
            language_of(request),
            timezone.get_current_timezone(),
            cure_urls=cure_urls(request, customer),
        ),
        decided_at=explanation.decided_at,
        replay_url=f"{replay}?replay=1#replay" if request.may("desk:decision-detail") else "",
        edition=_("edition %(edition)s") % {"edition": explanation.programme.edition},
    )


def cure_urls(request: Any, customer: Customer) -> Mapping[str, str]:
    """Return where the reader can do what a reason asks for, by reason code; only pages that the reader may open."""
    pages = {
        "desk:contact-new": ("caller_unlisted", "caller_unlisted_no_pin"),
        "desk:serial-list": ("device_unknown",),
        "desk:customer-detail": ("contract_not_activated", "eligibility_below", "partner_authority_ended"),
        "desk:order-new": ("contract_absent", "contract_none_for_scope", "contract_ended", "contract_ends_soon"),
    }
    found: dict[str, str] = {}
    for name, codes in pages.items():
        if request.may(name):
            address = (
                reverse(name) + f"?customer={customer.code}"
                if name == "desk:order-new"
                else reverse(name, args=[customer.code])
            )
            found |= dict.fromkeys(codes, address)
    return found
