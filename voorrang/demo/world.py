"""Laying the demo world, once, with the same actions that people use.

Everything lies relative to a stored anchor, by default the midnight before the laying: contracts, fleets, a year of cases.
What is open now stands around the moment of laying, so that the queue looks alive at any hour. The same seed and anchor
give the same world; keys, tokens and ids are random.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random

import psycopg
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connections, transaction
from psycopg.rows import TupleRow

from voorrang.accounts import actions as accounts
from voorrang.accounts.models import Customer, User
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.contracts import actions as contracts
from voorrang.demo.callers import lay_callers
from voorrang.demo.customers import CUSTOMERS
from voorrang.demo.estate import lay_customer
from voorrang.demo.growth.plan import forget_growth
from voorrang.demo.guests import Guest, World, read_world, write_world
from voorrang.demo.household import Household
from voorrang.demo.late import lay_late
from voorrang.demo.past import lay_past
from voorrang.demo.people import OPERATOR, PASSWORD, STAFF, Colleague, DemoCustomer, mail_name
from voorrang.demo.today import lay_today
from voorrang.demo.waiting import lay_change, lay_waiting
from voorrang.editions.store import programme_at, store_folder
from voorrang.gateways.mail import no_mail
from voorrang.lib import clock
from voorrang.lib.tenancy import customer_selected, on_side

type Credential = dict[str, str | None]
_KEPT = frozenset({"django_migrations", "django_content_type"})
_HIRED_DAYS = 500


def ensure(
    seed: int = 1, customers: Sequence[DemoCustomer] = CUSTOMERS, tell: Callable[[str], None] = lambda _: None
) -> bool:
    """Lay the world if there is none, and say whether it was laid now. Changes nothing otherwise."""
    if Customer.objects.exists():
        return False
    lay(seed, customers, tell=tell)
    return True


def reset(seed: int = 1, anchor: datetime | None = None, tell: Callable[[str], None] = lambda _: None) -> None:
    """Delete everything and lay the world anew."""
    _empty()
    forget_growth()
    lay(seed, anchor=anchor, tell=tell)


def credentials() -> list[Credential]:
    """Return who can log in: role, customer, email, password, token and PIN."""
    return [guest.credential() for guest in read_world().guests]


def lay(
    seed: int,
    customers: Sequence[DemoCustomer] = CUSTOMERS,
    *,
    anchor: datetime | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """Lay the world relative to `anchor`, and mail nobody. `tell` hears of the progress."""
    laid_at = clock.now().replace(second=0, microsecond=0)
    if anchor is None:
        anchor = datetime.combine(laid_at.date(), time(), UTC)
    with no_mail():
        guests = _lay(seed, customers, anchor, max(laid_at, anchor), tell)
    write_world(World(seed=seed, anchor=anchor.isoformat(), laid_at=laid_at.isoformat(), guests=guests))


def _lay(
    seed: int, customers: Sequence[DemoCustomer], anchor: datetime, laid_at: datetime, tell: Callable[[str], None]
) -> list[Guest]:
    hired_at = anchor - timedelta(days=_HIRED_DAYS)
    with transaction.atomic():
        store_folder(settings.VOORRANG_PROGRAMMES / settings.VOORRANG_PROGRAMME, at=hired_at)
    programme = programme_at(settings.VOORRANG_PROGRAMME, anchor)
    hashed = make_password(PASSWORD)
    guests: list[Guest] = []
    with transaction.atomic(), on_side("vendor"):
        contracts.store_internal_targets(programme=programme, by=SYSTEM, at=hired_at)
        staff = {colleague.name: _hire(colleague, hashed, hired_at, guests) for colleague in STAFF}
        secret = accounts.make_vendor_token(name="Telephony", kind="telephony", by=SYSTEM, at=hired_at)
        guests.append(Guest(role="telephony", name="Telephony", token=secret.text))
    for one in customers:
        dice = Random(f"{seed}/{one.code}")
        with transaction.atomic(), on_side("vendor"):
            laid = lay_customer(one, programme, dice, anchor, laid_at, hashed, staff)
            guests += laid.guests
        if laid.household is None:
            tell(f"{one.name}: {one.hint}")
            continue
        gather_statistics()
        with transaction.atomic(), on_side("vendor"), customer_selected(laid.customer.id):
            cases = _cases(laid.household, dice)
        tell(f"{one.name}: {len(laid.household.units):,} devices, {cases:,} cases")
    with transaction.atomic(), on_side("vendor"):
        operator = Actor(kind="user", id=staff[OPERATOR].id, side="vendor", role="operator")
        lay_change(programme.code, Customer.objects.order_by("code"), operator, anchor)
    gather_statistics()
    return guests


def _cases(household: Household, dice: Random) -> int:
    laid = lay_past(household, dice) + lay_today(household, dice)
    lay_late(household)
    lay_callers(household, dice)
    lay_waiting(household)
    return laid


def _hire(colleague: Colleague, hashed: str, at: datetime, guests: list[Guest]) -> User:
    email = f"{mail_name(colleague.name)}@vendor.example"
    user = accounts.add_user(email=email, name=colleague.name, language="en", zone="Europe/Amsterdam", by=SYSTEM, at=at)
    # One hash for all: each would cost a quarter of a second.
    User.objects.filter(id=user.id).update(password=hashed)
    accounts.add_staff(user=user, roles=[colleague.role], languages=colleague.languages, by=SYSTEM, at=at)
    guests.append(Guest(role=colleague.role, name=colleague.name, hint=colleague.hint, email=email, password=PASSWORD))
    return user


def gather_statistics(*tables: str) -> None:
    """Tell the planner what came in: by itself it would notice a minute too late, and plan for empty tables until then."""
    with _owner() as owner:
        owner.execute(f"ANALYZE {', '.join(tables)}")


def _owner() -> psycopg.Connection[TupleRow]:
    url = connections["migrator"].get_connection_params()
    wanted = {key: url[key] for key in ("host", "port", "user", "password", "dbname") if url.get(key)}
    return psycopg.connect(**wanted, autocommit=True)


def _empty() -> None:
    with _owner() as owner:
        rows = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = ", ".join(f'"{row[0]}"' for row in rows if row[0] not in _KEPT)
        owner.execute(f"TRUNCATE {tables}")
