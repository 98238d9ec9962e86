"""What all customers of a grown world share: the programme, its hours, and the agents who work for everybody."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from voorrang.accounts import actions as accounts
from voorrang.accounts.models import User
from voorrang.audit.actor import SYSTEM
from voorrang.contracts import actions as contracts
from voorrang.contracts.models import InternalTarget
from voorrang.demo.growth.places import CITIES
from voorrang.demo.people import PASSWORD
from voorrang.editions.store import programme_at, store_folder
from voorrang.lib.ids import ids_drawn_from
from voorrang.lib.tenancy import on_side
from voorrang.rules.programme import Programme

type Agents = tuple[tuple[UUID, frozenset[str]], ...]

HIRED_DAYS = 500
AGREED_HOURS = {str(weekday): [["08:00", "18:00"]] for weekday in range(5)}
_LANGUAGES = (("en", "de"), ("en", "nl"), ("en", "es"), ("en", "pl", "cs"), ("en", "ja", "th"))
_AGENTS = 20


def programme_of(anchor: datetime) -> Programme:
    """Return the programme as sold at the anchor, stored now where it was not."""
    hired_at = anchor - timedelta(days=HIRED_DAYS)
    with transaction.atomic():
        store_folder(settings.VOORRANG_PROGRAMMES / settings.VOORRANG_PROGRAMME, at=hired_at)
    return programme_at(settings.VOORRANG_PROGRAMME, anchor)


def open_office(programme: Programme, seed: int, anchor: datetime) -> None:
    """Hire the agents and store all hours, where that has not been done: customers then need nothing from one another."""
    hired_at = anchor - timedelta(days=HIRED_DAYS)
    with transaction.atomic(), on_side("vendor"), ids_drawn_from(f"{seed}/office", hired_at):
        if not InternalTarget.objects.filter(programme=programme.code).exists():
            contracts.store_internal_targets(programme=programme, by=SYSTEM, at=hired_at)
        for zone in sorted(_zones(programme)):
            contracts.store_working_hours(programme=programme, zone=zone, by=SYSTEM, at=hired_at)
            contracts.store_calendar(key=f"agreed/{zone}", zone=zone, weekly=AGREED_HOURS, by=SYSTEM, at=hired_at)
        _hire(hired_at)


def agents() -> Agents:
    """Return the agents with their languages."""
    users = User.objects.filter(email__in=[email for email, _ in _agents()]).values_list("email", "id")
    ids = dict(users)
    return tuple((ids[email], frozenset(languages)) for email, languages in _agents())


def _zones(programme: Programme) -> Iterable[str]:
    return {city.zone for city in CITIES} | {programme.coverage.zones[city.country] for city in CITIES}


def _hire(at: datetime) -> None:
    if User.objects.filter(email=next(iter(_agents()))[0]).exists():
        return
    hashed = make_password(PASSWORD)
    for place, (email, languages) in enumerate(_agents(), start=1):
        user = accounts.add_user(
            email=email, name=f"Agent {place:02}", language="en", zone="Europe/Amsterdam", by=SYSTEM, at=at
        )
        # One hash for all: each would cost a quarter of a second.
        User.objects.filter(id=user.id).update(password=hashed)
        accounts.add_staff(user=user, roles=["agent"], languages=languages, by=SYSTEM, at=at)


def _agents() -> list[tuple[str, tuple[str, ...]]]:
    return [(f"agent{place + 1:02}@vendor.example", _LANGUAGES[place % len(_LANGUAGES)]) for place in range(_AGENTS)]
