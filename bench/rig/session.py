"""Sessions, as the log-in page makes them."""

from bench.rig.world import AGENT


def agent_cookie() -> str:
    """Return the cookie of a fresh session of the vendor's agent."""
    return cookie_of(AGENT)


def cookie_of(email: str) -> str:
    """Return the cookie of a fresh session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from voorrang.accounts.models import User

    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
