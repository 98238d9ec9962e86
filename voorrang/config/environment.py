"""The checked configuration. Read once at start; every mistake is reported at once, with its cure."""

import difflib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from voorrang.config.variables import VARIABLES, Variable
from voorrang.lib.postgres.known import known_connections

PREFIX = "VOORRANG_"
FOR_TESTS = "VOORRANG_TEST_"
"""Names that only our own tests read; they configure nothing."""
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The configuration as typed values; `docs/configuration.md` describes each."""

    demo: bool
    var: Path
    secret_key: str
    pin_pepper: str
    sealing_keys: list[str] | None
    base_url: str
    hosts: list[str]
    bind: str
    port: int
    proxies: int
    workers: int
    threads: int
    waiting: int
    database_url: str
    migrator_database_url: str
    backup_database_url: str | None
    archive: Path | None
    embedded: bool
    pg_bin: Path | None
    programmes: Path
    programme: str
    mail_url: str
    mail_patience: int
    clamd: tuple[str, int] | None
    breached_passwords: Path | None
    retention: Path | None
    pin_attempts: int
    log_level: str
    log_format: str
    now: datetime | None
    rate_limits: bool

    def __repr__(self) -> str:
        """Without secrets: a configuration ends up in tracebacks."""
        hidden = {variable.field for variable in VARIABLES if variable.secret}
        shown = (
            f"{field.name}={'***' if field.name in hidden else repr(getattr(self, field.name))}"
            for field in fields(self)
        )
        return f"Environment({', '.join(shown)})"


class ConfigurationError(Exception):
    """The environment is not usable. `problems` names each variable with its cure."""

    def __init__(self, problems: list[str]) -> None:
        """One line for each problem."""
        self.problems = problems
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"The configuration needs {len(problems)} correction(s):\n{lines}\nSee docs/configuration.md.")


def read_environment(source: Mapping[str, str] = os.environ, *, complete: bool = True) -> Environment:
    """Read and check the variables. Raises `ConfigurationError` with all problems; never with a secret's value.

    Without `complete` a missing value is no problem and reads as empty: for commands that only look at files or the server.
    """
    demo = source.get("VOORRANG_DEMO", "0").strip().lower() in {"1", "on", "true", "yes"}
    problems = list(_unknown(source))
    values, mistakes = _parse(source, demo=demo)
    problems += mistakes
    if demo and values["var"] is not None:
        _fill_demo(values)
    if complete:
        problems += _missing(source, values)
    if values["migrator_database_url"] is not None and values["database_url"] is None:
        problems.append(
            "VOORRANG_MIGRATOR_DATABASE_URL is set, but VOORRANG_DATABASE_URL is not. Set both, or neither."
        )
    problems += _find_programme(values)
    if problems:
        raise ConfigurationError(problems)
    return _complete(values, demo=demo)


def _parse(source: Mapping[str, str], *, demo: bool) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    mistakes = []
    for variable in VARIABLES:
        written = _written(variable, source)
        if written and variable.demo_only and not demo:
            mistakes.append(f"{variable.name} is for the demo only. Unset it, or set VOORRANG_DEMO=1.")
        raw = written or (variable.demo_default if demo else None) or variable.default
        values[variable.field] = None
        if raw is not None:
            try:
                values[variable.field] = variable.parse(raw)
            except ValueError as error:
                mistakes.append(f"{variable.name} {error}. {variable.help}")
    return values, mistakes


def _missing(source: Mapping[str, str], values: Mapping[str, Any]) -> Iterator[str]:
    for variable in VARIABLES:
        if variable.needed and values[variable.field] is None and not _written(variable, source):
            yield f"{variable.name} is missing. {variable.cure}"


def _written(variable: Variable, source: Mapping[str, str]) -> str | None:
    # An empty value counts as unset: that is how compose files and unit files clear one.
    return source.get(variable.name) or (source.get(variable.also) if variable.also else None) or None


def _unknown(source: Mapping[str, str]) -> Iterator[str]:
    known = [variable.name for variable in VARIABLES]
    for name in sorted(source):
        if name.startswith(PREFIX) and not name.startswith(FOR_TESTS) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            yield f"{name} is not a setting." + (f" Did you mean {near[0]}?" if near else " Unset it.")


def _fill_demo(values: dict[str, Any]) -> None:
    made = None
    for field in ("secret_key", "pin_pepper"):
        if values[field] is None:
            made = made or _demo_secrets(values["var"] / "secrets.json")
            values[field] = made[field]
    if values["base_url"] is None:
        values["base_url"] = f"http://localhost:{values['port']}"


def _demo_secrets(file: Path) -> dict[str, str]:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = {name: secrets.token_urlsafe(48) for name in ("secret_key", "pin_pepper")}
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
            json.dump(made, handle, indent=1)
        try:
            os.link(draft, file)  # never over another process's file: the first one wins
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _find_programme(values: dict[str, Any]) -> Iterator[str]:
    if values["programmes"] is None:
        package = Path(__file__).resolve().parent.parent
        inside, beside = package / "programmes", package.parent / "programmes"
        values["programmes"] = inside if inside.is_dir() else beside
    there = sorted(file.parent.name for file in values["programmes"].glob("*/programme.toml"))
    if values["programme"] is None:
        if len(there) > 1:
            yield f"VOORRANG_PROGRAMME is missing. Set it to one of {', '.join(there)}."
        values["programme"] = there[0] if len(there) == 1 else ""
    elif values["programme"] not in there:
        known = ", ".join(there) or "none"
        yield f"VOORRANG_PROGRAMME is {values['programme']!r}, but {values['programmes']} holds: {known}. Name one of them."


def _complete(values: dict[str, Any], *, demo: bool) -> Environment:
    for variable in VARIABLES:
        if variable.needed and values[variable.field] is None:
            values[variable.field] = ""
    embedded = values["database_url"] is None
    if embedded:
        connections = known_connections(values["var"])
        values["database_url"] = connections.app_url
        values["migrator_database_url"] = connections.migrator_url
    elif values["migrator_database_url"] is None:
        values["migrator_database_url"] = values["database_url"]
    if values["hosts"] is None:
        host = urlsplit(values["base_url"]).hostname or ""
        values["hosts"] = sorted({host, *LOCAL_HOSTS}) if demo else [host]
    return Environment(embedded=embedded, **values)
