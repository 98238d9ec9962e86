"""Correcting what was typed about a customer, its places and people. Only what differs is written, and named in the trail."""

from datetime import datetime
from typing import Any

from voorrang.accounts.models import Affiliate, Contact, Customer, Partner, Site
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor


def correct(
    row: Customer | Affiliate | Site | Partner | Contact, *, by: Actor, at: datetime, **values: Any
) -> frozenset[str]:
    """Correct a row of the selected customer and return the names of the fields that changed; none writes nothing.

    A contact's phone number must be in international form already.
    """
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return frozenset()
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    kind = row._meta.model_name or ""
    record(f"{kind}.corrected", subject_kind=kind, subject_id=row.id, by=by, at=at, fields=changed)
    return frozenset(changed)
