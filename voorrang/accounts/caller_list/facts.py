"""A person of a caller list: what the file may say, and the customer's own places that it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from voorrang.accounts.models import Affiliate, Contact, CustomerRole, Helpdesk, Partner, Site
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import selected_customer
from voorrang.editions.store import programme_at
from voorrang.lib.sheets import RowError

_LONGEST = {"name": 120, "email": 254, "phone": 32}


class Person(NamedTuple):
    """What is stored of a contact, in the order of the columns; ids as text, "" for none."""

    name: str
    email: str
    phone: str
    standing: str
    scope: str
    site_id: str
    country: str
    partner_id: str
    helpdesk_id: str
    language: str


PLACE = ("standing", "scope", "site_id", "country", "partner_id", "helpdesk_id")
"""Columns that decide what a person may see: changing one is a move."""


@dataclass(frozen=True, slots=True)
class Places:
    """The codes and names that a list may use, in small letters, with what they stand for."""

    country: str
    language: str
    countries: frozenset[str]
    languages: Mapping[str, str]
    sites: Mapping[str, str]
    affiliates: Mapping[str, str]
    partners: Mapping[str, str]
    ended_partners: frozenset[str]
    helpdesks: Mapping[str, str]
    standings: Mapping[str, str]
    scopes: Mapping[str, str]
    roles: Mapping[str, str]

    def number(self, text: str) -> str:
        """Return a phone number in international form."""
        return e164(text, self.country) if text else ""


def places(at: datetime) -> Places:
    """Return the places of the selected customer."""
    from pycountry import countries

    customer = selected_customer()
    partners = list(Partner.objects.all())
    return Places(
        country=customer.head_office_country,
        language=customer.language,
        countries=frozenset(one.alpha_2 for one in countries),
        languages={one.lower(): one for one in programme_at(customer.programme, at).coverage.languages},
        sites={one.code.casefold(): str(one.id) for one in Site.objects.all()},
        affiliates={one.code.casefold(): one.country for one in Affiliate.objects.all()},
        partners={one.name.casefold(): str(one.id) for one in partners},
        ended_partners=frozenset(str(one.id) for one in partners if one.ends_at is not None and one.ends_at <= at),
        helpdesks={one.name.casefold(): str(one.id) for one in Helpdesk.objects.all()},
        standings=_words(Contact.Standing.choices),
        scopes=_words(Contact.Scope.choices),
        roles=_words(CustomerRole.choices),
    )


class PersonReader:
    """Turns the cells of one row into a person, noting every error with its cure."""

    def __init__(self, known: Places) -> None:
        """Read rows against these places."""
        self.known = known
        self.errors: list[RowError] = []

    def keys(self, line: int, cells: Mapping[str, str]) -> tuple[str, str]:
        """Return mail address and phone number, by which a person is found."""
        email = cells.get("email", "").lower()
        if email:
            try:
                validate_email(email)
            except ValidationError:
                self._flaw(line, "email", _("This is no mail address."), _("Write it as in name@company.example."))
        return email, self.known.number(cells.get("phone", ""))

    def person(
        self, line: int, cells: Mapping[str, str], held: Person | None, *, email: str, phone: str
    ) -> tuple[Person, str]:
        """Return the person with the role that it shall sign in with; what the file has no column for stays as it is.

        `email` and `phone` are the row's `keys`, which are dear to read twice.
        """
        known = self.known
        was = held or Person("", "", "", "helpdesk", "all", "", "", "", "", known.language)
        country = cells.get("country", was.country if "affiliate" not in cells else "").upper()
        if cells.get("affiliate"):
            country = country or self._one_of(line, "affiliate", cells["affiliate"], known.affiliates)
        elif "affiliate" in cells and "country" not in cells:
            country = was.country
        if country and country not in known.countries:
            self._flaw(line, "country", _("No country has this code."), _("Write two letters, as in DE or PL."))
        person = Person(
            name=cells.get("name", was.name),
            email=email if "email" in cells else was.email,
            phone=phone if "phone" in cells else was.phone,
            standing=self._one_of(line, "standing", cells.get("standing", ""), known.standings) or was.standing,
            scope=self._one_of(line, "scope", cells.get("scope", ""), known.scopes) or was.scope,
            site_id=self._named(line, "site", cells, known.sites, was.site_id),
            country=country,
            partner_id=self._named(line, "partner", cells, known.partners, was.partner_id),
            helpdesk_id=self._named(line, "helpdesk", cells, known.helpdesks, was.helpdesk_id),
            language=self._one_of(line, "language", cells.get("language", ""), known.languages) or was.language,
        )
        role = self._one_of(line, "role", cells.get("role", ""), known.roles)
        self._judge(line, person, role, is_new=held is None)
        return person, role

    def _judge(self, line: int, person: Person, role: str, *, is_new: bool) -> None:
        if not person.name:
            self._flaw(line, "name", _("The name is missing."), _("Write the person's name."))
        for name, most in _LONGEST.items():
            if len(getattr(person, name)) > most:
                self._flaw(line, name, _("This is longer than %(most)s characters.") % {"most": most}, _("Shorten it."))
        if not person.email and not person.phone:
            self._flaw(
                line,
                "phone",
                _("There is neither a phone number nor a mail address."),
                _("Give one, so that the person can be recognised."),
            )
        if person.standing == Contact.Standing.PARTNER and not person.partner_id:
            self._flaw(line, "partner", _("The partner is missing."), _("Name the partner that employs the person."))
        if is_new and person.partner_id in self.known.ended_partners:
            self._flaw(
                line, "partner", _("The authority of this partner has ended."), _("Authorise the partner anew first.")
            )
        if person.scope == Contact.Scope.SITE and not person.site_id:
            self._flaw(line, "site", _("The site is missing."), _("Name the site whose cases the person sees."))
        if person.scope == Contact.Scope.COUNTRY and not person.country:
            self._flaw(
                line, "country", _("The country is missing."), _("Name the country whose cases the person sees.")
            )
        if role and not person.email:
            self._flaw(
                line, "email", _("Who signs in needs a mail address."), _("Add it, or leave the cell for role empty.")
            )

    def _named(self, line: int, column: str, cells: Mapping[str, str], known: Mapping[str, str], was: str) -> str:
        return self._one_of(line, column, cells[column], known) if column in cells else was

    def _one_of(self, line: int, column: str, text: str, known: Mapping[str, str]) -> str:
        if not text:
            return ""
        found = known.get(text.casefold())
        if found is None:
            near = get_close_matches(text.casefold(), list(known), n=1, cutoff=0.6)
            cure = (
                _("Did you mean %(word)s?") % {"word": near[0]}
                if near
                else _("Use one of: %(words)s.") % {"words": ", ".join(list(known)[:12]) or "–"}
            )
            self._flaw(line, column, _("“%(text)s” is not known here.") % {"text": text[:40]}, cure)
        return found or ""

    def _flaw(self, line: int, column: str, message: str, cure: str) -> None:
        self.errors.append(RowError(line, column, f"{column}_wrong", message, cure))


def _words(choices: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Codes, and their words in the reader's language."""
    known = [(str(code), str(words)) for code, words in choices]
    return {words.casefold(): code for code, words in known} | {code.casefold(): code for code, _ in known}
