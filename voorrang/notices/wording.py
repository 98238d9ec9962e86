"""The words of a notice, drafted in the customer's language: what changes, from when, and what it means to this customer."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voorrang.accounts.models import Customer
from voorrang.editions.told_changes import COVERAGE, TERMS, told_changes
from voorrang.notices.models import Touch
from voorrang.rules.programme import Programme, Text

_LONGEST = 20
"""Lines of a list in a mail."""


def notice_language(customer: Customer) -> str:
    """Return the customer's language where the surface has it, else English."""
    return customer.language if customer.language in dict(settings.LANGUAGES) else "en"


def notice_subject(language: str, effective_at: datetime) -> str:
    """Return the subject of the mail."""
    with translation.override(language):
        return _("What changes for you on %(day)s") % {"day": _day(effective_at, language)}


def notice_text(touch: Touch, old: Programme, new: Programme, effective_at: datetime, language: str) -> str:
    """Return the draft. What was bought stays as it is until its end; the rest holds for everybody from its day (Q.19)."""
    facts: Mapping[str, Any] = touch.facts
    tiers = {tier for one in facts.get("terms", ()) for tier in one["tiers"]}
    with translation.override(language):
        named = {
            "customer": touch.customer.name,
            "programme": new.name.get(language) or new.name["en"],
            "day": _day(effective_at, language),
        }
        parts = [_("To the helpdesk of %(customer)s") % named]
        parts.append(_("%(programme)s changes on %(day)s. This is what it means to you.") % named)
        told = [
            one
            for one in told_changes(old, new, language, sorted(tiers))
            if one.part != TERMS or (one.tier in tiers and tiers)
        ]
        everybody = [one.text for one in told if one.part != TERMS and (one.part != COVERAGE or _touches_places(facts))]
        if everybody:
            parts.append("\n".join((_("From %(day)s:") % named, *(f"- {text}" for text in everybody[:_LONGEST]))))
        parts += _meant(facts, language)
        later = [one.text for one in told if one.part == TERMS]
        if later:
            until = min(datetime.fromisoformat(one["ends_at"]) for one in facts["terms"])
            heading = _("What you bought stays as it is. When you renew, from %(day)s on, the newer terms hold:")
            parts.append(
                "\n".join((heading % {"day": _day(until, language)}, *(f"- {text}" for text in later[:_LONGEST])))
            )
        parts.append(_("Cases and decisions from before that day stay as they are. Ask us what you like to know."))
        return "\n\n".join(parts)


def facts_in_words(facts: Mapping[str, Any], programme: Programme, language: str) -> list[str]:
    """Return how a customer is touched, in sentences, in the language in use. `programme` names tiers and scopes."""
    lines = _meant(facts, language)
    for one in facts.get("terms", ()):
        named = {"contract": one["contract"], "day": _day(datetime.fromisoformat(one["ends_at"]), language)}
        lines.append(_("Contract %(contract)s keeps its terms, and meets the newer ones at its end, %(day)s.") % named)
    for one in facts.get("features", ()):
        for keys, text in (
            (one["gains"], _("Contract %(contract)s gets: %(features)s.")),
            (one["loses"], _("Contract %(contract)s no longer gets: %(features)s.")),
        ):
            if keys:
                features = [_in(programme.features[key].name, language) for key in keys if key in programme.features]
                lines.append(text % {"contract": one["contract"], "features": ", ".join(features)})
    for one in facts.get("eligibility", ()):
        text = (
            _("Contract %(contract)s, %(scope)s: its fleet would reach the minimum of %(tier)s.")
            if one["now"]
            else _("Contract %(contract)s, %(scope)s: its fleet would miss the minimum of %(tier)s.")
        )
        tier, scope = programme.tiers.get(one["tier"]), programme.scopes.get(one["scope"])
        named = {
            "contract": one["contract"],
            "tier": _in(tier.name, language) if tier else one["tier"],
            "scope": _in(scope.name, language) if scope else one["scope"],
        }
        lines.append(text % named)
    if decided := facts.get("decisions"):
        n = decided["differ"]
        text = ngettext(
            "%(n)s decision of the last 90 days would differ.", "%(n)s decisions of the last 90 days would differ.", n
        )
        about = ngettext(
            "About %(n)s decision of the last 90 days would differ.",
            "About %(n)s decisions of the last 90 days would differ.",
            n,
        )
        lines.append((text if decided["exact"] else about) % {"n": n})
    return lines


def _meant(facts: Mapping[str, Any], language: str) -> list[str]:
    """What holds for everybody from its day, as far as it meets this customer."""
    names = Locale.parse(language.replace("-", "_"))
    lines = []
    for code, one in facts.get("countries", {}).items():
        named = {"country": names.territories.get(code, code), "sites": one["sites"], "devices": one["devices"]}
        lines.append(
            _("In %(country)s, which is no longer covered, you have sites: %(sites)s, devices: %(devices)s.") % named
        )
    for kind, text in (
        (
            "languages",
            _("We no longer speak %(language)s. You use it: cases in a year: %(cases)s, people: %(contacts)s."),
        ),
        ("hours", _("The hours of %(language)s change. You use it: cases in a year: %(cases)s, people: %(contacts)s.")),
    ):
        for code, one in facts.get(kind, {}).items():
            lines.append(text % {"language": names.languages.get(code, code), **one})
    for code, count in facts.get("markets", {}).items():
        named = {"n": count, "country": names.territories.get(code, code)}
        lines.append(
            _("In %(country)s parts and repairs go by other rules. Devices that you have there: %(n)s.") % named
        )
    return lines


def _touches_places(facts: Mapping[str, Any]) -> bool:
    return any(facts.get(kind) for kind in ("countries", "languages", "hours", "markets"))


def _in(text: Text, language: str) -> str:
    return text.get(language) or text["en"]


def _day(moment: datetime, language: str) -> str:
    return format_date(moment.astimezone(UTC).date(), "d MMMM y", locale=language.replace("-", "_"))
