"""Two connections to one database: the app's role, which the walls hold, and the migrator's, which builds them."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from voorrang.config.environment import Environment


def databases(environment: Environment) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES. `default` is the app role; `migrator` only runs migrations."""
    return {
        "default": connection_settings(environment.database_url),
        "migrator": connection_settings(environment.migrator_database_url),
    }


def connection_settings(url: str) -> dict[str, Any]:
    """Return Django's settings for `postgresql://user:password@host:port/name?options`; a host in the query is a socket folder."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", unquote(parts.hostname or ""))
    if not _is_near(host):
        # libpq's own default goes on in clear when the other side says so.
        options.setdefault("sslmode", "verify-full")
    return {
        "ENGINE": "voorrang.lib.postgres.wrapper",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"MIRROR": None},
    }


def _is_near(host: str) -> bool:
    """Whether nobody listens on the way: a socket folder, or this machine."""
    return not host or host.startswith(("/", "@")) or host in {"localhost", "127.0.0.1", "::1"}


def wait_at_most(options: dict[str, Any], longest: str) -> None:
    """Let statements give up on a lock that somebody else holds for longer than `longest` (`5s`).

    For processes that people wait for: the answer is then 409, and trying again helps. Jobs and the command line wait.
    """
    options["options"] = f"{options.get('options', '')} -c lock_timeout={longest}".strip()


class MigratorOnly:
    """Migrations run as the migrator; the app role owns nothing."""

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:  # noqa: ARG002 -- Django's signature
        """Say whether a migration may run on this connection."""
        return db == "migrator"

    def db_for_read(self, model: type, **_hints: Any) -> str:  # noqa: ARG002 -- Django's signature
        """Read as the app."""
        return "default"

    def db_for_write(self, model: type, **_hints: Any) -> str:  # noqa: ARG002 -- Django's signature
        """Write as the app."""
        return "default"
