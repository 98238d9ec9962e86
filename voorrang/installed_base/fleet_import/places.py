"""Affiliate and site codes of a file, matched with what the customer has recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from voorrang.accounts.actions import add_affiliate, add_site
from voorrang.accounts.models import Affiliate, Site
from voorrang.audit.actor import Actor
from voorrang.installed_base.fleet_import.loading import PlaceTold
from voorrang.lib.sheets.errors import RowError


@dataclass(frozen=True, slots=True)
class PlaceOf:
    """Where a device belongs; None or empty where the file says nothing."""

    affiliate_id: UUID | None
    site_id: UUID | None
    country: str


@dataclass(slots=True)
class Places:
    """The customer's places. With `may_create` an unknown code becomes a place in the country of its first row.

    An unknown site needs its affiliate in the same row. Without `may_create` unknown codes are errors, for a mistyped code
    must not become a site.
    """

    may_create: bool
    zones: Mapping[str, str]
    """Country to time zone, for new sites."""
    affiliates: dict[str, Affiliate] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    new_affiliates: dict[str, str] = field(default_factory=dict)
    """Code to country."""
    new_sites: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Code to affiliate's code and country."""

    def load(self) -> None:
        """Read the recorded places of the selected customer."""
        self.affiliates = {affiliate.code.upper(): affiliate for affiliate in Affiliate.objects.all()}
        self.sites = {site.code.upper(): site for site in Site.objects.select_related("affiliate")}

    def judge(self, told: Iterable[PlaceTold]) -> list[RowError]:
        """Return the errors of each combination of affiliate, site and country that does not fit, at its first line."""
        judged: set[tuple[str, str, str]] = set()
        errors: list[RowError] = []
        for row in told:
            combination = (row.affiliate.upper(), row.site.upper(), row.country)
            if combination not in judged:
                judged.add(combination)
                errors += self._judge_affiliate(row)
                errors += self._judge_site(row)
        return errors

    def create(self, *, by: Actor, at: datetime) -> None:
        """Make the new places, each named by its code until somebody renames it."""
        for code, country in self.new_affiliates.items():
            self.affiliates[code] = add_affiliate(code=code, name=code, country=country, by=by, at=at)
        for code, (affiliate, country) in self.new_sites.items():
            zone = self.zones.get(country, "UTC")
            self.sites[code] = add_site(
                affiliate=self.affiliates[affiliate], code=code, name=code, country=country, zone=zone, by=by, at=at
            )

    def pretend(self) -> None:
        """Stand in for `create` in a dry run: the new places get ids, so that devices can be compared, and no rows."""
        for code, country in self.new_affiliates.items():
            self.affiliates[code] = Affiliate(code=code, country=country)
        for code, (affiliate, country) in self.new_sites.items():
            self.sites[code] = Site(code=code, country=country, affiliate_id=self.affiliates[affiliate].id)

    def place_of(self, told: PlaceTold) -> PlaceOf:
        """Return the place of a combination. A site brings its affiliate along and, where none is told, its country."""
        site = self.sites.get(told.site.upper())
        if site is not None:
            return PlaceOf(site.affiliate_id, site.id, told.country or site.country)
        affiliate = self.affiliates.get(told.affiliate.upper())
        return PlaceOf(affiliate.id if affiliate is not None else None, None, told.country)

    def _judge_affiliate(self, row: PlaceTold) -> list[RowError]:
        code = row.affiliate.upper()
        if not code or code in self.affiliates or code in self.new_affiliates:
            return []
        if self.may_create and not row.country:
            return [_no_country(row, "affiliate", row.affiliate)]
        if self.may_create:
            self.new_affiliates[code] = row.country
            return []
        message = _("There is no affiliate “%(code)s”.") % {"code": row.affiliate}
        return [RowError(row.line, "affiliate", "affiliate_unknown", message, _unknown_cure(self.affiliates))]

    def _judge_site(self, row: PlaceTold) -> list[RowError]:
        code = row.site.upper()
        if not code:
            return []
        site = self.sites.get(code)
        if site is not None:
            return _misplaced(row, site.country, site.affiliate.code.upper())
        if code in self.new_sites:
            return _misplaced(row, self.new_sites[code][1], self.new_sites[code][0])
        return self._judge_new_site(row, code)

    def _judge_new_site(self, row: PlaceTold, code: str) -> list[RowError]:
        if not self.may_create:
            message = _("There is no site “%(code)s”.") % {"code": row.site}
            return [RowError(row.line, "site", "site_unknown", message, _unknown_cure(self.sites))]
        if not row.affiliate:
            message = _("The site “%(code)s” is new and names no affiliate.") % {"code": row.site}
            return [RowError(row.line, "affiliate", "affiliate_missing", message, _("Name the affiliate of the site."))]
        if not row.country:
            return [_no_country(row, "site", row.site)]
        self.new_sites[code] = (row.affiliate.upper(), row.country)
        return []


def _no_country(row: PlaceTold, column: str, code: str) -> RowError:
    message = _("The place “%(code)s” is new, and the row names no country.") % {"code": code}
    return RowError(row.line, column, "country_missing", message, _("Name the country, or record the place first."))


def _misplaced(row: PlaceTold, country: str, affiliate: str) -> list[RowError]:
    errors = []
    if row.country and country != row.country:
        message = _("The site “%(site)s” is in %(recorded)s, the row says %(country)s.") % {
            "site": row.site,
            "recorded": country,
            "country": row.country,
        }
        errors.append(RowError(row.line, "country", "site_elsewhere", message, _("Mend the country or the site.")))
    if row.affiliate and affiliate != row.affiliate.upper():
        message = _("The site “%(site)s” belongs to the affiliate “%(recorded)s”.") % {
            "site": row.site,
            "recorded": affiliate,
        }
        errors.append(RowError(row.line, "affiliate", "site_of_other", message, _("Mend the affiliate or the site.")))
    return errors


def _unknown_cure(known: Mapping[str, object]) -> str:
    if not known:
        return _("Record it first, let the import create it, or leave the cell empty.")
    shown = ", ".join(sorted(known)[:8])
    return _("Mend the code (known: %(codes)s), record it first, or let the import create it.") % {"codes": shown}
