"""Failures that are nobody's mistake: the database waited for somebody else, or cannot work at this moment."""

import errno

from django.db.utils import InterfaceError, OperationalError
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled, SerializationFailure

_WAITED = (DeadlockDetected, LockNotAvailable, QueryCanceled, SerializationFailure)
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}


def is_busy(failure: BaseException) -> bool:
    """Say whether a failure comes from a lock that somebody else holds: nothing was done, and trying again helps."""
    return isinstance(failure, OperationalError) and isinstance(failure.__cause__, _WAITED)


def is_unavailable(failure: BaseException | None) -> bool:
    """Say whether the database is away, starts again or has no room, or the disk is full: an operator helps, or time."""
    if isinstance(failure, OSError):
        return failure.errno in _NO_SPACE
    return isinstance(failure, OperationalError | InterfaceError) and not is_busy(failure)
