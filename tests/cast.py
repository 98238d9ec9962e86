"""The standing cast: one customer per tier, the people on both sides, and an outsider. Made with the real actions.

    def test_something(cast):
        with customer_selected(cast.management.customer.id):
            ...

Everybody is made when first asked for, so that a test pays only for whom it meets. Nobody has a password (hashing one
takes longer than most tests): use `client.force_login(person.user)`, or `give_password(person)` where logging in is the
behaviour.

| attribute         | customer          | tier | head office |
|-------------------|-------------------|------|-------------|
| `access`          | Gemeente Nieuwstad| PA   | NL          |
| `access_plus`     | Nordlys Shipping  | PA+  | NO          |
| `management`      | Rheinwerk         | PM   | DE          |
| `management_plus` | Atelier Lumière   | PM+  | FR          |
| `other`           | Quercus           | none | GB          |
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from uuid import UUID

import pytest

from voorrang.accounts import actions
from voorrang.accounts.models import (
    Affiliate,
    Contact,
    Customer,
    CustomerRole,
    Helpdesk,
    Membership,
    Partner,
    Site,
    StaffMember,
    StaffRole,
    User,
)
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.contracts import actions as contract_actions
from voorrang.contracts.models import Contract
from voorrang.lib.tenancy import context, customer_selected, on_side

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""The cast's present: a Monday, 10:00 in Amsterdam."""

BOUGHT = AT - timedelta(days=90)
"""When the cast's customers bought and were set up."""

OFFICE = Actor(kind="user", id=UUID(int=7), side="vendor", role="operator")
"""Whoever of the vendor set the cast's customers up."""

PASSWORD = "een-zin-die-niemand-raadt"
PROGRAMME = "hp_priority_services"


@dataclass(frozen=True)
class Person:
    """Somebody of a customer who signs in."""

    user: User
    contact: Contact
    membership: Membership
    actor: Actor


@dataclass(frozen=True)
class Staff:
    """One of the vendor's people."""

    user: User
    staff: StaffMember
    actor: Actor


@dataclass(frozen=True)
class Cast:
    """A customer of the cast, with its people. `give_contract` lets it buy; fleets come from the installed base's tests."""

    customer: Customer
    affiliate: Affiliate
    site: Site
    helpdesk: Helpdesk
    lead: Person
    engineer: Person
    end_user: Contact
    """An employee who is on no helpdesk: must be refused (E.2)."""


@contextmanager
def nobody_selected() -> Iterator[None]:
    """Step out of the customer that a test serves, so that somebody of another can be met in between."""
    if context.current_customer() is None:
        yield
        return
    token = context._customer.set(None)
    try:
        yield
    finally:
        context._customer.reset(token)
        context._write({"app.customer": str(context.current_customer())})


class met[T](cached_property[T]):  # noqa: N801 -- reads as a decorator
    """Somebody of the cast, made when first met, whichever customer the test is serving."""

    def __get__(self, instance: object, owner: type | None = None) -> T:  # type: ignore[override]
        with nobody_selected():
            return super().__get__(instance, owner)


class StandingCast:
    """Everybody, by name. Customers: `access`, `access_plus`, `management`, `management_plus`, `other`."""

    at = AT

    @met
    def access(self) -> Cast:
        return make_customer("NIEUW", "Gemeente Nieuwstad", "NL", "Europe/Amsterdam", "nl", "+31201234501")

    @met
    def access_plus(self) -> Cast:
        return make_customer("NORD", "Nordlys Shipping", "NO", "Europe/Oslo", "en", "+4721234501")

    @met
    def management(self) -> Cast:
        return make_customer("RHEIN", "Rheinwerk", "DE", "Europe/Berlin", "en", "+492211234501")

    @met
    def management_plus(self) -> Cast:
        return make_customer("LUM", "Atelier Lumière", "FR", "Europe/Paris", "en", "+33142345601")

    @met
    def other(self) -> Cast:
        """A customer without any contract, to whom nothing of the others may show."""
        return make_customer("QUER", "Quercus", "GB", "Europe/London", "en", "+442071234501")

    @property
    def outsider(self) -> Person:
        """An engineer of another customer."""
        return self.other.engineer

    @met
    def partner(self) -> Partner:
        """The service provider that Rheinwerk has authorised for its helpdesk."""
        with customer_selected(self.management.customer.id):
            return actions.add_partner(name="Kabel & Co", starts_at=BOUGHT, by=SYSTEM, at=BOUGHT)

    @met
    def partner_engineer(self) -> Person:
        """An engineer of Rheinwerk's authorised partner."""
        with customer_selected(self.management.customer.id):
            return make_person(
                "Petra Kabel",
                "petra@kabel.example",
                "+492211234599",
                CustomerRole.PARTNER_ENGINEER,
                standing=Contact.Standing.PARTNER,
                partner=self.partner,
            )

    @met
    def agent(self) -> Staff:
        return make_staff("Ada Agent", StaffRole.AGENT, languages=["en", "nl", "de"])

    @met
    def remote_expert(self) -> Staff:
        """Assigned to Nordlys."""
        return self._assigned(make_staff("Rolf Remote", StaffRole.REMOTE_EXPERT), self.access_plus)

    @met
    def support_manager(self) -> Staff:
        """Assigned to Rheinwerk and Atelier Lumière."""
        staff = make_staff("Mara Manager", StaffRole.SUPPORT_MANAGER, languages=["en", "de"])
        return self._assigned(self._assigned(staff, self.management), self.management_plus)

    @met
    def technical_expert(self) -> Staff:
        """Assigned to Atelier Lumière."""
        return self._assigned(make_staff("Theo Tech", StaffRole.TECHNICAL_EXPERT), self.management_plus)

    @met
    def sales(self) -> Staff:
        return make_staff("Sara Sales", StaffRole.SALES)

    @met
    def operator(self) -> Staff:
        return make_staff("Olga Operator", StaffRole.OPERATOR)

    @met
    def auditor(self) -> Staff:
        return make_staff("Aad Auditor", StaffRole.VENDOR_AUDITOR)

    def _assigned(self, staff: Staff, to: Cast) -> Staff:
        with customer_selected(to.customer.id):
            actions.assign(
                customer=to.customer,
                user=staff.user,
                role=staff.staff.roles[0],
                starts_at=BOUGHT,
                by=SYSTEM,
                at=BOUGHT,
            )
        return staff


@pytest.fixture
def cast(db: None) -> StandingCast:
    """The standing cast, in a transaction that is rolled back."""
    return StandingCast()


@contextmanager
def serving(one: Cast) -> Iterator[Customer]:
    """Act for one customer as the vendor's people do."""
    with on_side("vendor"), customer_selected(one.customer.id):
        yield one.customer


def make_customer(code: str, name: str, country: str, zone: str, language: str, phone: str) -> Cast:
    """Make a customer with one place, one helpdesk and three people; `phone` is the engineer's."""
    customer = actions.create_customer(
        code=code,
        name=name,
        head_office_country=country,
        language=language,
        programme=PROGRAMME,
        by=SYSTEM,
        at=BOUGHT,
    )
    domain = f"{code.lower()}.example"
    with customer_selected(customer.id):
        affiliate = actions.add_affiliate(code=country, name=name, country=country, by=SYSTEM, at=BOUGHT)
        site = actions.add_site(
            affiliate=affiliate, code="HQ", name="Head office", country=country, zone=zone, by=SYSTEM, at=BOUGHT
        )
        return Cast(
            customer=customer,
            affiliate=affiliate,
            site=site,
            helpdesk=actions.add_helpdesk(name="Helpdesk", countries=[country], by=SYSTEM, at=BOUGHT),
            lead=make_person("Lea Lead", f"lea@{domain}", f"{phone}1", CustomerRole.HELPDESK_LEAD, language=language),
            engineer=make_person(
                "Hanna Help", f"hanna@{domain}", phone, CustomerRole.HELPDESK_ENGINEER, language=language
            ),
            end_user=actions.add_contact(
                name="Eric Enduser",
                standing=Contact.Standing.END_USER,
                email=f"eric@{domain}",
                phone=f"{phone}9",
                scope=Contact.Scope.OWN,
                by=SYSTEM,
                at=BOUGHT,
            ),
        )


def make_person(
    name: str,
    email: str,
    phone: str,
    role: str,
    *,
    standing: str = Contact.Standing.HELPDESK,
    scope: str = Contact.Scope.ALL,
    site: Site | None = None,
    country: str = "",
    partner: Partner | None = None,
    language: str = "en",
) -> Person:
    """Make a contact of the selected customer that signs in."""
    contact = actions.add_contact(
        name=name,
        standing=standing,
        email=email,
        phone=phone,
        scope=scope,
        site=site,
        country=country,
        partner=partner,
        language=language,
        by=SYSTEM,
        at=BOUGHT,
    )
    user = actions.add_user(email=email, name=name, language=language, by=SYSTEM, at=BOUGHT)
    membership = actions.add_member(contact=contact, user=user, role=role, by=SYSTEM, at=BOUGHT)
    return Person(user, contact, membership, Actor(kind="user", id=user.id, side="customer", role=str(role)))


def make_staff(name: str, *roles: str, languages: list[str] | None = None) -> Staff:
    """Make one of the vendor's people; the mail address is the first name's."""
    email = f"{name.split(maxsplit=1)[0].lower()}@vendor.example"
    user = actions.add_user(email=email, name=name, by=SYSTEM, at=BOUGHT)
    staff = actions.add_staff(user=user, roles=roles, languages=languages or ["en"], by=SYSTEM, at=BOUGHT)
    return Staff(user, staff, Actor(kind="user", id=user.id, side="vendor", role=str(roles[0])))


ORDERS: dict[str, tuple[list[tuple[str, int]], list[tuple[str, bool, int]]]] = {
    "NIEUW": ([("U80M6E", 300)], [("laptop", True, 300)]),
    "NORD": ([("U80MBE", 1_200)], [("laptop", True, 1_200)]),
    "RHEIN": ([("U80M8E", 11_000), ("U1PB4E", 200)], [("laptop", True, 11_000), ("printer", True, 200)]),
    "LUM": ([("U62G4E", 12_000)], [("laptop", True, 11_800), ("printer", True, 200)]),
}
"""What each customer of the cast buys, three years at its tier, and how many units it says to have."""


def give_contract(one: Cast, *, activated: bool = True, at: datetime = BOUGHT) -> Contract:
    """Let a customer buy what its tier stands for and, ten days later, come into force; return the contract."""
    lines, estimates = ORDERS[one.customer.code]
    with serving(one):
        order = contract_actions.place_order(lines=lines, starts_at=at, estimates=estimates, by=OFFICE, at=at)
        assert order.accepted, order.reasons
        contract: Contract = Contract.objects.get(order=order)
        if activated:
            contract_actions.activate(contract=contract, by=OFFICE, at=at + timedelta(days=10))
    return contract


def give_password(someone: Person | Staff, password: str = PASSWORD) -> str:
    """Let a person of the cast log in with a password, and return it."""
    someone.user.set_password(password)
    someone.user.save(update_fields=["password"])
    return password
