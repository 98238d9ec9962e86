"""What happens to accounts without anybody asking."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from voorrang.accounts.actions.tokens import warn_of_ends
from voorrang.accounts.models import Customer, OpenSession, RateCounter
from voorrang.audit.actor import SYSTEM
from voorrang.lib.jobs import SWEEP, JobContext, job, tick

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


@tick("accounts.warn_of_token_ends", cron="37 5 * * *", queue=SWEEP)
def warn_of_token_ends(at: datetime) -> int:
    """Ask each customer's tokens that end soon; return of how many customers."""
    customers = list(Customer.objects.values_list("id", flat=True))
    for customer_id in customers:
        warn_of_customers_token_ends.enqueue(customer_id=customer_id, by=SYSTEM, at=at)
    return len(customers)


@job("accounts.warn_of_customers_token_ends")
def warn_of_customers_token_ends(context: JobContext) -> None:
    """Warn of one customer's tokens that end soon."""
    warn_of_ends(by=SYSTEM, at=context.at)
