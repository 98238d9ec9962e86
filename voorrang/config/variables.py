"""Every VOORRANG_* variable: one table that is parsed, checked and printed as `docs/configuration.md`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SECRET_LENGTH = 32
LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable. `parse` turns its text into a value or raises ValueError with what is wrong and what would be right.

    `default` is text as one would write it; None means that the value is worked out or may be absent (`help` says which).
    `needed` is refused when absent outside the demo. `demo_only` is refused when set outside the demo.
    """

    name: str
    field: str
    parse: Callable[[str], Any]
    help: str
    default: str | None = None
    demo_default: str | None = None
    secret: bool = False
    needed: bool = False
    demo_only: bool = False
    also: str | None = None

    @property
    def cure(self) -> str:
        """What to do when it is missing."""
        example = " (`openssl rand -base64 48` makes one)" if self.parse is secret_text else ""
        return f"Set it{example}. {self.help}"


def text(value: str) -> str:
    """Any text, without the blanks around it."""
    return value.strip()


def secret_text(value: str) -> str:
    """At least 32 characters, so that nobody guesses it."""
    if len(value) < SECRET_LENGTH:
        message = (
            f"has {len(value)} characters, needs at least {SECRET_LENGTH}; `openssl rand -base64 48` makes a good one"
        )
        raise ValueError(message)
    return value


def switch(value: str) -> bool:
    """1/0, on/off, true/false, yes/no."""
    words = {"1": True, "on": True, "true": True, "yes": True, "0": False, "off": False, "false": False, "no": False}
    try:
        return words[value.strip().lower()]
    except KeyError:
        message = f"is {value!r}; write 1 or 0"
        raise ValueError(message) from None


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def parse(value: str) -> int:
        if not re.fullmatch(r"\d{1,9}", value.strip()) or not least <= int(value) <= most:
            message = f"is {value!r}; write a whole number from {least} to {most}"
            raise ValueError(message)
        return int(value)

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    """One word of a list, in any case."""

    def parse(value: str) -> str:
        word = value.strip().lower()
        if word not in words:
            message = f"is {value!r}; write one of {', '.join(words)}"
            raise ValueError(message)
        return word

    return parse


def folder(value: str) -> Path:
    """A path, made absolute from where we were started."""
    return Path(value).expanduser().resolve()


def existing_folder(value: str) -> Path:
    """A folder that is there."""
    path = folder(value)
    if not path.is_dir():
        message = f"is {value!r}, but there is no such folder; make it or correct the path"
        raise ValueError(message)
    return path


def existing_file(value: str) -> Path:
    """A file that is there."""
    path = folder(value)
    if not path.is_file():
        message = f"is {value!r}, but there is no such file; write it or correct the path"
        raise ValueError(message)
    return path


def names(value: str) -> list[str]:
    """Words separated by commas."""
    found = [part.strip() for part in value.split(",") if part.strip()]
    if not found:
        message = "is empty; write host names separated by commas, like support.example.com"
        raise ValueError(message)
    return found


def secret_texts(value: str) -> list[str]:
    """Secrets separated by commas, each at least 32 characters."""
    return [secret_text(part.strip()) for part in value.split(",") if part.strip()]


def address(value: str) -> str:
    """An IP address of this machine."""
    try:
        return str(ip_address(value.strip()))
    except ValueError:
        message = f"is {value!r}; write an IP address, like 127.0.0.1 or 0.0.0.0"
        raise ValueError(message) from None


def database_url(value: str) -> str:
    """A PostgreSQL URL with role and database."""
    parts = urlsplit(value.strip())
    if parts.scheme not in {"postgresql", "postgres"} or not parts.username or not parts.path.strip("/"):
        message = "does not read as postgresql://role:password@host:5432/database"
        raise ValueError(message)
    return value.strip()


def web_url(value: str) -> str:
    """http(s)://host[:port], nothing after it."""
    parts = urlsplit(value.strip().rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.username:
        message = f"is {value!r}; write it like https://support.example.com"
        raise ValueError(message)
    return value.strip().rstrip("/")


def mail_url(value: str) -> str:
    """console: or smtp(s)://user:password@host:port."""
    parts = urlsplit(value.strip())
    if parts.scheme == "console" or (parts.scheme in {"smtp", "smtps"} and parts.hostname):
        return value.strip()
    message = "does not read as smtp://user:password@host:587, smtps://user:password@host:465 or console:"
    raise ValueError(message)


def host_and_port(value: str) -> tuple[str, int]:
    """host:port."""
    host, colon, port = value.strip().rpartition(":")
    if not (colon and host and port.isdigit() and 0 < int(port) <= LAST_PORT):
        message = f"is {value!r}; write it like scanner.example.com:3310"
        raise ValueError(message)
    return host, int(port)


def instant(value: str) -> datetime:
    """An RFC 3339 time with its zone."""
    try:
        parsed = datetime.fromisoformat(value.strip())
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        message = f"is {value!r}; write a time with its zone, like 2026-03-02T09:00:00Z"
        raise ValueError(message)
    return parsed.astimezone(UTC)


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "VOORRANG_DEMO",
        "demo",
        switch,
        "1 runs the demonstration: secrets are made up, mail goes to the terminal, the log-in page lists who is who. Never with real data.",
        default="0",
    ),
    Variable(
        "VOORRANG_VAR",
        "var",
        folder,
        "Folder for everything that is written: embedded database, logs, attachments. Two instances have two.",
        default="var",
    ),
    Variable(
        "VOORRANG_SECRET_KEY",
        "secret_key",
        secret_text,
        "Signs sessions and one-time links; keep it and give every process the same one.",
        secret=True,
        needed=True,
    ),
    Variable(
        "VOORRANG_PIN_PEPPER",
        "pin_pepper",
        secret_text,
        "Mixed into every PIN before hashing; if it is lost, all PINs must be issued anew.",
        secret=True,
        needed=True,
    ),
    Variable(
        "VOORRANG_SEALING_KEYS",
        "sealing_keys",
        secret_texts,
        "Seal second factors and the secrets of identity providers; separated by commas, the first seals and all open, so that keys can be changed. Unset: VOORRANG_SECRET_KEY does it.",
        secret=True,
    ),
    Variable(
        "VOORRANG_BASE_URL",
        "base_url",
        web_url,
        "The address that people type, used in mails. In the demo http://localhost:<port>.",
        needed=True,
    ),
    Variable(
        "VOORRANG_HOSTS",
        "hosts",
        names,
        "Host names that requests may carry, separated by commas. Unset: the host of VOORRANG_BASE_URL (and localhost in the demo).",
    ),
    Variable("VOORRANG_BIND", "bind", address, "IP address to listen on.", default="127.0.0.1"),
    Variable(
        "VOORRANG_PORT",
        "port",
        whole_number(1, LAST_PORT),
        "Port to listen on. PORT does the same.",
        default="8000",
        also="PORT",
    ),
    Variable(
        "VOORRANG_PROXIES",
        "proxies",
        whole_number(0, 9),
        "Proxies of yours in front, each of which adds to X-Forwarded-For: tries to log in are then counted by the address before them. 0: that header is not believed.",
        default="0",
    ),
    Variable(
        "VOORRANG_WORKERS",
        "workers",
        whole_number(1, 64),
        "Web processes. Each has VOORRANG_THREADS threads.",
        default="1",
    ),
    Variable(
        "VOORRANG_THREADS",
        "threads",
        whole_number(1, 64),
        "Requests that a web process works on at once.",
        default="8",
    ),
    Variable(
        "VOORRANG_WAITING",
        "waiting",
        whole_number(0, 256),
        "Requests that may wait in a web process for their turn; more are answered 503 at once, with Retry-After. Threads and waiting together are the most database connections that it opens.",
        default="16",
    ),
    Variable(
        "VOORRANG_DATABASE_URL",
        "database_url",
        database_url,
        "A PostgreSQL server (15 or newer) of your own, as the app role. Unset: the embedded server in VOORRANG_VAR.",
        secret=True,
    ),
    Variable(
        "VOORRANG_MIGRATOR_DATABASE_URL",
        "migrator_database_url",
        database_url,
        "The same database as the role that owns the tables; only `voorrang migrate` needs it.",
        secret=True,
    ),
    Variable(
        "VOORRANG_BACKUP_DATABASE_URL",
        "backup_database_url",
        database_url,
        "The same database as the role that reads past the walls and writes nothing; only `voorrang backup` needs it.",
        secret=True,
    ),
    Variable(
        "VOORRANG_ARCHIVE",
        "archive",
        folder,
        "Folder, best on another disk, where the embedded server archives its log each minute, so that any instant can be restored. Unset: backups only.",
    ),
    Variable(
        "VOORRANG_PG_BIN",
        "pg_bin",
        existing_folder,
        "Folder of PostgreSQL's programs for the embedded server. Unset: those of the installed wheel.",
    ),
    Variable(
        "VOORRANG_PROGRAMMES",
        "programmes",
        existing_folder,
        "Folder with one folder of TOML files for each programme. Unset: the programmes that come along.",
    ),
    Variable(
        "VOORRANG_PROGRAMME",
        "programme",
        text,
        "Which programme runs here, by the name of its folder. Unset: the only one that is there.",
    ),
    Variable(
        "VOORRANG_MAIL_URL",
        "mail_url",
        mail_url,
        "Where mail goes out: smtp://user:password@host:587, smtps://... or console: to print it.",
        demo_default="console:",
        secret=True,
        needed=True,
    ),
    Variable(
        "VOORRANG_MAIL_PATIENCE",
        "mail_patience",
        whole_number(1, 600),
        "Seconds to wait for each answer of the mail server. One that says nothing for so long counts as down: the mail is tried again later.",
        default="30",
    ),
    Variable(
        "VOORRANG_CLAMD",
        "clamd",
        host_and_port,
        "ClamAV's daemon, host:port: files added to cases pass through it, and none is kept while it is away. Unset: nobody scans.",
    ),
    Variable(
        "VOORRANG_BREACHED_PASSWORDS",
        "breached_passwords",
        existing_file,
        "File of passwords that leaked elsewhere, as SHA-1 in capitals, sorted, one a line (a count after a colon may follow). New passwords that stand in it are refused; nothing is asked over the web. Unset: only the 20,000 commonest are.",
    ),
    Variable(
        "VOORRANG_RETENTION",
        "retention",
        existing_file,
        "TOML file with the days that each kind of record is kept, instead of ours (docs/guides/operators.md). Unset: ours.",
    ),
    Variable(
        "VOORRANG_PIN_ATTEMPTS",
        "pin_attempts",
        whole_number(1, 1000),
        "Wrong PINs that one caller may give within a window before it must wait.",
        default="10",
    ),
    Variable(
        "VOORRANG_LOG_LEVEL",
        "log_level",
        one_of("debug", "info", "warning", "error"),
        "The least that is logged.",
        default="info",
    ),
    Variable(
        "VOORRANG_LOG_FORMAT",
        "log_format",
        one_of("json", "console"),
        "json: one object a line for machines; console: lines for people.",
        default="json",
        demo_default="console",
    ),
    Variable(
        "VOORRANG_NOW",
        "now",
        instant,
        "Freezes the application's clock at this time, for tests from outside.",
        demo_only=True,
    ),
    Variable(
        "VOORRANG_RATE_LIMITS",
        "rate_limits",
        switch,
        "off lifts the limits on log-in and PIN attempts, for tests from outside.",
        default="on",
        demo_only=True,
    ),
)
