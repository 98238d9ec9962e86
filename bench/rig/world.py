"""The customers of the bench: each with a contract in force, a fleet under cover, an agreement, and a system with a token."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from bench.rig.place import ROOT

PROGRAMME = "hp_priority_services"
RANK = 3
AGENT = "ada@vendor.example"
"""Who reads the desk's pages."""
PLACES = (("DE", "Europe/Berlin"), ("NL", "Europe/Amsterdam"), ("FR", "Europe/Paris"), ("NO", "Europe/Oslo"))


class BenchCustomer(NamedTuple):
    """One customer of the bench."""

    id: UUID
    code: str
    country: str
    token: str
    serials: tuple[str, ...]


def lay_world(*, customers: int = 4, devices: int = 500) -> list[BenchCustomer]:
    """Store the programme and lay the customers, with the same actions that people use."""
    from django.db import transaction

    from voorrang.audit.actor import SYSTEM
    from voorrang.contracts.actions import store_internal_targets
    from voorrang.editions.store import programme_at, store_folder
    from voorrang.lib.tenancy import on_side

    at = datetime.now(UTC)
    with transaction.atomic():
        store_folder(ROOT / "programmes" / PROGRAMME, at=at)
        programme = programme_at(PROGRAMME, at)
    with transaction.atomic(), on_side("vendor"):
        store_internal_targets(programme=programme, by=SYSTEM, at=at)
        office = _hire(at)
        return [_lay_customer(number, devices, office, at) for number in range(customers)]


def _hire(at: datetime) -> Any:
    from voorrang.accounts import actions as accounts
    from voorrang.audit.actor import SYSTEM, Actor

    user = accounts.add_user(email=AGENT, name="Ada Agent", language="en", zone="Europe/Amsterdam", by=SYSTEM, at=at)
    accounts.add_staff(user=user, roles=["agent"], languages=["en", "de"], by=SYSTEM, at=at)
    return Actor(kind="user", id=user.id, side="vendor", role="operator")


def _lay_customer(number: int, devices: int, office: Any, at: datetime) -> BenchCustomer:
    from voorrang.accounts import actions as accounts
    from voorrang.audit.actor import SYSTEM
    from voorrang.contracts import actions as contracts
    from voorrang.contracts.models import Contract
    from voorrang.editions.store import programme_at
    from voorrang.installed_base.actions import import_fleet
    from voorrang.installed_base.fleet_file import FleetFile
    from voorrang.lib.tenancy import customer_selected

    bought = at - timedelta(days=200)
    country, zone = PLACES[number % len(PLACES)]
    code = f"BENCH{number}"
    made = {"by": SYSTEM, "at": bought}
    customer = accounts.create_customer(
        code=code, name=f"Bench {number}", head_office_country=country, language="en", programme=PROGRAMME, **made
    )
    with customer_selected(customer.id):
        affiliate = accounts.add_affiliate(code=code, name=code, country=country, **made)
        accounts.add_site(affiliate=affiliate, code=code, name=code, country=country, zone=zone, **made)
        contact = accounts.add_contact(
            name="Hanna Help",
            standing="helpdesk",
            email=f"hanna@{code.lower()}.example",
            scope="all",
            language="en",
            country=country,
            **made,
        )
        programme = programme_at(PROGRAMME, at)
        articles = [
            one for one in programme.articles.values() if programme.tiers[one.tier].rank == RANK and one.term_years == 3
        ]
        contracts.place_order(
            lines=[(one.number, 12_000) for one in articles],
            starts_at=bought,
            estimates=[("laptop", True, 12_000), ("printer", True, 1_200)],
            **made,
        )
        contract = Contract.objects.get()
        contracts.activate(contract=contract, by=office, at=bought + timedelta(days=9))
        serials = tuple(f"5CD{number}{one:06}" for one in range(devices))
        fleet = FleetFile("fleet.csv", _fleet(serials, code, country, at))
        import_fleet(file=fleet, by=SYSTEM, at=at - timedelta(days=30))
        _sign(code, zone, bought)
        token = accounts.make_token(name="Ticket system", contact=contact, **made)
    return BenchCustomer(customer.id, code, country, token.text, serials)


def _fleet(serials: tuple[str, ...], place: str, country: str, at: datetime) -> bytes:
    from voorrang.installed_base.fleet_file import COLUMNS

    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for count, serial in enumerate(serials):
        # One in ten is out of cover, one in eight a printer: not every answer is the same.
        starts = (at - timedelta(days=300 if count % 10 else 1300)).date()
        writer.writerow(
            {
                "maker": "HP",
                "serial": serial,
                "product_number": "3C8B9EA#ACB",
                "model": "HP EliteBook 840 G8 Notebook PC",
                "kind": "laptop" if count % 8 else "printer",
                "commercial": "yes",
                "country": country,
                "site": place,
                "affiliate": place,
                "purchased_on": starts.isoformat(),
                "cover_kind": "warranty",
                "cover_level": "next business day on site",
                "cover_starts_on": starts.isoformat(),
                "cover_ends_on": (starts + timedelta(days=3 * 365)).isoformat(),
            }
        )
    return text.getvalue().encode()


def _sign(code: str, zone: str, at: datetime) -> None:
    from voorrang.audit.actor import SYSTEM
    from voorrang.contracts import actions as contracts

    key = f"agreed/{zone}"
    hours = {str(weekday): [["08:00", "18:00"]] for weekday in range(5)}
    contracts.store_calendar(key=key, zone=zone, weekly=hours, by=SYSTEM, at=at)
    terms = [
        contracts.PromiseTerms(kind="response", seconds=2 * 3600, calendar_key=key),
        contracts.PromiseTerms(kind="resolution", seconds=16 * 3600, calendar_key=key),
    ]
    contracts.sign_agreement(number=f"{code}-A", starts_at=at, promises=terms, by=SYSTEM, at=at)
