"""How the promises of a customer's cases were kept, as its own people may see it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q

from voorrang.accounts.models import Contact
from voorrang.cases.models import Milestone
from voorrang.cases.queries.customers import visible_to
from voorrang.cases.terms import PROMISE


class Kept(NamedTuple):
    """Promises that came to an end within a time: all of them, and those that were kept."""

    ended: int
    kept: int


def promises_kept(contact: Contact | None, *, within: timedelta, at: datetime) -> Kept:
    """Count the promises on cases that the contact sees which were met or missed within the time before `at`. One query."""
    since = at - within
    found = Milestone.objects.filter(basis=PROMISE, case_id__in=visible_to(contact, at=at).values("id")).filter(
        Q(met_at__gt=since, met_at__lte=at) | Q(breached_at__gt=since, breached_at__lte=at)
    )
    counted = found.aggregate(ended=Count("id"), kept=Count("id", filter=Q(breached_at=None)))
    return Kept(counted["ended"], counted["kept"])
