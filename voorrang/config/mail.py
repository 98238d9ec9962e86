"""Where mail goes out, from one address (`VOORRANG_MAIL_URL`)."""

from typing import Any
from urllib.parse import unquote, urlsplit

_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_CONSOLE = "django.core.mail.backends.console.EmailBackend"


def mailers(url: str, patience: float) -> dict[str, dict[str, Any]]:
    """Return Django's MAILERS for `console:`, `smtp://user:password@host:port` (STARTTLS) or `smtps://...`.

    `patience` is how many seconds a server may take for each answer: without it, one that says nothing holds a worker for ever.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"default": {"BACKEND": _CONSOLE}}
    implicit = parts.scheme == "smtps"
    options = {
        "host": parts.hostname or "localhost",
        "port": parts.port or (465 if implicit else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": implicit,
        "use_tls": not implicit,
        "timeout": patience,
    }
    return {"default": {"BACKEND": _SMTP, "OPTIONS": options}}
