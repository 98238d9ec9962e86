"""Cases of the past in any number: a thousand by the application's own import, the rest copied from them set-based."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import psycopg

from bench.rig.world import BenchCustomer

WORDS = [
    "display",
    "battery",
    "fan",
    "keyboard",
    "hinge",
    "network",
    "adapter",
    "memory",
    "disk",
    "sound",
    "camera",
    "touchpad",
    "dock",
    "port",
    "screen",
]
ACTIVE_SHARE = 0.2
"""Of every five cases one still runs, also among a hundred thousand: a hard case for lists by due time."""

# An id of the copy: that of the original, with the copy's place in its last but random part.
_ID = "overlay({0}::text PLACING lpad(to_hex(k), 8, '0') FROM 25 FOR 8)::uuid"
_KEYS = {
    "cases_case": ("id",),
    "cases_caseevent": ("id", "case_id"),
    "cases_eventbody": ("id", "event_id"),
    "cases_casedevice": ("id", "case_id"),
    "cases_milestone": ("id", "case_id"),
    "cases_duemilestone": ("id", "case_id", "milestone_id"),
    "cases_queuerow": ("id",),
    "cases_queueserial": ("id", "case_id"),
}
_SEQUENCE = "(100000 + k * 1000 + split_part(number, '-', 2)::int)"
_NUMBER = f"split_part(number, '-', 1) || '-' || {_SEQUENCE} || '-' || split_part(number, '-', 3)"
# A hundred times the cases come from a hundred times the devices: each serial is named as often as in the small world.
_SERIAL = "overlay({0} PLACING to_char(k, 'FM000') FROM 5 FOR 3)"
_TITLE = "left(title, 180) || ' ' || k"
_MOVED = {
    "opened_at",
    "changed_at",
    "due_at",
    "promised_at",
    "waiting_since",
    "at",
    "starts_at",
    "met_at",
    "breached_at",
}


def lay_cases(customers: list[BenchCustomer], amount: int) -> None:
    """Import so many cases, spread over a year and over the customers."""
    from django.db import transaction

    from voorrang.cases.history import import_history
    from voorrang.lib.tenancy import customer_selected, on_side

    at = datetime.now(UTC)
    dice = Random(1)
    for one in customers:
        with transaction.atomic(), on_side("vendor"), customer_selected(one.id):
            recorded = list(_decided(one, at))
            past = [_past(recorded, dice, at) for _ in range(amount // len(customers))]
            import_history(past=past, at=at)


def copy_cases(admin: psycopg.Connection[Any], times: int) -> None:
    """Add each case so many times again, with everything that belongs to it, under other ids, numbers and times.

    The server's superuser leaves out the checks of foreign keys, a trigger for each of a million rows, and builds the
    indexes afterwards.
    """
    admin.execute("SET session_replication_role = replica")
    admin.execute("SET synchronous_commit = off")
    admin.execute("SET maintenance_work_mem = '256MB'")
    for table in _KEYS:
        indexes = admin.execute(_INDEXES, [table]).fetchall()
        for name, _ in indexes:
            admin.execute(f'DROP INDEX "{name}"')  # type: ignore[arg-type]
        columns = [row[0] for row in admin.execute(_COLUMNS, [table]).fetchall()]
        values = ", ".join(_value(table, column) for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        admin.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {times}) k"  # type: ignore[arg-type]
        )
        for _, definition in indexes:
            admin.execute(definition)
    admin.execute("VACUUM ANALYZE")


_INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
"""
_COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"


_MADE = {
    "cases_case": {"number": _NUMBER, "title": _TITLE},
    "cases_casedevice": {"serial": _SERIAL.format("serial")},
    "cases_queuerow": {
        "number": _NUMBER,
        "sequence": _SEQUENCE,
        "title": _TITLE,
        "serials": f"(SELECT array_agg({_SERIAL.format('one')}) FROM unnest(serials) one)",
    },
    "cases_queueserial": {"serial": _SERIAL.format("serial")},
}


def _value(table: str, column: str) -> str:
    if column in _KEYS[table]:
        return _ID.format(column)
    if column in _MOVED:
        return f"{column} - k * interval '3 minutes'"
    return _MADE.get(table, {}).get(column, f'"{column}"')


def _decided(one: BenchCustomer, at: datetime) -> Iterator[Any]:
    from voorrang.accounts.models import Contact
    from voorrang.audit.actor import SYSTEM
    from voorrang.entitlements.actions import decide_request
    from voorrang.entitlements.claim import Claim

    contact = Contact.objects.get()
    for serial in one.serials[:50]:
        claim = Claim(contact=contact, devices=(serial,), country=one.country, self_diagnosis={"found": "dead"})
        recorded = decide_request(claim=claim, door="api", by=SYSTEM, at=at)
        if recorded.outcome != "refused":
            yield recorded


def _past(recorded: list[Any], dice: Random, at: datetime) -> Any:
    from voorrang.audit.actor import SYSTEM, Actor
    from voorrang.cases.history import PastCase, PastEvent

    decided = dice.choice(recorded)
    vendor = Actor(kind="system", id=None, side="vendor")
    is_active = dice.random() < ACTIVE_SHARE
    opened = at - (timedelta(hours=dice.uniform(0.1, 30)) if is_active else timedelta(days=dice.uniform(3, 360)))
    events = []
    if not is_active or dice.random() < 0.5:
        events.append(PastEvent("case.answered", opened + timedelta(minutes=4), vendor, "We look into it."))
    if not is_active:
        events.append(PastEvent("case.resolved", opened + timedelta(hours=20), vendor, "Board replaced."))
        events.append(PastEvent("case.closed", opened + timedelta(hours=40), SYSTEM, "Thank you."))
    return PastCase(
        recorded=decided,
        title=f"{dice.choice(WORDS).capitalize()} and {dice.choice(WORDS)} fail {dice.randrange(1000)}",
        impact=dice.choice(("one_person", "one_person", "site", "company")),
        language=dice.choice(("en", "de", "nl", "fr")),
        door="api",
        opened_by=vendor,
        opened_at=opened,
        events=events,
    )
