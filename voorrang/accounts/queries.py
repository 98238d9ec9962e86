"""Reading accounts. All but the look-ups before the customer is known work on the selected customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from voorrang.accounts.models import (
    Admission,
    ApiToken,
    Assignment,
    Contact,
    Customer,
    DirectoryEntry,
    Helpdesk,
    IdentityProvider,
    Invitation,
    MailDomain,
    Membership,
    OpenSession,
    Partner,
    Pin,
    PinGrant,
    SecondFactorRule,
    StaffMember,
    User,
)
from voorrang.accounts.phones import e164
from voorrang.accounts.tokens import hash_secret
from voorrang.lib.tenancy import NoCustomerSelected, current_customer, customer_selected, look_up


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that can still be accepted. `has_account`: the person confirms the password that it has."""

    invitation: Invitation
    customer: Customer
    name: str
    email: str
    has_account: bool


def selected_id() -> UUID:
    """Return the selected customer's id. Raises `NoCustomerSelected`."""
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected
    return customer_id


def selected_customer() -> Customer:
    """Return the selected customer. Raises `NoCustomerSelected`."""
    return Customer.objects.get(id=selected_id())


def find_entry(key: str) -> DirectoryEntry | None:
    """Return what a directory key leads to, or None; also None when another customer is selected (a foreign thing)."""
    with look_up(key):
        entry = DirectoryEntry.objects.select_related("customer").filter(key=key).first()
    if entry is not None and current_customer() not in {None, entry.customer_id}:
        return None
    return entry


def open_invitation(token: str, at: datetime) -> OpenInvitation:
    """Return the invitation behind a link's token. Raises `Invitation.DoesNotExist`: unknown, used, ended or run out."""
    entry = find_entry(f"invitation:{hash_secret(token)}")
    if entry is None:
        raise Invitation.DoesNotExist
    with customer_selected(entry.customer_id):
        invitation = Invitation.objects.select_related("contact").get(
            Q(contact__ended_at=None) | Q(contact__ended_at__gt=at),
            id=entry.target,
            accepted_at=None,
            expires_at__gt=at,
        )
        contact = invitation.contact
        user = User.objects.filter(email=contact.email).first()
        return OpenInvitation(
            invitation=invitation,
            customer=entry.customer,
            name=contact.name,
            email=contact.email,
            has_account=user is not None and user.has_usable_password(),
        )


def open_pin_grant(token: str, at: datetime) -> PinGrant:
    """Return the unused grant behind a one-time link. Raises `PinGrant.DoesNotExist`: unknown, used or run out."""
    entry = find_entry(f"grant:{hash_secret(token)}")
    if entry is None:
        raise PinGrant.DoesNotExist
    with customer_selected(entry.customer_id):
        grant: PinGrant = PinGrant.objects.select_related("helpdesk", "contact", "customer").get(
            id=entry.target, used_at=None, expires_at__gt=at
        )
    return grant


def contacts(at: datetime) -> QuerySet[Contact]:
    """Return the contacts that have not ended, by name."""
    found: QuerySet[Contact] = Contact.objects.filter(created_at__lte=at).exclude(ended_at__lte=at)
    return found.select_related("site", "partner", "helpdesk").order_by("name", "id")


def contact_by_phone(phone: str, at: datetime, *, country: str = "") -> Contact | None:
    """Return the contact with this phone number, in any spelling, or None."""
    number = e164(phone, country)
    return contacts(at).filter(phone=number).first() if number else None


def contact_by_email(email: str, at: datetime) -> Contact | None:
    """Return the contact with this mail address, in any case, or None."""
    return contacts(at).filter(email=email.strip().lower()).first() if email.strip() else None


def members(at: datetime) -> QuerySet[Membership]:
    """Return the memberships in force, with user and contact."""
    found: QuerySet[Membership] = Membership.objects.filter(starts_at__lte=at).exclude(ends_at__lte=at)
    return found.select_related("user", "contact").order_by("user__name", "id")


def open_invitations(at: datetime) -> QuerySet[Invitation]:
    """Return the invitations that wait for an answer, newest first."""
    found: QuerySet[Invitation] = Invitation.objects.filter(accepted_at=None, expires_at__gt=at)
    return found.select_related("contact").order_by("-issued_at", "id")


def tokens(at: datetime) -> QuerySet[ApiToken]:
    """Return the tokens that open something at `at`, newest first."""
    found: QuerySet[ApiToken] = ApiToken.objects.filter(created_at__lte=at, revoked_at=None).exclude(expires_at__lte=at)
    return found.select_related("contact").order_by("-created_at", "id")


def helpdesks() -> QuerySet[Helpdesk]:
    """Return the customer's helpdesks by name."""
    found: QuerySet[Helpdesk] = Helpdesk.objects.order_by("name", "id")
    return found


def partners(at: datetime) -> QuerySet[Partner]:
    """Return the service providers that are authorised at `at` or will be, the first to begin first."""
    found: QuerySet[Partner] = Partner.objects.exclude(ends_at__lte=at)
    return found.order_by("starts_at", "name", "id")


def waiting_admissions(at: datetime) -> QuerySet[Admission]:
    """Return the callers who were let in and wait for a lead's word, the first to run out first."""
    found: QuerySet[Admission] = Admission.objects.filter(answer="", expires_at__gt=at)
    return found.select_related("helpdesk", "call").order_by("expires_at", "id")


def pins(at: datetime) -> QuerySet[Pin]:
    """Return the PINs that work at `at`, by helpdesk, the newest first. Only their selectors can be shown."""
    found: QuerySet[Pin] = Pin.objects.filter(starts_at__lte=at).exclude(ends_at__lte=at)
    return found.select_related("helpdesk").order_by("helpdesk__name", "-starts_at", "id")


def open_pin_grants(at: datetime) -> QuerySet[PinGrant]:
    """Return the one-time links that nobody has opened yet, newest first."""
    found: QuerySet[PinGrant] = PinGrant.objects.filter(used_at=None, expires_at__gt=at)
    return found.select_related("helpdesk", "contact").order_by("-issued_at", "id")


def missed_pin_grants(at: datetime) -> list[PinGrant]:
    """Return the one-time links that ran out unopened, the last of each helpdesk, unless another one followed."""
    last: dict[UUID, PinGrant] = {}
    for grant in PinGrant.objects.select_related("helpdesk", "contact").order_by("issued_at", "id"):
        last[grant.helpdesk_id] = grant
    return [grant for grant in last.values() if grant.used_at is None and grant.expires_at <= at]


def assignments(customer_id: UUID, at: datetime) -> QuerySet[Assignment]:
    """Return who is assigned to a customer at `at`: named people before their deputies."""
    found = Assignment.objects.filter(customer_id=customer_id, starts_at__lte=at).exclude(ends_at__lte=at)
    return found.select_related("user").order_by("role", "deputy", "user__name", "id")


def staff_with_role(roles: Sequence[str], at: datetime) -> QuerySet[StaffMember]:
    """Return the vendor's people who have one of these roles and have not left, by name."""
    found = StaffMember.objects.filter(roles__overlap=[str(role) for role in roles]).exclude(ended_at__lte=at)
    return found.select_related("user").order_by("user__name", "id")


def customer_by_code(code: str) -> Customer:
    """Return the customer with this code, in any case. Raises `Customer.DoesNotExist`."""
    return Customer.objects.get(code=code.strip().upper())


def open_sessions(user: User, at: datetime) -> QuerySet[OpenSession]:
    """Return where a person is signed in, seen last first; not what ran out or was logged out."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    return OpenSession.objects.filter(user=user, session_key__in=alive).order_by("-seen_at", "id")


def provider_of(email: str) -> IdentityProvider | None:
    """Return where people with this mail address sign in, by its domain; None where a password does. Needs no customer."""
    domain = email.strip().lower().rpartition("@")[2]
    if not domain:
        return None
    key = f"domain:{domain}"
    with look_up(key):
        entry = DirectoryEntry.objects.filter(key=key).first()
    if entry is None:
        return None
    with customer_selected(entry.customer_id):
        found: IdentityProvider | None = IdentityProvider.objects.filter(ended_at=None).first()
    return found


def own_provider() -> IdentityProvider | None:
    """Return the selected customer's open identity provider, or None."""
    found: IdentityProvider | None = IdentityProvider.objects.filter(ended_at=None).first()
    return found


def mail_domains() -> QuerySet[MailDomain]:
    """Return the domains that the selected customer says are its own, by name."""
    found: QuerySet[MailDomain] = MailDomain.objects.filter(ended_at=None)
    return found.order_by("domain")


def second_factor_required() -> bool:
    """Say whether the selected customer asks a second factor of its people."""
    return bool(SecondFactorRule.objects.filter(ends_at=None).exists())
