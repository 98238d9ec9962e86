"""The facts that a decision rests on, as rows that people can read."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voorrang.rules.facts import ContractScope, Device, Facts
from voorrang.rules.programme import Programme
from voorrang.ui.names import name_of
from voorrang.ui.reader import in_language
from voorrang.ui.wording import country_text, date_text, exact_text, language_text


class FactLine(NamedTuple):
    """One fact: what it is, and its value in words."""

    label: str
    value: str


_PINS = {
    "verified": gettext_lazy("verified"),
    "not_given": gettext_lazy("not given"),
    "unknown": gettext_lazy("unknown"),
    "revoked": gettext_lazy("no longer valid"),
}


def fact_lines(facts: Facts, programme: Programme, language: str) -> list[FactLine]:
    """Return every fact that was given, in the order in which one would ask for it."""
    return [FactLine(*line) for line in _lines(facts, programme, language)]


def _lines(facts: Facts, programme: Programme, language: str) -> Iterator[tuple[str, str]]:
    yield _("Asked"), exact_text(facts.at, timezone.get_current_timezone(), language)
    yield _("Caller"), name_of("caller", facts.caller.standing)
    yield _("PIN"), str(_PINS.get(facts.caller.pin, facts.caller.pin))
    if facts.caller.authority_ends_at:
        yield _("Partner authorised until"), _last_day(facts.caller.authority_ends_at, language)
    yield _("Country"), country_text(facts.country, language) if facts.country else _("not said")
    yield _("Language"), language_text(facts.language, language) if facts.language else _("not said")
    yield _("Self-diagnosis"), _("given") if facts.self_diagnosis else _("not given")
    for contract in facts.contracts:
        yield _("Contract"), _contract(contract, programme, language)
    for device in facts.devices:
        yield _("Device"), _device(device, language)
        for cover in device.covers:
            words = _("%(cover)s %(level)s from %(start)s to %(end)s") % {
                "cover": name_of("cover", cover.kind),
                "level": f"({cover.level})" if cover.level else "",
                "start": date_text(cover.starts_at.date(), language),
                "end": _last_day(cover.ends_at, language),
            }
            yield _("Cover of %(serial)s") % {"serial": device.ref}, " ".join(words.split())
    if facts.missing:
        yield _("Information that is missing"), ", ".join(word.replace("_", " ") for word in facts.missing)
    if facts.open_steps:
        yield _("Steps not taken"), ", ".join(word.replace("_", " ") for word in facts.open_steps)
    for key in facts.exclusions:
        known = programme.exclusions.get(key)
        yield _("Exclusion that applies"), in_language(known.name, language) if known else key
    yield from _left_out(facts, language)
    if facts.choice:
        words = _("charge") if facts.choice.choice == "charge" else _("decline")
        yield _("Choice of a named person"), f"{words} ({name_of('role', facts.choice.role)})"
    if facts.override:
        words = _("%(kind)s, until %(end)s (%(role)s)") % {
            "kind": name_of("override", facts.override.kind),
            "end": _last_day(facts.override.expires_at, language),
            "role": name_of("role", facts.override.role),
        }
        yield _("Exception"), words


def _left_out(facts: Facts, language: str) -> Iterator[tuple[str, str]]:
    for agreed in facts.agreed_exclusions:
        named = [
            *(name_of("kind", kind) for kind in agreed.kinds),
            *(country_text(code, language) for code in agreed.countries),
            *agreed.products,
        ]
        yield _("Left out by %(agreement)s") % {"agreement": agreed.agreement}, ", ".join(named)


def _contract(contract: ContractScope, programme: Programme, language: str) -> str:
    scope, tier = programme.scopes.get(contract.scope), programme.tiers.get(contract.tier)
    facts = {
        "scope": in_language(scope.name, language) if scope else contract.scope,
        "tier": in_language(tier.name, language) if tier else contract.tier,
        "start": date_text(contract.starts_at.date(), language),
        "end": _last_day(contract.ends_at, language),
    }
    words = _("%(scope)s: %(tier)s, %(start)s to %(end)s") % facts
    if contract.activated_at is None:
        words = f"{words}, {_('not activated')}"
    return f"{words}, {_('below the minimum')}" if contract.eligibility == "below" else words


def _device(device: Device, language: str) -> str:
    if not device.known:
        return _("%(serial)s: in no fleet") % {"serial": device.ref}
    parts = [device.maker, name_of("kind", device.kind) if device.kind else _("kind unknown")]
    if device.country:
        parts.append(country_text(device.country, language))
    if not device.commercial:
        parts.append(_("not for business"))
    if device.attached_to is not None:
        parts.append(_("belongs to %(serial)s") % {"serial": device.attached_to.ref})
    return f"{device.ref}: {', '.join(part for part in parts if part)}"


def _last_day(ends_at: datetime, language: str) -> str:
    from voorrang.ui.components.doors import last_day

    day = last_day(ends_at)
    return date_text(day, language) if day else ""
