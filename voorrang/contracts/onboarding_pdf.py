"""The onboarding pack as a PDF, set by typst."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.contracts.onboarding import OnboardingPack
from voorrang.contracts.typesetting import locale_of, set_paper


def onboarding_pdf(pack: OnboardingPack) -> bytes:
    """Return the pack as a PDF with text that can be searched and read aloud (tagged)."""
    with translation.override(pack.language):
        data = {"pack": _shown(pack), "words": _words(pack)}
    return set_paper("onboarding.typ", data, pack.issued_at)


def _shown(pack: OnboardingPack) -> dict[str, Any]:
    """Return the pack as the template shows it: dates and numbers in words, tiers with equal features together."""
    locale = locale_of(pack.language)
    data: dict[str, Any] = _plain(asdict(pack), pack.language)
    for shown, scope in zip(data["scopes"], pack.scopes, strict=True):
        shown["quantity"] = format_decimal(scope.quantity, locale=locale)
        shown["last_day"] = _plain(scope.ends_at - timedelta(microseconds=1), pack.language)
    together: dict[tuple[str, ...], list[str]] = {}
    for scope in pack.scopes:
        together.setdefault(scope.features, []).append(scope.scope)
    data["included"] = [{"scopes": scopes, "features": list(features)} for features, scopes in together.items()]
    return data


def _plain(value: Any, language: str) -> Any:
    """Return JSON: instants become days in words of the language."""
    if isinstance(value, datetime):
        return format_date(value.date(), "d MMMM y", locale=locale_of(language))
    if isinstance(value, dict):
        return {key: _plain(each, language) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, language) for each in value]
    return value


def _words(pack: OnboardingPack) -> dict[str, str]:
    """Return the headings and sentences of the document in the language that is active."""
    facts = {"vendor": pack.vendor, "programme": pack.programme}
    return {
        "title": _("Welcome to %(programme)s") % facts,
        "lead": _("What your helpdesk needs before its first call. Keep it where everybody finds it."),
        "page": _("Page"),
        "of": _("of"),
        "contract": _("Contract"),
        "issued": _("As of"),
        "bought": _("What you have bought"),
        "scope": _("For"),
        "tier": _("Level"),
        "article": _("Article"),
        "quantity": _("Quantity"),
        "from": _("From"),
        "last_day": _("Last day"),
        "people": _("Your people at %(vendor)s") % facts,
        "deputy": _("deputy"),
        "reach": _("How to reach us"),
        "portal": _("Online, at any hour"),
        "phone": _("By phone, toll-free, with your PIN"),
        "country": _("Country"),
        "number": _("Number"),
        "others": _("Numbers in other countries"),
        "uncovered": _("The programme is not given in"),
        "pin": _("Your PIN"),
        "languages": _("Languages and hours"),
        "language": _("Language"),
        "hours": _("Hours"),
        "source": _("Source"),
        "gap": _("not spoken; you are helped in"),
        "more_languages": _("Other languages"),
        "markets": _("What priority means in your countries"),
        "no_markets": _(
            "Your level has no priority for parts and repairs; each unit's own warranty or Care Pack applies."
        ),
        "setting": _("our own setting"),
        "duties": _("What we ask of you"),
        "exclusions": _("What is not included"),
        "open_list": _("This list names examples; it is not complete."),
        "law": _("Your rights under local law remain as they are."),
        "steps": _("Steps until you can start"),
        "deadline": _("The activation is through by"),
        "activated": _("Activated on"),
        "step": _("Step"),
        "owner": _("Who"),
        "due": _("Due"),
        "done": _("done"),
        "overdue": _("overdue"),
        "settings": _("Values that we have set ourselves"),
        "settings_lead": _("The programme's document does not give these. They are our settings and can change."),
    }
