"""One customer of the demo world: places, people, contract, fleet, keys, exceptions. Cases come after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from voorrang.accounts import actions as accounts
from voorrang.accounts.models import ApiToken, Contact, Customer, Partner, Site, User
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.contracts import actions as contracts
from voorrang.contracts.models import ActivationStep, Contract, Order
from voorrang.demo.charged import lay_agreement
from voorrang.demo.fleets import FIRST_IMPORT_DAYS, SECOND_IMPORT_DAYS, Unit, fleet_files, plan_fleet
from voorrang.demo.guests import Guest
from voorrang.demo.household import Household, Person
from voorrang.demo.people import MANAGER, PASSWORD, SELLER, STAFF, DemoCustomer, Member, Place, mail_name
from voorrang.demo.selling import articles_of, lay_selling, lay_upgrade
from voorrang.entitlements.actions import grant_override
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile
from voorrang.installed_base.models import Device
from voorrang.lib.tenancy import customer_selected
from voorrang.rules.programme import Programme

_COUNTED_KINDS = {"pc": "laptop", "print": "printer"}
_HELPDESK = frozenset({"helpdesk_lead", "helpdesk_engineer", "partner_engineer"})
_STEPS_DONE = 4
"""Of an activation that is under way."""


class Laid(NamedTuple):
    """A customer as laid; without a household where no cases can be."""

    customer: Customer
    guests: list[Guest]
    household: Household | None


@dataclass(frozen=True, slots=True)
class _Settled:
    contact: Contact
    user: User
    member: Member
    place: Place | None


def lay_customer(
    one: DemoCustomer,
    programme: Programme,
    dice: Random,
    anchor: datetime,
    laid_at: datetime,
    hashed: str,
    staff: Mapping[str, User],
) -> Laid:
    """Lay a customer with everything but its cases."""
    bought = anchor - timedelta(days=one.bought_days)
    customer = accounts.create_customer(
        code=one.code,
        name=one.name,
        head_office_country=one.places[0].country,
        language=one.language,
        programme=programme.code,
        by=SYSTEM,
        at=bought,
    )
    with customer_selected(customer.id):
        sites = _places(one, bought)
        people = [_settle(one, member, sites, hashed, bought) for member in one.members]
        caller = _caller(one, bought)
        _assign(one, customer, staff, bought)
        _buy(one, programme, staff, bought, anchor)
        guests, token = _keys(one, people, bought, anchor)
        units: list[Unit] = []
        if one.pcs and one.is_active:
            units = plan_fleet(one, dice, anchor)
            _import(one, units, anchor)
            _sign(one, bought)
            _except(one, units, staff, anchor)
        lay_selling(one, programme, staff, people[0].contact, anchor)
        if not units:
            return Laid(customer, guests, None)
        helpdesk = [_person(settled) for settled in people if settled.member.role in _HELPDESK]
        agents = tuple(
            (staff[colleague.name].id, frozenset(colleague.languages))
            for colleague in STAFF
            if colleague.role == "agent"
        )
        home = Household(one, units, helpdesk, caller, token, agents, staff, anchor, laid_at)
        lay_agreement(home)
    return Laid(customer, guests, home)


def _places(one: DemoCustomer, at: datetime) -> dict[str, Site]:
    sites = {}
    for place in one.places:
        affiliate = accounts.add_affiliate(code=place.code, name=place.name, country=place.country, by=SYSTEM, at=at)
        sites[place.code] = accounts.add_site(
            affiliate=affiliate,
            code=place.code,
            name=place.name,
            country=place.country,
            zone=place.zone,
            by=SYSTEM,
            at=at,
        )
    return sites


def _settle(one: DemoCustomer, member: Member, sites: Mapping[str, Site], hashed: str, at: datetime) -> _Settled:
    place = next((place for place in one.places if place.code == member.place), None)
    email = member.email or f"{mail_name(member.name)}@{one.code.lower()}.example"
    language = member.language or one.language
    contact = accounts.add_contact(
        name=member.name,
        standing=Contact.Standing.PARTNER if member.partner else Contact.Standing.HELPDESK,
        email=email,
        phone=member.phone,
        scope=member.scope,
        site=sites[member.place] if member.scope == "site" else None,
        country=place.country if place and member.scope == "country" else "",
        partner=_partner(member.partner, at) if member.partner else None,
        language=language,
        by=SYSTEM,
        at=at,
    )
    user = User.objects.filter(email=email).first()
    if user is None:
        zone = (place or one.places[0]).zone
        user = accounts.add_user(email=email, name=member.name, language=language, zone=zone, by=SYSTEM, at=at)
        # One hash for all: each would cost a quarter of a second.
        User.objects.filter(id=user.id).update(password=hashed)
    accounts.add_member(contact=contact, user=user, role=member.role, by=SYSTEM, at=at)
    return _Settled(contact, user, member, place)


def _partner(name: str, at: datetime) -> Partner:
    return accounts.add_partner(name=name, starts_at=at, by=SYSTEM, at=at)


def _person(settled: _Settled) -> Person:
    member, place = settled.member, settled.place
    actor = Actor(kind="user", id=settled.user.id, side="customer", role=member.role)
    country = place.country if place and member.scope == "country" else ""
    return Person(settled.contact, actor, country, member.place if member.scope == "site" else "")


def _caller(one: DemoCustomer, at: datetime) -> Contact | None:
    if not one.caller:
        return None
    return accounts.add_contact(
        name=one.caller,
        standing=Contact.Standing.END_USER,
        email=f"{mail_name(one.caller)}@{one.code.lower()}.example",
        scope=Contact.Scope.OWN,
        language=one.language,
        by=SYSTEM,
        at=at,
    )


def _assign(one: DemoCustomer, customer: Customer, staff: Mapping[str, User], at: datetime) -> None:
    for colleague in STAFF:
        if one.code in (*colleague.customers, *colleague.deputy_for):
            accounts.assign(
                customer=customer,
                user=staff[colleague.name],
                role=colleague.role,
                starts_at=at,
                deputy=one.code in colleague.deputy_for,
                by=SYSTEM,
                at=at,
            )


def _buy(one: DemoCustomer, programme: Programme, staff: Mapping[str, User], at: datetime, anchor: datetime) -> None:
    seller = Actor(kind="user", id=staff[SELLER].id, side="vendor", role="sales")
    ends_at = anchor + timedelta(days=one.ends_days) if one.ends_days else None
    order = _order(one, programme, seller, at, ends_at)
    if not order.accepted:
        return
    contract = Contract.objects.get(order=order)
    steps = list(ActivationStep.objects.filter(contract=contract).order_by("due_at", "key"))
    for place, step in enumerate(steps if one.is_active else steps[:_STEPS_DONE]):
        if step.key in one.undone:
            continue
        contracts.complete_step(step=step, by=seller, at=at + timedelta(days=2, hours=11 * place))
    if one.is_active:
        contracts.activate(contract=contract, by=seller, at=at + timedelta(days=9))
    if one.began_rank:
        lay_upgrade(one, programme, seller, at, ends_at)


def _order(one: DemoCustomer, programme: Programme, by: Actor, at: datetime, ends_at: datetime | None) -> Order:
    sizes = {"pc": one.pcs, "print": one.printers}
    lines = articles_of(one, programme, one.began_rank or one.rank)
    estimates = [(kind, True, sizes[scope]) for scope, kind in _COUNTED_KINDS.items() if sizes[scope]]
    return contracts.place_order(lines=lines, starts_at=at, ends_at=ends_at, estimates=estimates, by=by, at=at)


def _import(one: DemoCustomer, units: list[Unit], anchor: datetime) -> None:
    first, second = fleet_files(units, anchor)
    for name, content, days in (("fleet", first, FIRST_IMPORT_DAYS), ("new-units", second, SECOND_IMPORT_DAYS)):
        file = FleetFile(f"{one.code.lower()}-{name}.csv", content)
        import_fleet(file=file, by=SYSTEM, at=anchor - timedelta(days=days))


def _sign(one: DemoCustomer, at: datetime) -> None:
    if not one.promises:
        return
    zone = one.places[0].zone
    key = f"agreed/{zone}"
    hours = {str(weekday): [["08:00", "18:00"]] for weekday in range(5)}
    contracts.store_calendar(key=key, zone=zone, weekly=hours, by=SYSTEM, at=at)
    terms = [
        contracts.PromiseTerms(kind=kind, seconds=hours * 3600, calendar_key=key)  # type: ignore[arg-type]
        for kind, hours in one.promises
    ]
    contracts.sign_agreement(number=f"{one.code}-A", starts_at=at, promises=terms, by=SYSTEM, at=at)


def _keys(one: DemoCustomer, people: list[_Settled], at: datetime, anchor: datetime) -> tuple[list[Guest], Actor]:
    """Hand out PIN and token where the customer is in force, and return everybody who can come in."""
    lead = people[0].contact
    countries = sorted({place.country for place in one.places})
    helpdesk = accounts.add_helpdesk(name="Helpdesk", countries=countries, by=SYSTEM, at=at)
    pin, secret = None, None
    if one.is_active and one.pcs:
        grant = accounts.grant_pin(helpdesk=helpdesk, contact=lead, by=SYSTEM, at=at)
        pin = accounts.redeem_pin_grant(token=grant, by=SYSTEM, at=at)
        secret = accounts.make_token(name="Ticket system", contact=lead, by=SYSTEM, at=at)
    elif one.pcs:
        accounts.grant_pin(helpdesk=helpdesk, contact=lead, by=SYSTEM, at=anchor)
    guests = [
        Guest(
            role=settled.member.role,
            name=settled.member.name,
            hint=settled.member.hint,
            customer=one.name,
            email=settled.contact.email,
            password=PASSWORD,
            pin=pin if settled.member.role in _HELPDESK else None,
            phone=settled.member.phone,
            about=one.hint,
            rank=one.rank,
        )
        for settled in people
    ]
    token = Actor(kind="system", id=None, side="customer", role="token")
    if secret is not None:
        row = ApiToken.objects.get(token_hash=secret.hash)
        token = Actor(kind="token", id=row.id, side="customer", role="token")
        guests.append(Guest(role="token", name="Ticket system", customer=one.name, token=secret.text, pin=pin))
    return guests, token


def _except(one: DemoCustomer, units: list[Unit], staff: Mapping[str, User], anchor: datetime) -> None:
    """Two exceptions in force, and one that was ended early, where a manager is assigned."""
    manager = next((colleague for colleague in STAFF if colleague.name == MANAGER), None)
    if manager is None or one.code not in manager.customers:
        return
    by = Actor(kind="user", id=staff[MANAGER].id, side="vendor", role="support_manager")
    ended = [unit for unit in units if not unit.host and not unit.is_covered(anchor.date())][:2]
    granted_at = anchor - timedelta(days=12)
    reasons = ("Repaired twice this spring, the third time is on us.", "Cells of this batch were recalled.")
    for unit, kind, reason in zip(ended, ("goodwill", "safety_recall"), reasons, strict=False):
        device = Device.objects.get(serial=unit.serial)
        grant_override(
            kind=kind, reason=reason, expires_at=anchor + timedelta(days=45), device=device, by=by, at=granted_at
        )
