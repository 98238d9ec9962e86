"""Laying the demo world, once, with the same actions that people use."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections, transaction

from voorrang.accounts import actions as accounts
from voorrang.accounts.models import Contact, Customer, Site, User
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.contracts import actions as contracts
from voorrang.contracts.models import ActivationStep, Contract, Order
from voorrang.demo.fleets import fleet_csv
from voorrang.demo.people import CUSTOMERS, PASSWORD, SELLER, STAFF, DemoCustomer, Member
from voorrang.editions.store import programme_at, store_folder
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile
from voorrang.lib import clock
from voorrang.lib.tenancy import customer_selected, on_side
from voorrang.rules.programme import Programme

type Credential = dict[str, str | None]
_KEPT = frozenset({"django_migrations", "django_content_type", "editions_edition"})
_COUNTED_KINDS = {"pc": "laptop", "print": "printer"}


def ensure(seed: int = 1, customers: Sequence[DemoCustomer] = CUSTOMERS) -> bool:
    """Lay the world if there is none, and say whether it was laid now. Changes nothing otherwise."""
    if Customer.objects.exists():
        return False
    lay(seed, customers)
    return True


def reset(seed: int = 1) -> None:
    """Delete everything and lay the world anew."""
    _empty()
    lay(seed)


def credentials() -> list[Credential]:
    """Return who can log in: role, customer, email, password, token and PIN."""
    file = _file()
    people: list[Credential] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    return people


def lay(seed: int, customers: Sequence[DemoCustomer] = CUSTOMERS) -> None:
    """Lay the world relative to its anchor: the midnight before now."""
    anchor = datetime.combine(clock.now().date(), time(), UTC)
    with transaction.atomic():
        store_folder(settings.VOORRANG_PROGRAMMES / settings.VOORRANG_PROGRAMME, at=anchor)
    programme = programme_at(settings.VOORRANG_PROGRAMME, anchor)
    dice = Random(seed)
    hashed = _password_hash()
    people: list[Credential] = []
    with transaction.atomic(), on_side("vendor"):
        contracts.store_internal_targets(programme=programme, by=SYSTEM, at=anchor)
        staff = {colleague.name: _hire(colleague, hashed, anchor, people) for colleague in STAFF}
        secret = accounts.make_vendor_token(name="Telephony", kind="telephony", by=SYSTEM, at=anchor)
        people.append(_credential("telephony", None, None, token=secret.text))
    seller = Actor(kind="user", id=staff[SELLER].id, side="vendor", role="sales")
    for one in customers:
        with transaction.atomic(), on_side("vendor"):
            people += _customer(one, programme, dice, anchor, hashed, seller)
    with transaction.atomic(), on_side("vendor"):
        _assign(staff, anchor)
    file = _file()
    file.write_text(json.dumps(people, indent=1), encoding="utf-8")
    file.chmod(0o600)


def _customer(
    one: DemoCustomer, programme: Programme, dice: Random, anchor: datetime, hashed: str, seller: Actor
) -> list[Credential]:
    bought = anchor - timedelta(days=420)
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
        for place in one.places:
            affiliate = accounts.add_affiliate(
                code=place.code, name=place.name, country=place.country, by=SYSTEM, at=bought
            )
            accounts.add_site(
                affiliate=affiliate,
                code=place.code,
                name=place.name,
                country=place.country,
                zone=place.zone,
                by=SYSTEM,
                at=bought,
            )
        people = [_member(one, member, hashed, bought) for member in one.members]
        order = _order(one, programme, bought)
        if order.accepted:
            contract = Contract.objects.get(order=order)
            for step in ActivationStep.objects.filter(contract=contract):
                contracts.complete_step(step=step, by=seller, at=bought + timedelta(days=5))
            contracts.activate(contract=contract, by=seller, at=bought + timedelta(days=9))
        if one.pcs:
            file = FleetFile(f"{one.code.lower()}-fleet.csv", fleet_csv(one, dice, anchor))
            import_fleet(file=file, by=SYSTEM, at=anchor - timedelta(days=30))
        if one.signs_agreement:
            _sign(one, anchor)
        people += _keys(one, bought)
    return people


def _order(one: DemoCustomer, programme: Programme, at: datetime) -> Order:
    wanted = [
        article
        for article in programme.articles.values()
        if programme.tiers[article.tier].rank == one.rank and article.term_years == one.years
    ]
    sizes = {"pc": one.pcs, "print": one.printers}
    lines = [(article.number, max(1, sum(sizes.get(scope, 0) for scope in article.scopes))) for article in wanted]
    estimates = [(kind, True, sizes[scope]) for scope, kind in _COUNTED_KINDS.items() if sizes[scope]]
    return contracts.place_order(lines=lines, starts_at=at, estimates=estimates, by=SYSTEM, at=at)


def _sign(one: DemoCustomer, anchor: datetime) -> None:
    hours = {str(weekday): [["08:00", "18:00"]] for weekday in range(5)}
    zone = one.places[0].zone
    key = f"agreed/{zone}"
    contracts.store_calendar(key=key, zone=zone, weekly=hours, by=SYSTEM, at=anchor)
    terms = [
        contracts.PromiseTerms(kind="response", seconds=2 * 3600, calendar_key=key),
        contracts.PromiseTerms(kind="resolution", seconds=16 * 3600, calendar_key=key),
    ]
    contracts.sign_agreement(
        number=f"{one.code}-A", starts_at=anchor - timedelta(days=400), promises=terms, by=SYSTEM, at=anchor
    )


def _member(one: DemoCustomer, member: Member, hashed: str, at: datetime) -> Credential:
    email = f"{member.name.split()[0].lower()}@{one.code.lower()}.example"
    site = Site.objects.order_by("code").first()
    contact = accounts.add_contact(
        name=member.name,
        standing=Contact.Standing.HELPDESK,
        email=email,
        scope=member.scope,
        site=site if member.scope == "site" else None,
        country=one.places[-1].country if member.scope == "country" else "",
        language=one.language,
        by=SYSTEM,
        at=at,
    )
    user = _user(email, member.name, one.language, one.places[0].zone, hashed, at)
    accounts.add_member(contact=contact, user=user, role=member.role, by=SYSTEM, at=at)
    return _credential(member.role, one.name, email)


def _keys(one: DemoCustomer, at: datetime) -> list[Credential]:
    contact: Contact = Contact.objects.order_by("name")[0]
    helpdesk = accounts.add_helpdesk(
        name="Helpdesk", countries=sorted({place.country for place in one.places}), by=SYSTEM, at=at
    )
    grant = accounts.grant_pin(helpdesk=helpdesk, contact=contact, by=SYSTEM, at=at)
    pin = accounts.redeem_pin_grant(token=grant, by=SYSTEM, at=at)
    secret = accounts.make_token(name="Ticket system", contact=contact, by=SYSTEM, at=at)
    return [_credential("token", one.name, None, token=secret.text, pin=pin)]


def _hire(colleague: Any, hashed: str, at: datetime, people: list[Credential]) -> User:
    email = f"{colleague.name.split()[0].lower()}@vendor.example"
    user = _user(email, colleague.name, "en", "Europe/Amsterdam", hashed, at)
    accounts.add_staff(user=user, roles=[colleague.role], languages=colleague.languages, by=SYSTEM, at=at)
    people.append(_credential(colleague.role, None, email))
    return user


def _assign(staff: dict[str, User], at: datetime) -> None:
    for colleague in STAFF:
        for code in colleague.customers:
            customer = Customer.objects.filter(code=code).first()
            if customer is None:
                continue
            with customer_selected(customer.id):
                accounts.assign(
                    customer=customer,
                    user=staff[colleague.name],
                    role=colleague.role,
                    starts_at=at - timedelta(days=400),
                    by=SYSTEM,
                    at=at,
                )


def _user(email: str, name: str, language: str, zone: str, hashed: str, at: datetime) -> User:
    user = accounts.add_user(email=email, name=name, language=language, zone=zone, by=SYSTEM, at=at)
    # One hash for all: each would cost a quarter of a second.
    User.objects.filter(id=user.id).update(password=hashed)
    return user


def _password_hash() -> str:
    from django.contrib.auth.hashers import make_password

    return make_password(PASSWORD)


def _credential(
    role: str, customer: str | None, email: str | None, *, token: str | None = None, pin: str | None = None
) -> Credential:
    password = PASSWORD if email else None
    return {"role": role, "customer": customer, "email": email, "password": password, "token": token, "pin": pin}


def _file() -> Path:
    return Path(settings.VOORRANG_VAR) / "demo-credentials.json"


def _empty() -> None:
    url = connections["migrator"].get_connection_params()
    wanted = {key: url[key] for key in ("host", "port", "user", "password", "dbname") if url.get(key)}
    with psycopg.connect(**wanted, autocommit=True) as owner:
        rows = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = ", ".join(f'"{row[0]}"' for row in rows if row[0] not in _KEPT)
        owner.execute(f"TRUNCATE {tables}")
