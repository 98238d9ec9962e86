"""What pages say of a decision and of a tier, in the reader's language."""

from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from voorrang.entitlements.explain import Explanation
from voorrang.rules.programme import Programme
from voorrang.ui.explain import reason_views
from voorrang.ui.shapes import DecisionView, TierView


def decision_view(explanation: Explanation, zone: str = "UTC", object_url: str = "") -> DecisionView:
    """Return the why panel of a decision in the reader's language."""
    language = get_language() or "en"
    return DecisionView(
        outcome=explanation.outcome,
        reasons=reason_views(explanation.reasons, explanation.programme, language, ZoneInfo(zone)),
        decided_at=explanation.decided_at,
        object_url=object_url,
        edition=explanation.programme.edition,
    )


def tier_view(programme: Programme, code: str | None) -> TierView | None:
    """Return a tier in the reader's language; None outside the programme."""
    if not code or code not in programme.tiers:
        return None
    tier = programme.tiers[code]
    language = (get_language() or "en").split("-", maxsplit=1)[0]
    return TierView(tier.name.get(language, tier.name["en"]), tier.rank, len(programme.tiers))
