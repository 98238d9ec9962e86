"""Counting attempts within a window, before anything is checked."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection


def count_attempt(key: str, *, window: timedelta, at: datetime) -> int:
    """Count one attempt and return how many the window holds with it.

    One statement, so that parallel attempts are counted one after the other and none is read before it is written.
    """
    statement = (
        "INSERT INTO accounts_ratecounter AS held (key, window_starts_at, count) VALUES (%s, %s, 1) "
        "ON CONFLICT (key) DO UPDATE SET "
        "count = CASE WHEN held.window_starts_at <= %s THEN 1 ELSE held.count + 1 END, "
        "window_starts_at = CASE WHEN held.window_starts_at <= %s THEN excluded.window_starts_at "
        "ELSE held.window_starts_at END RETURNING count"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [key, at, at - window, at - window])
        return int(cursor.fetchone()[0])


def give_back(key: str) -> None:
    """Take one attempt back: it succeeded, and only failures shall throttle."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_ratecounter SET count = greatest(count - 1, 0) WHERE key = %s", [key])


def opaque(text: str) -> str:
    """Return a digest to count under, so that no phone number or address stands in the counters."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
