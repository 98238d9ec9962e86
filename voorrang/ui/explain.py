"""Reasons of the rules as the why panel shows them: in the reader's language, facts in the reader's locale."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django.utils.translation import override

from voorrang.rules.explain import Show
from voorrang.rules.explain import explain as tell
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import JSON, Reason
from voorrang.ui import wording
from voorrang.ui.names import name_of
from voorrang.ui.shapes import ClauseView, ReasonView

_UTC = ZoneInfo("UTC")
_NAMED = {
    "kind": "kind",
    "kinds": "kind",
    "host_kind": "kind",
    "role": "role",
    "cover": "cover",
    "override": "override",
}
"""Facts whose values are keys of ours, and the group of `names` that has their words."""


def reason_view(
    reason: Reason,
    programme: Programme,
    language: str,
    zone: tzinfo = _UTC,
    devices: Mapping[str, str] | None = None,
    cure_urls: Mapping[str, str] | None = None,
) -> ReasonView:
    """Tell one reason.

    `devices` maps the rules' device refs to what people call them (a serial); `cure_urls` maps reason codes to the page
    where the cure is done.
    """
    names = devices or {}
    with override(language):
        told = tell(reason, programme, language, _shower(language, zone, names))
    device = names.get(told.device, told.device) if told.device else ""
    return ReasonView(
        tone=told.tone,
        text=told.text,
        clauses=tuple(ClauseView(id_, clause_text(id_, programme, language)) for id_ in told.clauses),
        cure=told.cure or "",
        device="" if not device or device in told.text else device,
        cure_url=(cure_urls or {}).get(reason.code, ""),
        about=told.device or "",
    )


def reason_views(
    reasons: Iterable[Reason],
    programme: Programme,
    language: str,
    zone: tzinfo = _UTC,
    devices: Mapping[str, str] | None = None,
    cure_urls: Mapping[str, str] | None = None,
) -> tuple[ReasonView, ...]:
    """Tell reasons in the order given."""
    return tuple(reason_view(reason, programme, language, zone, devices, cure_urls) for reason in reasons)


def clause_text(id_: str, programme: Programme, language: str) -> str:
    """Return the text behind an id that reasons cite: a clause, an assumption or a reading; "" for none of these."""
    if id_ in programme.clauses:
        text = programme.clauses[id_].text
    elif id_ in programme.assumptions:
        text = programme.assumptions[id_].name
    elif id_ in programme.readings:
        text = programme.readings[id_].question
    else:
        return ""
    return text.get(language) or text["en"]


def _shower(language: str, zone: tzinfo, devices: Mapping[str, str]) -> Show:
    def show(name: str, value: JSON) -> str | None:
        if isinstance(value, list | tuple):
            parts = [show(name, item) for item in value]
            return None if None in parts else wording.list_text([part for part in parts if part is not None], language)
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return wording.number_text(value, language)
        return _text(name, str(value), language, zone, devices) if value is not None else None

    return show


def _text(name: str, value: str, language: str, zone: tzinfo, devices: Mapping[str, str]) -> str | None:
    shown: str | None = None
    if name in {"device", "host"}:
        shown = devices.get(value)
    elif name in {"country", "countries"}:
        shown = wording.country_text(value, language)
    elif name in _NAMED:
        shown = name_of(_NAMED[name], value)
    elif name.endswith("_on"):
        shown = _or_none(lambda: wording.date_text(date.fromisoformat(value), language))
    elif name.endswith("_at"):
        shown = _or_none(lambda: wording.exact_text(datetime.fromisoformat(value), zone, language))
    return shown


def _or_none(make: Callable[[], str]) -> str | None:
    """A fact of an old decision that is no date is shown as stored: explaining must never fail."""
    try:
        return make()
    except ValueError:
        return None
