"""A grown customer before its fleet and cases: places, people, order, contract, agreement, by the actions that people use."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Any

from voorrang.accounts import actions as accounts
from voorrang.accounts.models import Contact, Customer, Membership, Site, User
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.contracts import actions as contracts
from voorrang.contracts.models import Contract
from voorrang.demo.growth.fleet import DRAWN, Fleet, draw_fleet
from voorrang.demo.growth.plan import GrownCustomer, Growth
from voorrang.demo.household import Person
from voorrang.demo.people import DemoCustomer, Place
from voorrang.lib.ids import ids_drawn_from, uuid7
from voorrang.lib.tenancy import customer_selected
from voorrang.rules.programme import Minimum, Programme

BOUGHT_DAYS = 420
_YEARS = 3
_ROOM = 1.05
"""How far above a tier's minimum a customer must be to buy it: it loses a device now and then."""
_PROMISED_RANK = 3
"""From this tier on an agreement is signed."""
_PEOPLE = ("Ada Lead", "Ben Desk")


def draw_estate(growth: Growth, customer: GrownCustomer) -> tuple[DemoCustomer, Fleet]:
    """Draw a customer's shape and its fleet; the same each time."""
    dice = Random(f"{growth.seed}/{customer.code}/estate")
    places = tuple(
        Place(f"{city.name[:3].upper()}", f"{customer.name} {city.name}", city.country, city.zone)
        for city in customer.cities
    )
    printers = round(DRAWN * dice.choice((0.04, 0.08, 0.12, 0.35)))
    shape = DemoCustomer(
        customer.code,
        customer.name,
        customer.cities[0].language,
        places,
        (),
        rank=dice.randint(1, 4),
        pcs=DRAWN - printers,
        printers=printers,
        hint="",
    )
    return shape, draw_fleet(growth, customer, shape)


def lay_estate(shape: DemoCustomer, fleet: Fleet, programme: Programme, seller: Actor, hashed: str) -> Customer:
    """Lay the customer up to its contract in force, in the caller's transaction."""
    at = fleet.growth.anchor - timedelta(days=BOUGHT_DAYS)
    with ids_drawn_from(f"{fleet.growth.seed}/{shape.code}/estate", at):
        customer = accounts.create_customer(
            id=uuid7(),
            code=shape.code,
            name=shape.name,
            head_office_country=shape.places[0].country,
            language=shape.language,
            programme=programme.code,
            by=SYSTEM,
            at=at,
        )
        with customer_selected(customer.id):
            _places(shape, at)
            _people(shape, hashed, at)
            _buy(shape, fleet, programme, seller, at)
    return customer


def people_of() -> list[Person]:
    """Return the people of the selected customer who open cases."""
    return [
        Person(one.contact, Actor(kind="user", id=one.user_id, side="customer", role=one.role), "", "")
        for one in Membership.objects.select_related("contact").order_by("id")
    ]


def _places(shape: DemoCustomer, at: datetime) -> None:
    made: dict[str, Any] = {"by": SYSTEM, "at": at}
    for place in shape.places:
        affiliate = accounts.add_affiliate(code=place.code, name=place.name, country=place.country, **made)
        accounts.add_site(
            affiliate=affiliate, code=place.code, name=place.name, country=place.country, zone=place.zone, **made
        )


def sites() -> dict[str, Site]:
    """Return the sites of the selected customer by code."""
    return {site.code: site for site in Site.objects.all()}


def _people(shape: DemoCustomer, hashed: str, at: datetime) -> None:
    made: dict[str, Any] = {"by": SYSTEM, "at": at}
    zone = shape.places[0].zone
    for name, role in zip(_PEOPLE, ("helpdesk_lead", "helpdesk_engineer"), strict=True):
        email = f"{name.split()[0].lower()}@{shape.code.lower()}.example"
        contact = accounts.add_contact(
            name=f"{name} {shape.code}",
            standing=Contact.Standing.HELPDESK,
            email=email,
            scope=Contact.Scope.ALL,
            language=shape.language,
            **made,
        )
        user = accounts.add_user(email=email, name=contact.name, language=shape.language, zone=zone, **made)
        # One hash for all: each would cost a quarter of a second.
        User.objects.filter(id=user.id).update(password=hashed)
        accounts.add_member(contact=contact, user=user, role=role, **made)


def _buy(shape: DemoCustomer, fleet: Fleet, programme: Programme, seller: Actor, at: datetime) -> None:
    counts = Counter[tuple[str, bool]]()
    for place, unit in enumerate(fleet.units):
        if unit.is_covered(at.date()) and not unit.host:
            counts[unit.model.kind, unit.model.commercial == "yes"] += fleet.count(place)
    fitting = [
        tier.rank
        for tier in programme.tiers.values()
        if any(_meets(one, counts) for one in programme.minimums[tier.code])
    ]
    if not fitting:
        message = f"{shape.code} reaches no minimum with {fleet.customer.devices} devices"
        raise ValueError(message)
    rank = min(shape.rank, max(fitting))
    sizes = {"pc": sum(n for (kind, _), n in counts.items() if kind != "printer"), "print": 0}
    sizes["print"] = sum(counts.values()) - sizes["pc"]
    articles = [
        one
        for one in programme.articles.values()
        if programme.tiers[one.tier].rank == rank and one.term_years == _YEARS
    ]
    order = contracts.place_order(
        lines=[(one.number, max(1, sum(sizes[scope] for scope in one.scopes))) for one in articles],
        starts_at=at,
        estimates=[(kind, commercial, count) for (kind, commercial), count in sorted(counts.items())],
        by=seller,
        at=at,
    )
    if not order.accepted:
        message = f"{shape.code} may not buy: {order.reasons}"
        raise ValueError(message)
    contracts.activate(contract=Contract.objects.get(), by=seller, at=at + timedelta(days=9))
    if rank >= _PROMISED_RANK:
        _sign(shape, at)


def _meets(minimum: Minimum, counts: Counter[tuple[str, bool]]) -> bool:
    counted = sum(
        count
        for (kind, commercial), count in counts.items()
        if kind in minimum.kinds and (commercial or not minimum.commercial_only)
    )
    return counted >= minimum.at_least * _ROOM


def _sign(shape: DemoCustomer, at: datetime) -> None:
    key = f"agreed/{shape.places[0].zone}"
    terms = [
        contracts.PromiseTerms(kind="response", seconds=2 * 3600, calendar_key=key),
        contracts.PromiseTerms(kind="resolution", seconds=16 * 3600, calendar_key=key),
    ]
    contracts.sign_agreement(number=f"{shape.code}-A", starts_at=at, promises=terms, by=SYSTEM, at=at)
