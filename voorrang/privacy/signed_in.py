"""Sessions: what is stored of a signed-in browser. Their content is packed, so it is unpacked to look."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from voorrang.privacy.people import Someone


def sessions_of(person: Someone) -> list[str]:
    """Return the keys of the sessions of the person, and of those whose content names it."""
    return [
        key
        for key, content in _unpacked()
        if content.get(SESSION_KEY) in {str(one) for one in person.users | person.shared}
        or person.traces.found_in(repr(content))
    ]


def end_sessions_of(person: Someone) -> int:
    """End them: whoever else is signed in signs in again. Return how many they were."""
    removed, _ = Session.objects.filter(session_key__in=sessions_of(person)).delete()
    return removed


def ended_sessions(before: datetime) -> Any:
    """Return the sessions that ran out before an instant."""
    return Session.objects.filter(expire_date__lt=before)


def _unpacked() -> Iterator[tuple[str, dict[str, Any]]]:
    for one in Session.objects.iterator(chunk_size=1000):
        yield one.session_key, one.get_decoded()
