"""Numbers, names of places and languages in the reader's language."""

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voorrang.ui import wording
from voorrang.ui.components.mark import icon
from voorrang.ui.names import name_of

register = Library()


def _language() -> str:
    return get_language() or "en"


@register.filter
def number(value: float | None, decimals: int | None = None) -> str:
    """Show a number with the reader's separators: 12,408 or 12.408; None is a dash."""
    return "–" if value is None else wording.number_text(value, _language(), decimals)


@register.filter
def percent(share: float | None, decimals: int = 0) -> str:
    """Show a share of one as a percentage; None is a dash."""
    return "–" if share is None else wording.percent_text(share, _language(), decimals)


@register.filter
def country_name(code: str | None) -> str:
    """Show the name of a country by its ISO code; an unknown code as it is."""
    return wording.country_text(code, _language()) if code else "–"


@register.filter
def language_name(code: str | None) -> str:
    """Show the name of a language by its locale; an unknown one as it is."""
    return wording.language_text(code, _language()) if code else "–"


@register.simple_tag
def copy(text: str, label: str = "") -> SafeString:
    """Show a text with a button that copies it (the button appears only where scripts run). `label` says what it is."""
    spoken = _("Copy %(what)s") % {"what": label or text}
    return format_html(
        '<span class="vr-copy"><span>{text}</span><button type="button" class="vr-copy-button needs-script" data-copy="{text}" '
        'aria-label="{spoken}" title="{spoken}">{icon}</button></span>',
        text=text,
        spoken=spoken,
        icon=icon("copy", 15),
    )


@register.filter
def count_text(value: int | str | None) -> str:
    """Show a sidebar count: a number with separators, or a text such as "2 new" as it is."""
    return number(value) if isinstance(value, int) else str(value or "")


@register.filter
def named(key: str | None, group: str) -> str:
    """Show the word for a key of our data: `{{ device.kind|named:"kind" }}` (groups: see `voorrang.ui.names`)."""
    return name_of(group, key) if key else "–"
