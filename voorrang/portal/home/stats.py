"""The figures of the first page: counted from what is stored, and left out where nothing was counted."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from voorrang.cases.queries import About, CaseFilters, count_cases_of, promises_kept
from voorrang.installed_base.queries import CoverSummary, cover_summary, current_devices, visible_to
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Stat
from voorrang.ui.wording import number_text, percent_text

LOOKED_BACK = timedelta(days=90)


def stats_of(request: Any, at: datetime) -> list[Stat]:
    """Return the figures that the reader may see."""
    contact, language = request.visitor.contact, language_of(request)
    cases = reverse("portal:case-list")

    def count(**filters: Any) -> About:
        return count_cases_of(contact, CaseFilters(**filters), at=at)

    running, late, waiting = count(status="active"), count(status="active", overdue=True), count(status="waiting")
    shown = number_text(running.count, language)
    stats = [
        Stat(
            _("Open cases"),
            shown if running.exact else _("about %(n)s") % {"n": shown},
            _("%(n)s overdue") % {"n": number_text(late.count, language)} if late.count else _("see all"),
            "bad" if late.count else "info",
            f"{cases}?status=active&overdue=1" if late.count else f"{cases}?status=active",
        ),
        Stat(
            _("Wait for your answer"),
            number_text(waiting.count, language),
            _("answer them: the clocks stand still") if waiting.count else _("none"),
            "warn" if waiting.count else "info",
            f"{cases}?status=waiting" if waiting.count else "",
        ),
        _cover(cover_summary(at, devices=visible_to(current_devices(at), contact)), language),
    ]
    kept = promises_kept(contact, within=LOOKED_BACK, at=at)
    if kept.ended:
        words = _("%(kept)s of %(ended)s") % {
            "kept": number_text(kept.kept, language),
            "ended": number_text(kept.ended, language),
        }
        stats.append(Stat(_("Promises kept, 90 days"), percent_text(kept.kept / kept.ended, language, 1), words))
    return stats


def _cover(fleet: CoverSummary, language: str) -> Stat:
    if not fleet.total:
        return Stat(_("Under cover"), "–", _("no device to see"), url=reverse("portal:fleet"))
    without = fleet.total - fleet.covered
    share = percent_text(fleet.covered / fleet.total, language, 1)
    total = number_text(fleet.total, language)
    if not without:
        return Stat(_("Under cover"), share, _("all %(n)s devices") % {"n": total}, "good", reverse("portal:fleet"))
    words = _("%(n)s of %(total)s devices without, see which") % {"n": number_text(without, language), "total": total}
    return Stat(_("Under cover"), share, words, url=f"{reverse('portal:fleet')}?cover=uncovered")
