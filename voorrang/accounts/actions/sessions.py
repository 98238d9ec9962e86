"""Where a person is signed in, and ending that."""

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import connection

from voorrang.accounts.models import OpenSession, User
from voorrang.audit.actions import record_system
from voorrang.audit.actor import Actor
from voorrang.lib.ids import uuid7

_LONGEST_AGENT = 300


def note_session(*, user: User, session_key: str, agent: str, at: datetime) -> None:
    """Note that a browser was seen. One statement, so that two requests at once do not meet."""
    statement = (
        "INSERT INTO accounts_opensession AS held (id, user_id, session_key, agent, started_at, seen_at) "
        "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (session_key) DO UPDATE "
        "SET seen_at = greatest(held.seen_at, excluded.seen_at), agent = excluded.agent, user_id = excluded.user_id"
    )
    agent = agent.replace("\0", "")[:_LONGEST_AGENT]
    with connection.cursor() as cursor:
        cursor.execute(statement, [uuid7(), user.id, session_key, agent, at, at])


def end_session(*, user: User, session_id: UUID, by: Actor, at: datetime) -> bool:
    """End one of a person's own sessions at once; say whether there was one."""
    session = OpenSession.objects.filter(id=session_id, user=user).first()
    if session is None:
        return False
    _end(user, [session.session_key], by=by, at=at)
    return True


def end_other_sessions(*, user: User, keep: str | None, by: Actor, at: datetime) -> int:
    """End all of a person's sessions but the one with the key `keep`; return how many ended."""
    keys = OpenSession.objects.filter(user=user).exclude(session_key=keep or "")
    return _end(user, list(keys.values_list("session_key", flat=True)), by=by, at=at)


def _end(user: User, keys: list[str], *, by: Actor, at: datetime) -> int:
    if not keys:
        return 0
    ended, _each = Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(session_key__in=keys).delete()
    record_system("session.ended", by=by, at=at, data={"user": str(user.id), "count": ended})
    return ended
