"""The onboarding pack (T1.5): everything that a customer needs to know before its first call. The PIN itself is not in it."""

from collections.abc import Iterable
from datetime import datetime

from babel import Locale
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.models import Affiliate, Customer, CustomerRole, Helpdesk, Site, StaffRole
from voorrang.accounts.queries import assignments, selected_customer
from voorrang.contracts.models import Contract, ContractScope
from voorrang.contracts.onboarding_shapes import (
    AccessNumber,
    BoughtScope,
    Gap,
    MarketLevel,
    MarketLine,
    NamedPerson,
    OnboardingPack,
    Point,
    SpokenLanguage,
    Step,
)
from voorrang.contracts.queries import checklist_of, programme_of_contract, scopes_of
from voorrang.lib.cities import city_of
from voorrang.rules.decision import features_of
from voorrang.rules.programme import Hours, Programme, Text

__all__ = ["OnboardingPack", "countries_of", "onboarding_pack"]


def onboarding_pack(contract: Contract, *, language: str, at: datetime) -> OnboardingPack:
    """Return the pack of a contract of the selected customer, as things stand at `at`.

    Coverage, numbers and hours are those of `at`, the terms those that were bought (Q.19). A language that the programme
    has no texts in is read as English.
    """
    programme = programme_of_contract(contract, at)
    language = language if language in programme.text_languages else "en"
    with translation.override(language):
        return _Writer(contract, programme, language, at).pack()


class _Writer:
    """Writes one pack. Lives for one call of `onboarding_pack`."""

    def __init__(self, contract: Contract, programme: Programme, language: str, at: datetime) -> None:
        self.contract = contract
        self.programme = programme
        self.language = language
        self.at = at
        self.locale = Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
        self.customer: Customer = selected_customer()
        self.own = countries_of(self.customer)
        self.covered = [country for country in self.own if country in programme.coverage.region_of]
        self.cited: list[str] = []

    def pack(self) -> OnboardingPack:
        programme, coverage = self.programme, self.programme.coverage
        checklist = checklist_of(self.contract, self.at)
        scopes = tuple(self._scope(scope) for scope in scopes_of(self.contract))
        numbers = sorted((self._number(country) for country in coverage.toll_free), key=lambda one: one.name)
        self._cite_setting("toll_free_numbers")
        languages = self._languages()
        markets = self._markets()
        steps = tuple(
            Step(
                name=self._in(row.name),
                owner=_role(row.step.owner_role),
                due_at=row.step.due_at,
                state=row.state,
                clauses=self._cite(row.clauses),
            )
            for row in checklist.rows
        )
        pin = self._pin()
        return OnboardingPack(
            language=self.language,
            issued_at=self.at,
            programme=self._in(programme.name),
            vendor=programme.vendor,
            customer=self.customer.name,
            contract=self.contract.number,
            scopes=scopes,
            deadline_at=checklist.deadline_at,
            activated_at=checklist.activated_at,
            portal=settings.VOORRANG_BASE_URL,
            people=self._people(),
            numbers=tuple(one for one in numbers if one.country in self.own),
            other_numbers=tuple(one for one in numbers if one.country not in self.own),
            uncovered=tuple(self._country(country) for country in self.own if country not in coverage.region_of),
            languages=languages,
            gaps=self._gaps(),
            pin=pin,
            duties=tuple(Point(self._in(one.name), self._cite(one.clauses)) for one in programme.duties.values()),
            exclusions=tuple(
                Point(self._in(one.name), self._cite(one.clauses)) for one in programme.exclusions.values()
            ),
            exclusions_open=programme.exclusions_open,
            markets=markets,
            settings=self._settings(),
            steps=steps,
        )

    def _scope(self, scope: ContractScope) -> BoughtScope:
        programme = self.programme
        tier = programme.tiers[scope.tier]
        included = features_of(scope.tier, programme)
        return BoughtScope(
            scope=self._in(programme.scopes[scope.scope].name),
            tier=self._in(tier.name),
            rank=tier.rank,
            article=scope.article,
            quantity=scope.quantity,
            starts_at=scope.starts_at,
            ends_at=scope.ends_at,
            features=tuple(
                self._in(programme.features[key].name) for key, standing in included.items() if standing == "included"
            ),
        )

    def _people(self) -> tuple[NamedPerson, ...]:
        found = assignments(self.customer.id, self.at)
        return tuple(NamedPerson(one.user.name, _role(one.role), one.deputy) for one in found)

    def _number(self, country: str) -> AccessNumber:
        return AccessNumber(country, self._country(country), self.programme.coverage.toll_free[country])

    def _languages(self) -> tuple[SpokenLanguage, ...]:
        coverage = self.programme.coverage
        usual = {code for country in self.covered for code in coverage.country_languages.get(country, ())}
        usual.add(coverage.fallback_language)
        spoken = [
            SpokenLanguage(
                code=language.code,
                name=self._in(language.name),
                hours=self._hours(language.hours),
                around_the_clock=language.hours.around_the_clock,
                is_usual=language.code in usual,
                source=self._cite((language.hours.source,))[0],
            )
            for language in coverage.languages.values()
        ]
        return tuple(sorted(spoken, key=lambda one: (not one.is_usual, one.name)))

    def _hours(self, hours: Hours) -> str:
        if hours.around_the_clock:
            return _("round the clock, every day")
        names = self.locale.days["format"]["wide"]
        days = sorted(hours.weekdays)
        if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):  # noqa: PLR2004 -- three days make a stretch
            weekdays = _("%(first)s to %(last)s") % {"first": names[days[0]], "last": names[days[-1]]}
        else:
            weekdays = ", ".join(names[day] for day in days)
        city = city_of(hours.zone, self.locale) if hours.zone else ""
        place = _("%(city)s time") % {"city": city} if city else _("local time of the country you call from")
        facts = {"days": weekdays, "opens": f"{hours.opens:%H:%M}", "closes": f"{hours.closes:%H:%M}", "place": place}
        return _("%(days)s, %(opens)s to %(closes)s, %(place)s") % facts

    def _gaps(self) -> tuple[Gap, ...]:
        coverage = self.programme.coverage
        gaps = []
        for country in self.covered:
            missing = [code for code in coverage.country_languages.get(country, ()) if code not in coverage.languages]
            if missing:
                names = tuple(str(self.locale.languages.get(code, code)) for code in missing)
                instead = self._in(coverage.languages[coverage.fallback_language].name)
                gaps.append(Gap(self._country(country), names, instead))
        return tuple(gaps)

    def _pin(self) -> tuple[str, ...]:
        self._cite_setting("pin_rules")
        return (
            _("The PIN belongs to your helpdesk, not to a person: whoever of your helpdesk calls gives it."),
            _(
                "You get it by a one-time link in a mail to your helpdesk lead. It is shown once, so have a safe place ready."
            ),
            _(
                "A helpdesk lead asks for a new one in the portal. The old PIN works on for a while, so that nobody is cut off."
            ),
            _("We never send a PIN by mail and never ask for it in one."),
        )

    def _markets(self) -> tuple[MarketLine, ...]:
        programme = self.programme
        tiers = {scope.tier for scope in scopes_of(self.contract)}
        included = {key for tier in tiers for key, how in features_of(tier, programme).items() if how == "included"}
        words = {"full": _("available"), "limited": _("limited"), "none": _("not available")}
        lines = []
        for country in self.covered:
            market = programme.coverage.markets.get(country)
            if market is None:
                continue
            levels = tuple(
                MarketLevel(self._in(programme.features[key].name), level, words[level])
                for key, level in market.features.items()
                if key in included
            )
            if levels:
                source = self._cite((market.source,))[0]
                is_setting = source in programme.assumptions
                note = self._in(market.note)
                lines.append(MarketLine(country, self._country(country), levels, note, source, is_setting))
        return tuple(sorted(lines, key=lambda line: line.name))

    def _settings(self) -> tuple[Point, ...]:
        """Return the assumptions that anything above rests on."""
        assumptions = self.programme.assumptions
        return tuple(
            Point(self._in(assumptions[key].name), (key,), self._in(assumptions[key].why))
            for key in assumptions
            if key in self.cited
        )

    def _cite(self, clauses: tuple[str, ...]) -> tuple[str, ...]:
        self.cited += clauses
        return clauses

    def _cite_setting(self, key: str) -> None:
        self.cited += [one.id for one in self.programme.assumptions.values() if one.key == key]

    def _country(self, code: str) -> str:
        return str(self.locale.territories.get(code, code))

    def _in(self, text: Text) -> str:
        return text.get(self.language) or text["en"]


def countries_of(customer: Customer) -> list[str]:
    """Return the countries where the selected customer is, by code: head office, affiliates, sites, helpdesks."""
    found = {customer.head_office_country}
    found |= set(Affiliate.objects.values_list("country", flat=True))
    found |= set(Site.objects.values_list("country", flat=True))
    found |= {country for countries in _helpdesk_countries() for country in countries}
    return sorted(found)


def _helpdesk_countries() -> Iterable[list[str]]:
    rows: Iterable[list[str]] = Helpdesk.objects.values_list("countries", flat=True)
    return rows


def _role(role: str) -> str:
    labels = dict(CustomerRole.choices) | dict(StaffRole.choices)
    return str(labels.get(role, role))
