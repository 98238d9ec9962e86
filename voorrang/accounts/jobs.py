"""What happens to accounts without anybody asking."""

from datetime import datetime, timedelta

from voorrang.accounts.models import RateCounter, StoredAnswer
from voorrang.lib.jobs import tick

_KEPT_FOR = timedelta(days=1)
"""Longer than any window that is counted, and than a client tries again."""


@tick("accounts.forget_counters", cron="43 * * * *")
def forget_counters(at: datetime) -> int:
    """Delete the counters of attempts whose window is long over; return how many."""
    deleted, _ = RateCounter.objects.filter(window_starts_at__lte=at - _KEPT_FOR).delete()
    return deleted


@tick("accounts.forget_answers", cron="13 * * * *")
def forget_answers(at: datetime) -> int:
    """Delete kept answers that are older than a day: nobody sends the same request again after so long; return how many."""
    deleted, _ = StoredAnswer.objects.filter(created_at__lte=at - _KEPT_FOR).delete()
    return deleted
