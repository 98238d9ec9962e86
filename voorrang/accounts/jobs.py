"""What happens to accounts without anybody asking."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from voorrang.accounts.models import OpenSession, RateCounter
from voorrang.lib.jobs import tick

_KEPT_FOR = timedelta(days=1)
"""Longer than any window that is counted."""


@tick("accounts.forget_counters", cron="43 * * * *")
def forget_counters(at: datetime) -> int:
    """Delete the counters of attempts whose window is long over; return how many."""
    deleted, _ = RateCounter.objects.filter(window_starts_at__lte=at - _KEPT_FOR).delete()
    return deleted


@tick("accounts.forget_sessions", cron="23 3 * * *")
def forget_sessions(at: datetime) -> int:
    """Delete sessions that have run out, and what we noted of those that are gone; return how many notes."""
    Session.objects.filter(expire_date__lte=at).delete()
    gone = OpenSession.objects.filter(seen_at__lte=at - _KEPT_FOR)
    deleted, _ = gone.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return deleted
