"""What is known better now than when something was decided, in the reader's words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voorrang.ui.components.doors import last_day
from voorrang.ui.names import name_of
from voorrang.ui.wording import country_text, date_text


class ChangeLine(NamedTuple):
    """One fact: what it is, what we knew, what we know; where it came from (`kind` and `id`, or None)."""

    label: str
    was: str
    now: str
    brought_by: Mapping[str, str] | None


_LABELS = {
    "caller": gettext_lazy("Who asked"),
    "authority": gettext_lazy("Partner authorised until"),
    "contract": gettext_lazy("Contract"),
    "device": gettext_lazy("Device"),
    "cover": gettext_lazy("Cover"),
    "kind": gettext_lazy("Kind of device"),
    "maker": gettext_lazy("Maker"),
    "country": gettext_lazy("Country"),
    "commercial": gettext_lazy("For business"),
    "sold_by_vendor": gettext_lazy("Sold by us"),
    "host": gettext_lazy("Belongs to"),
    "exception": gettext_lazy("Exception"),
}


def change_lines(changes: Iterable[Mapping[str, Any]], language: str) -> list[ChangeLine]:
    """Return the changes that a redress keeps, in words."""
    return [
        ChangeLine(
            label=_label(one),
            was=_value(one["what"], one["was"], language),
            now=_value(one["what"], one["now"], language),
            brought_by=one.get("brought_by"),
        )
        for one in changes
    ]


def _label(change: Mapping[str, Any]) -> str:
    label = str(_LABELS.get(change["what"], change["what"].replace("_", " ")))
    return f"{label}, {change['device']}" if change.get("device") else label


def _value(what: str, value: Any, language: str) -> str:
    if value is None:
        return _("not known") if what in {"cover", "contract", "kind", "country", "host"} else _("none")
    words = _WORDS.get(what)
    if words is not None:
        return words(value, language)
    return (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)


def _cover(value: Mapping[str, str], language: str) -> str:
    facts = {"cover": name_of("cover", value["kind"]), "level": f"({value['level']})" if value["level"] else ""}
    words = _("%(cover)s %(level)s from %(start)s to %(end)s") % {**facts, **_period(value, language)}
    return " ".join(words.split())


def _contract(value: Mapping[str, str], language: str) -> str:
    facts = {"scope": value["scope"], "tier": value["tier"]}
    words = _("%(scope)s: %(tier)s, %(start)s to %(end)s") % {**facts, **_period(value, language)}
    return words if value["activated_at"] else f"{words}, {_('not activated')}"


def _last_day(value: str, language: str) -> str:
    day = last_day(datetime.fromisoformat(value))
    return date_text(day, language) if day else ""


_WORDS: Mapping[str, Callable[[Any, str], str]] = {
    "caller": lambda value, _language: name_of("caller", value),
    "cover": _cover,
    "contract": _contract,
    "device": lambda value, _language: _("in the fleet") if value else _("in no fleet"),
    "kind": lambda value, _language: name_of("kind", value),
    "country": country_text,
    "exception": lambda value, _language: name_of("override", value),
    "authority": _last_day,
}


def _period(value: Mapping[str, str], language: str) -> dict[str, str]:
    end = last_day(datetime.fromisoformat(value["ends_at"]))
    return {
        "start": date_text(datetime.fromisoformat(value["starts_at"]).date(), language),
        "end": date_text(end, language) if end else "",
    }
