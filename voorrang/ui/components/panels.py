"""The why panel, timelines, figures, lists, empty states, questions and progress."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Context, Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voorrang.ui.components.words import number
from voorrang.ui.shapes import (
    Busy,
    ClauseView,
    Confirm,
    Crumb,
    DecisionView,
    EventView,
    Fact,
    FilterBar,
    KeyHint,
    Listing,
    ReasonView,
    Shell,
    Stat,
)

register = Library()

_TITLES = {
    "entitled": gettext_lazy("Why entitled"),
    "conditional": gettext_lazy("Why conditional"),
    "chargeable": gettext_lazy("Why chargeable"),
    "base_warranty": gettext_lazy("Why base warranty"),
    "refused": gettext_lazy("Why refused"),
}
_TONES = {
    "good": ("check", gettext_lazy("for it")),
    "warn": ("alert-triangle", gettext_lazy("take note")),
    "bad": ("x", gettext_lazy("against it")),
    "info": ("info-circle", gettext_lazy("to know")),
}
LIST_KEYS: tuple[KeyHint, ...] = (
    KeyHint(("j", "k"), gettext_lazy("move")),
    KeyHint(("Enter",), gettext_lazy("open")),
    KeyHint(("/",), gettext_lazy("search")),
    KeyHint(("?",), gettext_lazy("all keys")),
)
"""Keys that work in every list with `data-row` rows."""


def _programme_url(context: Context) -> str:
    shell = context.get("shell")
    return shell.programme_url if isinstance(shell, Shell) else str(context.get("programme_url") or "")


@register.simple_tag(takes_context=True)
def clauses(context: Context, ids: Iterable[str | ClauseView]) -> SafeString:
    """Cite clauses: their ids, linked to the programme page, their text in the tooltip."""
    url = _programme_url(context)
    views = [item if isinstance(item, ClauseView) else ClauseView(item) for item in ids]
    if url:
        parts = format_html_join(
            " · ", '<a href="{}#{}" title="{}">{}</a>', ((url, view.id, view.text, view.id) for view in views)
        )
    else:
        parts = format_html_join(" · ", '<span title="{}">{}</span>', ((view.text, view.id) for view in views))
    return format_html('<span class="vr-clauses">{}</span>', parts)


def _rows(reasons: Iterable[ReasonView]) -> list[dict[str, Any]]:
    return [{"reason": reason, "icon": _TONES[reason.tone][0], "spoken": _TONES[reason.tone][1]} for reason in reasons]


@register.inclusion_tag("ui/parts/why.html", takes_context=True)
def why_panel(context: Context, decision: DecisionView, heading: str = "h2") -> dict[str, Any]:
    """Explain a decision: each reason with its shape, clauses, cure; how to object. Reasons against come first."""
    order = {"bad": 0, "warn": 1, "good": 2, "info": 3}
    reasons = (
        sorted(decision.reasons, key=lambda reason: order[reason.tone])
        if decision.outcome != "entitled"
        else decision.reasons
    )
    folded = _all_is_well(reasons)
    return {
        "decision": decision,
        "title": _TITLES.get(decision.outcome, decision.outcome),
        "rows": _rows(reason for reason in reasons if reason not in folded),
        "folded": _rows(folded),
        "folded_devices": len({reason.about for reason in folded}),
        "heading": heading,
        "now": context.get("now"),
        "shell": context.get("shell"),
        "programme_url": _programme_url(context),
    }


def _all_is_well(reasons: Sequence[ReasonView]) -> list[ReasonView]:
    """Return the reasons of devices that nothing speaks against, where there are several: they fold into one line."""
    troubled = {reason.about for reason in reasons if reason.tone in {"bad", "warn"}}
    fine = [reason for reason in reasons if reason.about and reason.about not in troubled]
    return fine if len({reason.about for reason in fine}) > 1 else []


@register.inclusion_tag("ui/parts/reasons.html", takes_context=True)
def reasons(context: Context, views: Sequence[ReasonView]) -> dict[str, Any]:
    """List reasons without a panel: beside a form, an order, an eligibility."""
    return {"rows": _rows(views), "shell": context.get("shell"), "programme_url": _programme_url(context)}


@register.inclusion_tag("ui/parts/timeline.html", takes_context=True)
def timeline(context: Context, events: Iterable[EventView]) -> dict[str, Any]:
    """Show what happened, oldest first as given; internal notes differ by a word, a shape and a ground."""
    return {"events": events, "now": context.get("now")}


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(crumbs: Sequence[Crumb] | None) -> dict[str, Any]:
    """Show the path to this page; nothing without crumbs."""
    return {"crumbs": crumbs or ()}


@register.inclusion_tag("ui/parts/stat.html")
def stat(view: Stat) -> dict[str, Any]:
    """Show one figure. Put several into `<div class="vr-stats">`."""
    return {"stat": view}


@register.inclusion_tag("ui/parts/facts.html")
def facts(rows: Iterable[Fact]) -> dict[str, Any]:
    """Show label and value rows as a description list."""
    return {"rows": rows}


@register.inclusion_tag("ui/parts/filters.html")
def filters(bar: FilterBar) -> dict[str, Any]:
    """Show the chips and the search field of a list; all state is in the address."""
    return {"bar": bar}


@register.inclusion_tag("ui/parts/list_head.html")
def list_head(view: Listing) -> dict[str, Any]:
    """Say how many there are ("38 cases, 8 shown", "about 12,000 devices"), with the export."""
    words = _("%(number)s %(noun)s") if view.exact else _("about %(number)s %(noun)s")
    counted = words % {"number": number(view.count), "noun": view.noun % view.count}
    return {"list": view, "counted": counted, "partial": view.shown < view.count or bool(view.first_url)}


@register.inclusion_tag("ui/parts/pager.html")
def pager(view: Listing, label: str = "") -> dict[str, Any]:
    """Lead to the next rows, and back to the first ones. A page with two pagers gives each a `label`."""
    return {"list": view, "label": label}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "", icon: str = "inbox") -> dict[str, Any]:
    """Say that there is nothing here and what to do about it."""
    return {"title": title, "text": text, "url": url, "action": action, "icon_name": icon}


@register.inclusion_tag("ui/parts/confirm.html", takes_context=True)
def confirm(context: Context, view: Confirm) -> dict[str, Any]:
    """Ask before something that cannot be undone: a button that opens a small form. Works without scripts."""
    return {"confirm": view, "csrf_token": context.get("csrf_token"), "request": context.get("request")}


@register.inclusion_tag("ui/parts/busy.html", takes_context=True)
def busy(context: Context, view: Busy) -> dict[str, Any]:
    """Show how far a long job is; with a `poll_url` it refreshes itself until it is done."""
    return {
        "busy": view,
        "left": None if view.total is None else max(view.total - view.done, 0),
        "request": context.get("request"),
    }


@register.inclusion_tag("ui/parts/key_hints.html")
def key_hints(extra: Sequence[KeyHint] = ()) -> dict[str, Any]:
    """List the keys of a list page: the common ones, with `extra` before "all keys"."""
    return {"hints": (*LIST_KEYS[:-1], *extra, LIST_KEYS[-1])}


@register.simple_tag
def key(value: str) -> SafeString:
    """Attributes that make a button or link answer to a single key: `<button {% key "r" %}>Answer {% kbd "r" %}</button>`."""
    return format_html('data-key="{}" aria-keyshortcuts="{}"', value, value)


@register.simple_tag
def kbd(value: str) -> SafeString:
    """Draw a key, silently: the control already says its key to assistive technology."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', value)
