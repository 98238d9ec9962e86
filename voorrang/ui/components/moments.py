"""Times, deadlines and clocks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.template import Context, Library
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voorrang.lib import clock
from voorrang.ui import wording
from voorrang.ui.components.mark import icon
from voorrang.ui.shapes import ClockView, Due, StretchKind

register = Library()


def present(context: Context) -> datetime:
    """The one instant that a page speaks of (context processor `page`); mail and fragments without it read the clock."""
    found = context.get("now")
    return found if isinstance(found, datetime) else clock.now()


def _language() -> str:
    return get_language() or "en"


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _time(at: datetime, words: str, *, live: str = "") -> SafeString:
    exact = wording.exact_text(at, timezone.get_current_timezone(), _language())
    if live:
        return format_html('<time datetime="{}" title="{}" data-live="{}">{}</time>', _iso(at), exact, live, words)
    return format_html('<time datetime="{}" title="{}">{}</time>', _iso(at), exact, words)


@register.simple_tag(takes_context=True)
def local_time(context: Context, at: datetime | None, *, zone: bool = False, none: str = "–") -> SafeString | str:
    """Show an instant as "today 08:12", the full date and zone in the tooltip; `zone` adds the city."""
    if at is None:
        return none
    here = timezone.get_current_timezone()
    words = wording.moment_text(at, present(context), here, _language())
    return _time(at, f"{words} {wording.zone_text(at, here, _language())}" if zone else words)


@register.simple_tag(takes_context=True)
def ago(context: Context, at: datetime | None, none: str = "–") -> SafeString | str:
    """Show how long ago an instant was, or how far ahead it lies; it keeps counting on the page."""
    if at is None:
        return none
    now = present(context)
    length = wording.length_text(now - at, _language())
    if at > now:
        return _time(at, _("in %(length)s") % {"length": length}, live="ago")
    return _time(at, _("%(length)s ago") % {"length": length}, live="ago")


@register.simple_tag
def local_date(day: date | None, *, long: bool = False, none: str = "–") -> str:
    """Show a calendar day: "31 Mar 2029"."""
    return none if day is None else wording.date_text(day, _language(), long=long)


@register.filter
def lasting(value: timedelta | int | None) -> str:
    """Show a length of time (timedelta, or seconds) as "2 h 10 min"."""
    if value is None:
        return "–"
    return wording.length_text(value if isinstance(value, timedelta) else timedelta(seconds=value), _language())


@register.simple_tag(takes_context=True)
def due(context: Context, view: Due | None, *, exact: bool = True) -> SafeString:
    """Show a deadline: "due in 2 h 10 min" with the moment below it, "overdue 12 min" in red, "paused 3 h" quietly."""
    now = present(context)
    if view is not None and view.state == "paused":
        return format_html(
            '<span class="vr-due vr-quiet" data-due="paused">{}{}</span>', icon("player-pause", 14), _paused(view, now)
        )
    if view is not None and view.state == "kept":
        return format_html('<span class="vr-due vr-good" data-due="kept">{}{}</span>', icon("check", 14), _("kept"))
    if view is None or view.at is None:
        return format_html('<span class="vr-due vr-quiet">{}</span>', _("no deadline"))
    return _dated(view, view.at, now, exact=exact)


def _paused(view: Due, now: datetime) -> str:
    if view.since is None:
        return _("paused")
    return _("paused %(length)s") % {"length": wording.length_text(now - view.since, _language())}


def _dated(view: Due, at: datetime, now: datetime, *, exact: bool) -> SafeString:
    language = _language()
    moment = wording.moment_text(at, now, timezone.get_current_timezone(), language)
    state, shown, tone = "running", format_html("{}", _time(at, _("due %(moment)s") % {"moment": moment})), ""
    if view.state == "missed":
        late = wording.length_text((view.since or now) - at, language)
        state, shown, tone = "missed", format_html("<b>{}</b>", _("missed by %(length)s") % {"length": late}), " vr-bad"
    elif at < now:
        late = wording.length_text(now - at, language)
        words = _time(at, _("overdue %(length)s") % {"length": late}, live="due")
        state, shown, tone = "overdue", format_html("<b>{}</b>", words), " vr-bad"
    elif wording.is_near(at, now):
        left = wording.length_text(at - now, language)
        shown = _time(at, _("due in %(length)s") % {"length": left}, live="due")
    else:
        exact = False
    second = format_html('<span class="vr-small">{}</span>', _time(at, moment)) if exact else ""
    return format_html('<span class="vr-due{}" data-due="{}">{}{}</span>', tone, state, shown, second)


@register.inclusion_tag("ui/parts/clock.html", takes_context=True)
def clock_bar(context: Context, view: ClockView, *, why: bool = True) -> dict[str, Any]:
    """Draw a clock: its deadline, a bar of what was counted, paused and overdue, and (`why`) the intervals as a table."""
    now, language = present(context), _language()
    last = max((stretch.ends_at for stretch in view.stretches), default=view.started_at)
    ends_at = max(filter(None, (view.due.at, last)), default=last)
    whole = max((ends_at - view.started_at).total_seconds(), 1.0)
    words: dict[StretchKind, str] = {
        "counted": _("counted"),
        "paused": _("paused"),
        "closed": _("outside hours"),
        "overdue": _("overdue"),
    }
    pieces: list[dict[str, Any]] = []
    totals: dict[StretchKind, timedelta] = {}
    for stretch in view.stretches:
        lasted = stretch.ends_at - stretch.starts_at
        totals[stretch.kind] = totals.get(stretch.kind, timedelta()) + lasted
        pieces.append(
            {
                "kind": stretch.kind,
                "word": words[stretch.kind],
                "x": f"{max((stretch.starts_at - view.started_at).total_seconds(), 0) / whole * 100:.3f}%",
                "width": f"{lasted.total_seconds() / whole * 100:.3f}%",
                "stretch": stretch,
                "length": wording.length_text(lasted, language),
            }
        )
    spoken = [f"{words[kind]} {wording.length_text(total, language)}" for kind, total in totals.items()]
    return {
        "clock": view,
        "pieces": pieces,
        "spoken": f"{view.name}: {wording.list_text(spoken, language) if spoken else _('nothing counted yet')}",
        "why": why and bool(pieces),
        "now": now,
    }
