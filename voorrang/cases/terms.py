"""What the clocks of a case run by: signed promises and the vendor's own targets (decision 10)."""

from contextlib import suppress
from datetime import datetime
from typing import Literal, NamedTuple, cast
from uuid import UUID

from django.db import IntegrityError, transaction

from voorrang.audit.actor import SYSTEM
from voorrang.cases.calendars import CalendarMissing, CalendarName, newest
from voorrang.contracts.actions import store_working_hours
from voorrang.contracts.actions.agreements import WORKING_HOURS
from voorrang.contracts.queries import promises_and_targets
from voorrang.rules.clocks import PromiseKind
from voorrang.rules.programme import Programme

type Basis = Literal["promise", "target"]

PROMISE: Basis = "promise"
TARGET: Basis = "target"


class Term(NamedTuple):
    """So many seconds for something, counted in these hours."""

    kind: PromiseKind
    basis: Basis
    seconds: int
    hours: CalendarName = CalendarName()
    promise_id: UUID | None = None


def terms_of(*, programme: Programme, tier: str, impact: str, country: str, zone: str, at: datetime) -> list[Term]:
    """Return what a case opened at `at` runs by: the customer's promises, then the vendor's targets for the tier.

    A case outside every tier goes by the targets of the lowest one, so that none is forgotten. Targets in working hours
    count in `zone`.
    """
    promises, targets = promises_and_targets(
        programme=programme.code, tier=tier or _lowest(programme), impact=impact, country=country, at=at
    )
    keys = {target.calendar_key: _in_zone(target.calendar_key, zone) for target in targets}
    hours = _hours({*keys.values(), *(promise.calendar_key for promise in promises)}, programme, zone, at)
    return [
        *(
            Term(cast("PromiseKind", one.kind), PROMISE, one.seconds, hours[one.calendar_key], one.id)
            for one in promises
        ),
        *(Term(cast("PromiseKind", one.kind), TARGET, one.seconds, hours[keys[one.calendar_key]]) for one in targets),
    ]


def zone_of(programme: Programme, country: str) -> str:
    """Return the time zone that stands for a country; UTC for one that the programme does not know."""
    return programme.coverage.zones.get(country, "UTC")


def _lowest(programme: Programme) -> str:
    return min(programme.tiers.values(), key=lambda tier: tier.rank).code


def _in_zone(key: str, zone: str) -> str:
    return f"{WORKING_HOURS}/{zone}" if key == WORKING_HOURS else key


def _hours(keys: set[str], programme: Programme, zone: str, at: datetime) -> dict[str, CalendarName]:
    own = _in_zone(WORKING_HOURS, zone)
    try:
        return newest(keys)
    except CalendarMissing as missing:
        if own not in missing.keys:
            raise
    # The first case of a zone. Two at once may both get here: the second then finds the first one's hours.
    with suppress(IntegrityError), transaction.atomic():
        store_working_hours(programme=programme, zone=zone, by=SYSTEM, at=at)
    return newest(keys)
