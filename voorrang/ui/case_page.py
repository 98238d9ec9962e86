"""One case as both doors show it: its story, its clocks, and why it was decided so."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from voorrang.cases.queries import ClockRow, StoryEntry
from voorrang.entitlements.explain import Explanation
from voorrang.rules.programme import Programme
from voorrang.ui.clock_views import clock_view
from voorrang.ui.explain import reason_views
from voorrang.ui.shapes import ClockView, DecisionView, EventView, TierView

WHAT: dict[str, Any] = {
    "case.opened": _("opened the case"),
    "case.answered": _("answered"),
    "case.waiting": _("asked back; the clocks stand still"),
    "case.replied": _("replied"),
    "case.noted": _("wrote a note"),
    "case.diagnosed": _("recorded findings"),
    "case.assigned": _("changed the owner"),
    "case.resolved": _("resolved the case"),
    "case.closed": _("closed the case"),
    "case.reopened": _("reopened the case"),
    "case.breached": _("A deadline has passed"),
}
CLOCKS: dict[str, Any] = {"response": _("Response"), "update": _("Update"), "resolution": _("Resolution")}


def event_views(story: Iterable[StoryEntry]) -> list[EventView]:
    """Return the entries of a timeline."""
    return [
        EventView(
            at=entry.event.at,
            what=WHAT.get(entry.event.type, entry.event.type),
            who=entry.who,
            body=entry.text,
            internal=entry.event.internal,
            language=entry.language,
        )
        for entry in story
    ]


def clock_views(rows: Iterable[ClockRow]) -> list[ClockView]:
    """Return the clocks to draw; the vendor's own targets say that they are no promise."""
    views = []
    for row in rows:
        internal = row.milestone.basis != "promise"
        note = _("internal target, not shown to the customer") if internal else _("promised by agreement")
        view = clock_view(CLOCKS.get(row.milestone.kind, row.milestone.kind), row.evaluation, note, internal=internal)
        if view is not None:
            views.append(view)
    return views


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
