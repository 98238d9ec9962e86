"""The mark, icons, tiers and outcomes: shapes that carry meaning beside a word."""

from functools import lru_cache
from typing import Any

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voorrang.ui.checks import VENDOR
from voorrang.ui.shapes import TierView

register = Library()

_DIAMOND = mark_safe(
    '<svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true"><path d="M5 .6 9.4 5 5 9.4.6 5z"/></svg>'
)

OUTCOMES: dict[str, tuple[Any, str, str]] = {
    "entitled": (gettext_lazy("entitled"), "circle-check", "good"),
    "conditional": (gettext_lazy("conditional"), "alert-triangle", "warn"),
    "chargeable": (gettext_lazy("chargeable"), "receipt", "info"),
    "base_warranty": (gettext_lazy("base warranty"), "shield", "info"),
    "refused": (gettext_lazy("refused"), "circle-x", "bad"),
}
"""Outcome to its word, icon and tone. Red is for refused only, green for entitled only."""


@lru_cache(maxsize=512)
def _drawing(name: str) -> str:
    """Return the inside of an outline icon's SVG; "" when set-up has not copied it (a check names it)."""
    file = VENDOR / "icons" / f"{name}.svg"
    if not file.is_file():
        return ""
    text = file.read_text(encoding="utf-8")
    return text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")].strip()


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """Draw an outline icon in the text's colour. It is silent: put a word beside it. Add its name to `icons.txt`."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="{size}" height="{size}" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{drawing}</svg>',
        size=size,
        drawing=mark_safe(_drawing(name)),  # noqa: S308 -- a file of the icon package, not user input
    )


@register.simple_tag
def mark(size: int = 26) -> SafeString:
    """Draw the mark: a yellow diamond with a white border and a thin dark outline. Silent; the name stands beside it."""
    return format_html(
        '<svg class="vr-mark" viewBox="0 0 32 32" width="{size}" height="{size}" aria-hidden="true">'
        '<path class="vr-mark-edge" d="M16 1.2 30.8 16 16 30.8 1.2 16z"/><path class="vr-mark-face" d="M16 7.2 24.8 16 16 24.8 7.2 16z"/></svg>',
        size=size,
    )


@register.simple_tag
def priority_mark(label: str = "", size: int = 14) -> SafeString:
    """Mark something that goes first. `label` says why ("goes first: Priority Management"); shown as tooltip and read aloud."""
    return format_html(
        '<svg class="vr-priority" viewBox="0 0 32 32" width="{size}" height="{size}" role="img" aria-label="{label}">'
        '<title>{label}</title><path class="vr-mark-edge" d="M16 1.2 30.8 16 16 30.8 1.2 16z"/>'
        '<path class="vr-mark-face" d="M16 7.2 24.8 16 16 24.8 7.2 16z"/></svg>',
        size=size,
        label=label or _("has priority"),
    )


@register.simple_tag
def tier(view: TierView | None, *, named: bool = False) -> SafeString:
    """Show a tier as filled diamonds of all; with `named` its name stands beside. None reads "no tier"."""
    if view is None:
        return format_html('<span class="vr-quiet">{}</span>', _("no tier"))
    diamonds = format_html_join(
        "",
        '<span class="{}">{}</span>',
        (("on" if step <= view.rank else "off", _DIAMOND) for step in range(1, view.of + 1)),
    )
    if named:
        return format_html(
            '<span class="vr-tier"><span class="vr-diamonds" aria-hidden="true">{}</span> {}</span>',
            diamonds,
            view.name,
        )
    spoken = _("%(name)s, tier %(rank)s of %(of)s") % {"name": view.name, "rank": view.rank, "of": view.of}
    return format_html(
        '<span class="vr-tier" role="img" aria-label="{label}" title="{label}"><span class="vr-diamonds" aria-hidden="true">{diamonds}</span></span>',
        label=spoken,
        diamonds=diamonds,
    )


@register.simple_tag
def outcome(value: str) -> SafeString:
    """Show the outcome of a decision as shape, word and colour. An unknown one is shown as it is."""
    word, shape, tone = OUTCOMES.get(value, (value, "help-circle", "info"))
    return format_html(
        '<span class="vr-outcome vr-{}" data-outcome="{}">{}<b>{}</b></span>', tone, value, icon(shape, 16), word
    )
