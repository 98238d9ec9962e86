"""The application's clock. Only doors, jobs and the command line read it; everything below takes `at` as an argument."""

from datetime import UTC, datetime

from django.conf import settings


def now() -> datetime:
    """Return the present instant in UTC, or the frozen one of `VOORRANG_NOW` (the same in all processes)."""
    frozen: datetime | None = settings.VOORRANG_NOW
    return frozen if frozen is not None else datetime.now(UTC)
