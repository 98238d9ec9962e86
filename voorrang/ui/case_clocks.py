"""A case's clocks with where each comes from: a signed promise, or our own target that no customer sees."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voorrang.cases.models import Milestone
from voorrang.cases.queries import ClockRow
from voorrang.cases.terms import PROMISE
from voorrang.contracts.models import Promise
from voorrang.lib.cities import city_of
from voorrang.ui.clock_views import clock_view
from voorrang.ui.names import name_of
from voorrang.ui.shapes import ClockView
from voorrang.ui.wording import length_text, locale_of


def clock_views(rows: Iterable[ClockRow]) -> list[ClockView]:
    """Return the clocks to draw: promises before our own targets, each by what is due first, and what is over last.

    Of an update that is due again and again only the present round is shown.
    """
    newest: dict[tuple[str, str], ClockRow] = {}
    for row in rows:
        key = (row.milestone.basis, row.milestone.kind)
        before = newest.get(key)
        if before is None or before.milestone.from_sequence <= row.milestone.from_sequence:
            newest[key] = row
    agreements = _agreements([row.milestone for row in newest.values()])
    views = (
        clock_view(
            name_of("clock", row.milestone.kind),
            row.evaluation,
            _note(row, agreements),
            internal=row.milestone.basis != PROMISE,
        )
        for row in newest.values()
    )
    return sorted((view for view in views if view is not None), key=_by_due)


def _by_due(view: ClockView) -> tuple[bool, bool, bool, float]:
    ends_at = view.due.at
    over = view.due.state in {"kept", "missed"}
    return view.internal, over, ends_at is None, ends_at.timestamp() if ends_at else 0.0


def _note(row: ClockRow, agreements: dict[object, str]) -> str:
    language = get_language() or "en"
    length = length_text(timedelta(seconds=row.milestone.seconds), language)
    facts = {
        "length": length,
        "zone": city_of(row.calendar.zone, locale_of(language)),
        "agreement": agreements.get(row.milestone.promise_id, ""),
    }
    working = bool(row.milestone.calendar_key)
    if row.milestone.basis == PROMISE:
        if working:
            return _("promised: %(length)s in the hours of %(zone)s, agreement %(agreement)s") % facts
        return _("promised: %(length)s round the clock, agreement %(agreement)s") % facts
    return _("%(length)s in working hours of %(zone)s") % facts if working else _("%(length)s round the clock") % facts


def _agreements(milestones: Iterable[Milestone]) -> dict[object, str]:
    ids = [one.promise_id for one in milestones if one.promise_id]
    if not ids:
        return {}
    return {one.id: str(one.agreement) for one in Promise.objects.select_related("agreement").filter(id__in=ids)}
