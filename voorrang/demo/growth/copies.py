"""Which copies a grown customer's told cases have: another device of the same make, so many weeks earlier or later.

Everything about a copy follows from its place, so that a run that was broken off goes on where it stopped. A case moves by
whole weeks and never across a change of summer time: then its working hours are the same, and so are its clocks and answer.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from voorrang.demo.growth.fleet import Fleet
from voorrang.demo.growth.keys import draw, id_of, serial_of, stem_of
from voorrang.demo.growth.seasons import Seasons, seasons
from voorrang.demo.past import DAYS
from voorrang.editions.store import programme_of
from voorrang.lib.numbers import compose_number
from voorrang.rules import wire
from voorrang.rules.decision import decide
from voorrang.rules.programme import Programme
from voorrang.rules.shape import shown_instant

_ACTIVE_EACH = 20
"""Of so many copies one is of a case that still runs; those stay where they are in time."""


class Told(NamedTuple):
    """A told case, as it is stored."""

    case_id: UUID
    decision_id: UUID
    opened_at: datetime
    ended_at: datetime
    opens_at: str
    """When the language's hours begin, as the answer says it; empty where it says nothing."""
    is_active: bool
    unit: int
    """Its device's place among the drawn units."""
    weeks: Sequence[int]


class Copy(NamedTuple):
    """One copy, as the statements take it."""

    was_case: UUID
    was_decision: UUID
    case_id: UUID
    decision_id: UUID
    number: str
    sequence: int
    shift: timedelta
    stem: str
    device_id: UUID
    serial_was: str
    serial: str
    host_was: str
    host: str
    at_was: str
    at: str
    opens_was: str
    opens: str


def read_told(fleet: Fleet, programme: Programme, customer_id: UUID) -> list[Told]:
    """Return the told cases of the selected customer, in the order of their numbers."""
    place_of = {fleet.device_id(place): place for place in range(len(fleet.units))}
    zones = _seasons(fleet, programme)
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [customer_id, fleet.customer.told])
        rows = cursor.fetchall()
    told = []
    for case_id, decision_id, opened_at, ended_at, status, device_id, facts, answer, *hashes in rows:
        opens_at = json.loads(answer)["language"].get("opens_at")
        is_active = status not in {"closed", "resolved"}
        moments = [opened_at, ended_at, *([datetime.fromisoformat(opens_at)] if opens_at else [])]
        weeks = [0]
        if not is_active:
            judged_by = programme_of(*hashes)
            weeks = _answered_alike(list(_weeks(moments, fleet.growth.anchor, zones)), facts, answer, judged_by)
        one = Told(case_id, decision_id, opened_at, ended_at, opens_at or "", is_active, place_of[device_id], weeks)
        told.append(one)
    return told


def _seasons(fleet: Fleet, programme: Programme) -> Seasons:
    """Return the seasons of all zones in which hours may count."""
    cities, coverage = fleet.customer.cities, programme.coverage
    names = {city.zone for city in cities} | {coverage.zones[city.country] for city in cities}
    names |= {one.hours.zone for one in coverage.languages.values() if one.hours.zone}
    return seasons(tuple(sorted(names)), fleet.growth.anchor)


def _weeks(moments: Sequence[datetime], anchor: datetime, seasons: Seasons) -> Iterator[int]:
    """Return by how many weeks a story may move: it stays in the past year, and each moment keeps its local time."""
    earliest = anchor - timedelta(days=DAYS)
    own = [seasons.at(moment) for moment in moments]
    for week in range(-53, 54):
        moved = [moment + timedelta(weeks=week) for moment in moments]
        if earliest <= moved[0] and moved[1] < anchor and [seasons.at(moment) for moment in moved] == own:
            yield week


def _answered_alike(weeks: list[int], facts: str, answer: str, programme: Programme) -> list[int]:
    """Return the weeks at which the rules answer the same: cover may not have begun yet, or be about to end."""
    asked = wire.facts_from_json(json.loads(facts))
    opens_at = json.loads(answer)["language"].get("opens_at")

    def is_alike(week: int) -> bool:
        by = timedelta(weeks=week)
        again = wire.canonical(wire.decision_to_json(decide(asked._replace(at=asked.at + by), programme)))
        return again == (answer.replace(_opens(opens_at), _opens(opens_at, by)) if opens_at else answer)

    # What changes with time changes once: where both ends are alike, so is all between them.
    return weeks if is_alike(weeks[0]) and is_alike(weeks[-1]) else [week for week in weeks if is_alike(week)]


def _opens(at: str, by: timedelta = timedelta()) -> str:
    return f'"opens_at":"{shown_instant(datetime.fromisoformat(at) + by)}"'


def copies(fleet: Fleet, told: Sequence[Told], begin: int, end: int) -> Iterator[Copy]:
    """Return the copies of some places; the first has place 0 and the number after the last told case."""
    active = [one for one in told if one.is_active]
    over = [one for one in told if not one.is_active]
    for place in range(begin, end):
        rounds, rest = divmod(place, _ACTIVE_EACH)
        if active and (rest == _ACTIVE_EACH - 1 or not over):
            one = active[rounds % len(active)]
        else:
            one = over[(place - rounds) % len(over)]
        yield _copy(fleet, one, place, len(told) + place + 1)


def _copy(fleet: Fleet, one: Told, place: int, sequence: int) -> Copy:
    customer, units = fleet.customer, fleet.units
    key = f"{fleet.growth.seed}/{customer.code}/copy/{place}"
    shift = timedelta(weeks=one.weeks[draw(f"{key}/week", len(one.weeks))])
    opened_at = one.opened_at + shift
    rounds = draw(f"{key}/device", fleet.count(one.unit)) * len(units)
    unit = units[one.unit]
    host = next((at for at in (one.unit - 1,) if unit.host and units[at].serial == unit.host), None)
    return Copy(
        was_case=one.case_id,
        was_decision=one.decision_id,
        case_id=id_of(f"{key}/case", opened_at),
        decision_id=id_of(f"{key}/decision", opened_at),
        number=compose_number(customer.code, sequence),
        sequence=sequence,
        shift=shift,
        stem=stem_of(opened_at),
        device_id=fleet.device_id(rounds + one.unit),
        serial_was=unit.serial,
        serial=serial_of(customer.index, rounds + one.unit),
        host_was=unit.host,
        host="" if host is None else serial_of(customer.index, rounds + host),
        at_was=f'"at":"{shown_instant(one.opened_at.astimezone(UTC))}"',
        at=f'"at":"{shown_instant(opened_at.astimezone(UTC))}"',
        opens_was=one.opens_at and _opens(one.opens_at),
        opens=one.opens_at and _opens(one.opens_at, shift),
    )


_TOLD = """
SELECT c.id, c.decision_id, c.opened_at, (SELECT max(e.at) FROM cases_caseevent e WHERE e.customer_id = c.customer_id AND e.case_id = c.id),
    q.status, d.device_id, a.facts, a.answer, a.terms_hash, a.coverage_hash, a.readings_hash
FROM cases_case c
JOIN cases_queuerow q ON q.id = c.id
JOIN entitlements_decision a ON a.customer_id = c.customer_id AND a.id = c.decision_id
JOIN cases_casedevice d ON d.customer_id = c.customer_id AND d.case_id = c.id
WHERE c.customer_id = %s AND q.sequence <= %s
ORDER BY q.sequence
"""
