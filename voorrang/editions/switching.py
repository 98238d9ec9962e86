"""Switching a reading from a date on, and taking that back before the date. Editions are only ever added."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection

from voorrang.audit.actions import record_system
from voorrang.audit.actor import Actor
from voorrang.editions.canonical import canonical_json, content_hash
from voorrang.editions.models import Edition, ReadingSwitch
from voorrang.editions.readings import choose
from voorrang.editions.store import READINGS, hashes_at

_TICK = timedelta(microseconds=1)


class Why(StrEnum):
    """Why a switch is refused."""

    PAST = "past"
    SAME = "same"
    REASON = "reason"
    BEGUN = "begun"
    UNDONE = "undone"


class SwitchRefused(ValueError):
    """A switch cannot be made, or taken back; `why` says why."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


def switch_reading(
    *, programme: str, reading: str, choice: str, starts_on: date, reason: str, by: Actor, at: datetime
) -> ReadingSwitch:
    """Read one contradiction otherwise from a day on (00:00 UTC) and return the switch. What is decided before stays.

    It holds until the next switch of the same reading. Raises `SwitchRefused`, `ReadingUnknown`, `EditionMissing`.
    """
    _hold(programme)
    starts_at = datetime.combine(starts_on, time(), UTC)
    if starts_at <= at:
        raise SwitchRefused(Why.PAST)
    if not reason.strip():
        raise SwitchRefused(Why.REASON)
    earlier = _chosen(_body(hashes_at(programme, starts_at)[READINGS]), reading)
    choose(_body(hashes_at(programme, starts_at)[READINGS]), {reading: choice})
    if earlier == choice:
        raise SwitchRefused(Why.SAME)
    _choose_from(programme, {reading: choice}, starts_at, at)
    switch = ReadingSwitch.objects.create(
        programme=programme,
        reading=reading,
        choice=choice,
        earlier=earlier,
        starts_at=starts_at,
        reason=reason.strip(),
        switched_at=at,
        switched_by=by.id,
    )
    data = {"switch": str(switch.id), "reading": reading, "choice": choice, "from": starts_on.isoformat()}
    record_system("reading.switched", by=by, at=at, data=data)
    return switch


def undo_switch(*, switch: ReadingSwitch, by: Actor, at: datetime) -> None:
    """Take a switch back before its day; what another one set after it stays. Raises `SwitchRefused`."""
    _hold(switch.programme)
    if switch.starts_at <= at:
        raise SwitchRefused(Why.BEGUN)
    if not ReadingSwitch.objects.filter(id=switch.id, undone_at=None).update(undone_at=at, undone_by=by.id):
        raise SwitchRefused(Why.UNDONE)
    switch.refresh_from_db()
    # What holds the moment before: another switch may have come in between since.
    before = hashes_at(switch.programme, switch.starts_at - _TICK)[READINGS]
    _choose_from(switch.programme, {switch.reading: _chosen(_body(before), switch.reading)}, switch.starts_at, at)
    data = {"switch": str(switch.id), "reading": switch.reading}
    record_system("reading.switch_undone", by=by, at=at, data=data)


def switches(programme: str) -> list[ReadingSwitch]:
    """Return the switches of a programme, the last to begin first."""
    return list(ReadingSwitch.objects.filter(programme=programme).order_by("-starts_at", "-id"))


def _choose_from(programme: str, choices: dict[str, str], starts_at: datetime, at: datetime) -> None:
    """Store the readings of `starts_at`, and of the later days that have their own, with these choices.

    Up to the next switch of the same reading: that one stands.
    """
    rows = Edition.objects.filter(programme=programme, part=READINGS, starts_at__gt=starts_at)
    next_one = ReadingSwitch.objects.filter(
        programme=programme, reading__in=list(choices), undone_at=None, starts_at__gt=starts_at
    ).order_by("starts_at")
    if (until := next_one.values_list("starts_at", flat=True).first()) is not None:
        rows = rows.filter(starts_at__lt=until)
    days = [starts_at, *sorted(set(rows.values_list("starts_at", flat=True)))]
    # All are read before the first is written: a later day keeps what else it says.
    bodies = [_body(hashes_at(programme, day)[READINGS]) for day in days]
    for day, body in zip(days, bodies, strict=True):
        _store(programme, choose(body, choices), day, at)


def _store(programme: str, body: dict[str, Any], starts_at: datetime, at: datetime) -> None:
    label = Edition.objects.filter(programme=programme, part=READINGS).order_by("-id").values_list("label", flat=True)
    # A number of its own: switched there and back again the content is the same, and the newest must hold.
    count = Edition.objects.filter(programme=programme, part=READINGS).count()
    content = {**body, "starts_on": starts_at.date().isoformat(), "version": count + 1}
    Edition.objects.create(
        programme=programme,
        part=READINGS,
        label=label[0],
        starts_at=starts_at,
        stored_at=at,
        hash=content_hash(content),
        body=canonical_json(content),
    )


def _body(digest: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(Edition.objects.values_list("body", flat=True).get(hash=digest))
    return body


def _chosen(body: dict[str, Any], reading: str) -> str:
    rows: Iterable[dict[str, Any]] = body["reading"]
    return next((str(row["chosen"]) for row in rows if row["id"] == reading), "")


def _hold(programme: str) -> None:
    """Let one switch at a time read and write the readings, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"readings/{programme}"])
