"""Whether the database gave up waiting for somebody else: no mistake, and gone in a moment."""

from django.db.utils import OperationalError
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled, SerializationFailure

_WAITED = (DeadlockDetected, LockNotAvailable, QueryCanceled, SerializationFailure)


def is_busy(failure: BaseException) -> bool:
    """Say whether a failure comes from a lock that somebody else holds: nothing was done, and trying again helps."""
    return isinstance(failure, OperationalError) and isinstance(failure.__cause__, _WAITED)
