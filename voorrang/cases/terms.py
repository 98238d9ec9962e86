"""What the clocks of a case run by: signed promises and the vendor's own targets (decision 10)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from voorrang.cases.calendars import CalendarName, newest, store_hours
from voorrang.contracts.models import Promise
from voorrang.rules.clocks import PromiseKind
from voorrang.rules.programme import Programme

type Basis = Literal["promise", "target"]

PROMISE: Basis = "promise"
TARGET: Basis = "target"

_KIND_OF_TARGET: dict[str, PromiseKind] = {
    "first_response": "response",
    "update": "update",
    "resolution": "resolution",
}
"""The programme's word for a milestone to the clock's."""


class Term(NamedTuple):
    """So many seconds for something, counted in these hours."""

    kind: PromiseKind
    basis: Basis
    seconds: int
    hours: CalendarName = CalendarName()
    promise_id: UUID | None = None


def terms_of(*, programme: Programme, tier: str, impact: str, country: str, zone: str, at: datetime) -> list[Term]:
    """Return what a case opened at `at` runs by: the customer's promises, then the vendor's targets for the tier."""
    return [*promised(impact, country, at), *targeted(programme, tier, impact, zone)]


def promised(impact: str, country: str, at: datetime) -> list[Term]:
    """Return the promises that the selected customer has for such a case."""
    promises = _promises_for(impact, country, at)
    hours = newest(promise.calendar_key for promise in promises)
    return [
        Term(promise.kind, PROMISE, promise.seconds, hours[promise.calendar_key], promise.id) for promise in promises
    ]


def _promises_for(impact: str, country: str, at: datetime) -> list[Promise]:
    """Of several promises of one kind the most particular holds, then the shortest."""
    signed = Promise.objects.filter(agreement__starts_at__lte=at, impact__in=["", impact], country__in=["", country])
    best: dict[str, Promise] = {}
    for promise in signed.exclude(agreement__ends_at__lte=at):
        key = (not promise.country, not promise.impact, promise.seconds)
        present = best.get(promise.kind)
        if present is None or key < (not present.country, not present.impact, present.seconds):
            best[promise.kind] = promise
    return list(best.values())


def targeted(programme: Programme, tier: str, impact: str, zone: str) -> Iterator[Term]:
    """Yield the vendor's own targets. A case outside every tier goes by the lowest one, so that none is forgotten."""
    lowest = min(programme.tiers.values(), key=lambda one: one.rank).code
    for target in programme.internal_targets:
        if target.tier != (tier or lowest):
            continue
        hours = CalendarName() if target.calendar == "always" else _working_hours(programme, zone)
        for name, minutes in target.minutes.get(impact, {}).items():
            yield Term(_KIND_OF_TARGET[name], TARGET, minutes * 60, hours)


def zone_of(programme: Programme, country: str) -> str:
    """Return the time zone that stands for a country; UTC for one that the programme does not know."""
    return programme.coverage.zones.get(country, "UTC")


def _working_hours(programme: Programme, zone: str) -> CalendarName:
    hours = programme.assumption("working_hours").value
    weekly = {str(day): [[hours["opens"], hours["closes"]]] for day in hours["weekdays"]}
    return store_hours(f"working_hours/{zone}", zone, weekly)
