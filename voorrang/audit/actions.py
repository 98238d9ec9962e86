"""Writing the trail. Called by every action, inside its transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from voorrang.audit.actor import Actor
from voorrang.audit.models import Entry, SystemEntry
from voorrang.lib.jobs.reactions import announce
from voorrang.lib.statements import insert
from voorrang.lib.tenancy import NoCustomerSelected, current_customer


def record(
    type: str,  # noqa: A002 -- the envelope's word
    *,
    subject_kind: str,
    subject_id: UUID,
    by: Actor,
    at: datetime,
    fields: Iterable[str] = (),
    data: Mapping[str, Any] | None = None,
    along: Iterable[Model] = (),
) -> Entry:
    """Append to the selected customer's trail and return the entry. `data` holds ids and codes, never personal values.

    `along` are new rows of the action itself: they are written before the entry, in the same trip to the database.
    """
    customer_id = current_customer()
    if customer_id is None:
        raise NoCustomerSelected(type)
    entry = Entry(
        customer_id=customer_id,
        at=at,
        type=type,
        actor_kind=by.kind,
        actor_id=by.id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        fields=sorted(fields),
        data=dict(data or {}),
    )
    insert(*along, entry)
    announce(type, event_id=entry.id, customer_id=customer_id, subject_id=subject_id, by=by, at=at)
    return entry


READING_NOTED_FOR = timedelta(minutes=15)


def record_reading(*, subject_kind: str, subject_id: UUID, by: Actor, at: datetime) -> None:
    """Note that somebody read the words of a record, once per actor, record and quarter of an hour (`tenancy.md`, 12)."""
    noted = Entry.objects.filter(
        subject_id=subject_id, actor_id=by.id, type=f"{subject_kind}.read", at__gt=at - READING_NOTED_FOR, at__lte=at
    )
    if not noted.exists():
        record(f"{subject_kind}.read", subject_kind=subject_kind, subject_id=subject_id, by=by, at=at)


def record_system(type: str, *, by: Actor, at: datetime, data: Mapping[str, Any] | None = None) -> None:  # noqa: A002
    """Append to the vendor's trail. Data must hold no secret: a selector, never a PIN."""
    entry = SystemEntry(at=at, type=type, actor_kind=by.kind, actor_id=by.id, data=dict(data or {}))
    # INSERT without RETURNING: the writer may append, but not read what others appended.
    with connection.cursor() as cursor:
        fields = list(SystemEntry._meta.local_concrete_fields)
        columns = ", ".join(f'"{field.column}"' for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        values = [field.get_db_prep_save(field.pre_save(entry, add=True), connection) for field in fields]
        cursor.execute(f"INSERT INTO {SystemEntry._meta.db_table} ({columns}) VALUES ({marks})", values)
