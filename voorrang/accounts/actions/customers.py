"""The customer, its legal entities, places, helpdesks and the people that it names."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from voorrang.accounts.actions.leads import refuse_last_lead
from voorrang.accounts.actions.versions import end_version
from voorrang.accounts.models import Affiliate, ApiToken, Contact, Customer, Helpdesk, Membership, Partner, Site
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import selected_customer, selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import customer_selected


class ContactIncomplete(ValueError):
    """A contact lacks what its standing or scope needs; `field` names it."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(f"The contact needs a {field}.")


def create_customer(
    *,
    code: str,
    name: str,
    head_office_country: str,
    language: str,
    programme: str,
    by: Actor,
    at: datetime,
    id: UUID | None = None,  # noqa: A002 -- the field's name; the demo world sets it to stay reproducible
) -> Customer:
    """Create a customer and return it; no customer may be selected yet. `code` is 2-12 capitals or digits, unique."""
    customer = Customer.objects.create(
        id=id or uuid7(),
        code=code,
        name=name,
        head_office_country=head_office_country,
        language=language,
        programme=programme,
        created_at=at,
    )
    with customer_selected(customer.id):
        record("customer.created", subject_kind="customer", subject_id=customer.id, by=by, at=at)
    return customer


def add_affiliate(*, code: str, name: str, country: str, by: Actor, at: datetime) -> Affiliate:
    """Add a legal entity. `code` is unique within the customer."""
    affiliate: Affiliate = Affiliate.objects.create(customer_id=selected_id(), code=code, name=name, country=country)
    record("affiliate.added", subject_kind="affiliate", subject_id=affiliate.id, by=by, at=at)
    return affiliate


def add_site(*, affiliate: Affiliate, code: str, name: str, country: str, zone: str, by: Actor, at: datetime) -> Site:
    """Add a place where devices stand. `code` is unique within the customer; `zone` is an IANA name."""
    site: Site = Site.objects.create(
        customer_id=selected_id(), affiliate=affiliate, code=code, name=name, country=country, zone=zone
    )
    record("site.added", subject_kind="site", subject_id=site.id, by=by, at=at)
    return site


def add_partner(*, name: str, starts_at: datetime, ends_at: datetime | None = None, by: Actor, at: datetime) -> Partner:
    """Authorise a service provider to run the customer's helpdesk over a half-open period (E.2)."""
    partner: Partner = Partner.objects.create(
        customer_id=selected_id(), name=name, starts_at=starts_at, ends_at=ends_at
    )
    record("partner.authorised", subject_kind="partner", subject_id=partner.id, by=by, at=at)
    return partner


class AuthorityEnded(ValueError):
    """The authority has ended: it is given anew, not prolonged over the days without."""


def extend_partner(*, partner: Partner, ends_at: datetime | None, by: Actor, at: datetime) -> None:
    """Set another end of a service provider's authority, later or sooner, or none. Raises `AuthorityEnded`.

    Warnings of its end begin anew.
    """
    if not Partner.objects.filter(id=partner.id).exclude(ends_at__lte=at).update(ends_at=ends_at, warned_days=None):
        raise AuthorityEnded(str(partner.id))
    partner.ends_at, partner.warned_days = ends_at, None
    record("partner.extended", subject_kind="partner", subject_id=partner.id, by=by, at=at, fields=["ends_at"])


def end_partner(*, partner: Partner, by: Actor, at: datetime) -> None:
    """End a service provider's authority now (E.2): its people may claim nothing from here on. Does nothing when it has ended.

    Raises `LastLead` when only its people lead the helpdesk.
    """
    if not Partner.objects.filter(id=partner.id).exclude(ends_at__lte=at).exists():
        return
    refuse_last_lead(Contact.objects.filter(partner=partner).values_list("id", flat=True), at)
    if not Partner.objects.filter(id=partner.id).exclude(ends_at__lte=at).update(ends_at=at):
        return
    partner.ends_at = at
    record("partner.ended", subject_kind="partner", subject_id=partner.id, by=by, at=at)


def add_contact(  # noqa: PLR0913 -- a person has that many facts
    *,
    name: str,
    standing: str,
    email: str = "",
    phone: str = "",
    scope: str = Contact.Scope.OWN,
    site: Site | None = None,
    country: str = "",
    partner: Partner | None = None,
    helpdesk: Helpdesk | None = None,
    language: str = "en",
    listed_from: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Contact:
    """Name a person; `standing` says whether the person may claim (E.2), `scope` whose cases it may see.

    `listed_from` is a moment before `at` from which the person counts as listed: the lead confirms what held already.

    The phone number is kept in international form, read in the contact's or the head office's country, so that a caller's
    number finds it. Raises `ContactIncomplete` when a partner's contact has no partner, or a scope no site or country.
    """
    check_contact(standing=standing, scope=scope, site=site, country=country, partner=partner)
    customer_id = selected_id()
    contact: Contact = Contact.objects.create(
        customer_id=customer_id,
        name=name,
        standing=standing,
        email=email.strip().lower(),
        phone=e164(phone, country or selected_customer().head_office_country) if phone else "",
        scope=scope,
        site=site,
        country=country,
        partner=partner,
        helpdesk=helpdesk,
        language=language,
        created_at=listed_from or at,
    )
    record(
        "contact.added", subject_kind="contact", subject_id=contact.id, by=by, at=at, data={"standing": str(standing)}
    )
    return contact


def check_contact(*, standing: str, scope: str, site: Site | None, country: str, partner: Partner | None) -> None:
    """Raise `ContactIncomplete` when a partner's contact has no partner, or a scope no site or country."""
    needs = {
        "partner": (standing == Contact.Standing.PARTNER, partner),
        "site": (scope == Contact.Scope.SITE, site),
        "country": (scope == Contact.Scope.COUNTRY, country),
    }
    for field, (is_needed, value) in needs.items():
        if is_needed and not value:
            raise ContactIncomplete(field)


def end_contact(*, contact: Contact, by: Actor, at: datetime, erases: bool = False) -> None:
    """End a contact, and with it the memberships and tokens that stand on it. Does nothing when it has ended already.

    Raises `LastLead`, but not where the person is to be erased: that right does not wait for a successor.
    """
    from voorrang.accounts.actions.people import end_membership
    from voorrang.accounts.actions.tokens import revoke_token

    if not erases:
        refuse_last_lead([contact.id], at)
    if not Contact.objects.filter(id=contact.id, ended_at=None).update(ended_at=at):
        return
    contact.ended_at = at
    end_version(contact, at=at)
    for membership in Membership.objects.filter(contact=contact, ends_at=None):
        end_membership(membership=membership, by=by, at=at)
    for token in ApiToken.objects.filter(contact=contact, revoked_at=None):
        revoke_token(token=token, by=by, at=at)
    record("contact.ended", subject_kind="contact", subject_id=contact.id, by=by, at=at)


def add_helpdesk(*, name: str, countries: Sequence[str] = (), by: Actor, at: datetime) -> Helpdesk:
    """Add a helpdesk, which a PIN will belong to. No countries means all. `name` is unique within the customer."""
    helpdesk: Helpdesk = Helpdesk.objects.create(customer_id=selected_id(), name=name, countries=list(countries))
    record("helpdesk.added", subject_kind="helpdesk", subject_id=helpdesk.id, by=by, at=at)
    return helpdesk
