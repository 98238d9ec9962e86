"""A quote as a PDF: who, what, for how long, whether the programme agrees, and what is included, clause by clause."""

from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.queries import selected_customer
from voorrang.contracts.models import QuoteLine
from voorrang.contracts.money import money_text
from voorrang.contracts.queries import QuoteView, programme_of_contract
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.contracts.typesetting import locale_of, set_paper
from voorrang.editions.store import programme_of
from voorrang.editions.told_changes import told_changes
from voorrang.rules.decision import features_of
from voorrang.rules.explain import explain
from voorrang.rules.programme import Programme
from voorrang.rules.quotes import line_total
from voorrang.rules.reasons import JSON

_TICK = timedelta(microseconds=1)


def quote_pdf(view: QuoteView, language: str, at: datetime) -> bytes:
    """Return a quote of the selected customer as a PDF, as of `at`; in English where the programme lacks the language."""
    quote = view.quote
    programme = programme_of(quote.terms_hash, quote.coverage_hash, quote.readings_hash)
    language = language if language in programme.text_languages else "en"
    with translation.override(language):
        writer = _Writer(view, programme, language, at)
        data = {"quote": writer.quote(), "words": _words(quote.number)}
    return set_paper("quote.typ", data, at)


class _Writer:
    """Writes one quote. Lives for one call of `quote_pdf`."""

    def __init__(self, view: QuoteView, programme: Programme, language: str, at: datetime) -> None:
        self.view = view
        self.programme = programme
        self.language = language
        self.at = at
        self.locale = locale_of(language)
        self.countries = Locale.parse(self.locale).territories
        self.customer = selected_customer()

    def quote(self) -> dict[str, Any]:
        view, quote = self.view, self.view.quote
        return {
            "number": quote.number,
            "language": self.language,
            "vendor": self.programme.vendor,
            "programme": self._in(self.programme.name),
            "customer": self.customer.name,
            "country": str(self.countries.get(self.customer.head_office_country, "")),
            "issued": self._day(self.at.date()),
            "facts": [{"label": label, "value": value} for label, value in self._facts()],
            "lines": [self._line(line) for line in view.lines],
            "has_prices": view.total is not None,
            "total": money_text(view.total.amount, quote.currency, self.language) if view.total else "",
            "notes": self._notes(),
            "reasons": self._reasons(),
            "included": [self._included(tier) for tier in self._tiers()],
            "changes": self._changes(),
        }

    def _facts(self) -> list[tuple[str, str]]:
        quote = self.view.quote
        facts = [
            (_("Valid up to and including"), self._day((quote.valid_until - _TICK).date())),
            (_("Starts on"), self._day(quote.starts_at.date())),
        ]
        if quote.ends_at is not None:
            facts.append((_("Last day, as agreed"), self._day((quote.ends_at - _TICK).date())))
        facts.append((_("Edition"), self.programme.edition))
        if quote.contract is not None:
            facts.append((_("Contract"), f"{quote.contract.number} ({quote.get_kind_display()})"))
        return facts

    def _line(self, line: QuoteLine) -> dict[str, Any]:
        tier = self.programme.tiers.get(line.tier)
        currency, total = self.view.quote.currency, line_total(line.quantity, line.price)
        scopes = [self._in(self.programme.scopes[one].name) for one in line.scopes if one in self.programme.scopes]
        return {
            "article": line.article,
            "tier": self._in(tier.name) if tier else "–",
            "rank": tier.rank if tier else 0,
            "scopes": ", ".join(scopes),
            "years": str(line.term_years or "–"),
            "quantity": format_decimal(line.quantity, locale=self.locale),
            "price": "–" if line.price is None else money_text(line.price, currency, self.language),
            "total": "–" if total is None else money_text(total, currency, self.language),
        }

    def _notes(self) -> list[str]:
        notes = []
        if self.view.total is not None and not self.view.total.is_whole:
            notes.append(_("The total counts the lines that have a price."))
        if self.view.total is None:
            notes.append(_("Prices are agreed apart."))
        return notes

    def _reasons(self) -> list[dict[str, Any]]:
        told = [
            explain(reason, self.programme, self.language, self._show)
            for reason in stored_reasons(self.view.quote.reasons)
        ]
        return [
            {"text": f"{one.text} {one.cure}" if one.cure else one.text, "clauses": list(one.clauses)} for one in told
        ]

    def _show(self, name: str, value: JSON) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool):
            return str(format_decimal(value, locale=self.locale))
        if name.endswith("_on") and isinstance(value, str):
            return self._day(date.fromisoformat(value))
        if name in {"country", "countries"} and isinstance(value, str):
            return str(self.countries.get(value, value))
        return None

    def _tiers(self) -> list[str]:
        tiers = {line.tier for line in self.view.lines if line.tier in self.programme.tiers}
        return sorted(tiers, key=lambda tier: self.programme.tiers[tier].rank)

    def _included(self, tier: str) -> dict[str, Any]:
        programme = self.programme
        features = []
        for key, standing in features_of(tier, programme).items():
            feature = programme.features[key]
            if standing != "included":
                continue
            told = [id_ for id_ in feature.clauses[1:2] or feature.clauses[:1] if id_ in programme.clauses]
            text = self._in(programme.clauses[told[0]].text) if told else ""
            features.append({"name": self._in(feature.name), "text": text, "clauses": list(feature.clauses)})
        heading = _("What %(tier)s includes") % {"tier": self._in(programme.tiers[tier].name)}
        return {"heading": heading, "features": features}

    def _changes(self) -> list[dict[str, Any]]:
        contract = self.view.quote.contract
        if contract is None:
            return []
        before = programme_of_contract(contract, self.at)
        told = told_changes(before, self.programme, self.language, self._tiers())
        return [{"text": f"{one.topic}: {one.text}", "clauses": list(one.clauses)} for one in told]

    def _day(self, day: date) -> str:
        return str(format_date(day, "d MMMM y", locale=self.locale))

    def _in(self, text: Any) -> str:
        return str(text.get(self.language) or text["en"])


def _words(number: str) -> dict[str, str]:
    """Return the headings of the document in the language that is active."""
    return {
        "title": _("Quote %(number)s") % {"number": number},
        "page": _("Page"),
        "of": _("of"),
        "issued": _("As of"),
        "lines": _("What we offer"),
        "article": _("Article"),
        "tier": _("Level"),
        "scope": _("For"),
        "years": _("Years"),
        "quantity": _("Quantity"),
        "price": _("Price each"),
        "sum": _("Sum"),
        "total": _("Total"),
        "eligibility": _("How the programme judges it"),
        "changes": _("What changes to the edition that you have now"),
        "how": _("How to answer"),
        "how_text": _(
            "Your helpdesk lead accepts or declines this quote in the support portal. Your rights under local law "
            "remain as they are."
        ),
    }
