"""A pytest plugin: a server of our own, a migrated template, and a clone for each process that tests.

Tests connect as the app role, for tests that run as superuser prove nothing (`tenancy.md`, 17). VOORRANG_PG_BIN runs
them on another PostgreSQL.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
_server = ExitStack()
_EDITIONS: list[tuple[Any, ...]] = []
"""The programme's editions as the template has them."""


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Start or join the test server before Django reads its settings."""
    from voorrang.lib.postgres import running_cluster

    binaries = os.environ.get("VOORRANG_PG_BIN")
    label = hashlib.sha256((binaries or "embedded").encode()).hexdigest()[:8]
    var = Path(os.environ.get("VOORRANG_TEST_VAR", ROOT / "var")) / f"test-{label}"
    (var / "static").mkdir(parents=True, exist_ok=True)  # the file server warns without it
    folder = Path(binaries) if binaries else None
    # A crash may lose these databases: they are made anew.
    urls = _server.enter_context(running_cluster(var, folder, {"fsync": "off", "synchronous_commit": "off"}))
    os.environ.update(
        VOORRANG_DEMO="1",
        VOORRANG_VAR=str(var),
        VOORRANG_DATABASE_URL=urls.app_url,
        VOORRANG_MIGRATOR_DATABASE_URL=urls.migrator_url,
        VOORRANG_RATE_LIMITS="on",
        DJANGO_SETTINGS_MODULE="voorrang.config.settings",
    )
    os.environ.pop("VOORRANG_NOW", None)
    yield


def pytest_unconfigure() -> None:
    """Leave the server; the last to leave stops it."""
    _server.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Clone the migrated template for this process, in place of pytest-django's own test database."""
    from django.db import connections

    migrator_url = os.environ["VOORRANG_MIGRATOR_DATABASE_URL"]
    name = f"test_{os.getpid()}"
    with django_db_blocker.unblock():
        template = _template(migrator_url)
        with psycopg.connect(_on(migrator_url, "postgres"), autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        _use(name)
        with migrator_connection() as owner:
            _EDITIONS[:] = owner.execute("SELECT * FROM editions_edition ORDER BY id").fetchall()
        yield
        for connection in connections.all():
            connection.close()
        with psycopg.connect(_on(migrator_url, "postgres"), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def real_commits(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For walls, races and idempotency: transactions really commit, and the tables are emptied afterwards."""
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        connections["default"].close()
        empty_tables()


def migrator_connection() -> psycopg.Connection[Any]:
    """Open a connection of the owner of the tables: to tamper, to look behind the walls."""
    from django.db import connections

    name = connections["migrator"].settings_dict["NAME"]
    return psycopg.connect(_on(os.environ["VOORRANG_MIGRATOR_DATABASE_URL"], name), autocommit=True)


def _template(migrator_url: str) -> str:
    name = f"template_{fingerprint()}"
    with psycopg.connect(_on(migrator_url, "postgres"), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(7402)")
        rows = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'").fetchall()
        existing = {row[0] for row in rows}
        _drop_leftovers(admin)
        if name not in existing:
            for stale in existing:
                admin.execute(f'DROP DATABASE IF EXISTS "{stale}"')
            admin.execute(f'DROP DATABASE IF EXISTS "making_{name}"')
            admin.execute(f'CREATE DATABASE "making_{name}"')
            _migrate(f"making_{name}")
            admin.execute(f'ALTER DATABASE "making_{name}" RENAME TO "{name}"')
        admin.execute("SELECT pg_advisory_unlock(7402)")
    return name


def _drop_leftovers(admin: psycopg.Connection[Any]) -> None:
    """Drop the clones of test processes that were killed."""
    for (name,) in admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'").fetchall():
        try:
            os.kill(int(name.removeprefix("test_")), 0)
        except (ValueError, ProcessLookupError):
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _migrate(name: str) -> None:
    from datetime import UTC, datetime

    from django.core.management import call_command
    from django.db import connections, transaction

    from voorrang.editions.store import store_folder

    _use(name)
    call_command("migrate", database="migrator", verbosity=0)
    with transaction.atomic():
        store_folder(ROOT / "programmes" / "hp_priority_services", at=datetime.now(UTC))
    for connection in connections.all():
        connection.close()


def _use(name: str) -> None:
    from django.db import connections

    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name


def empty_tables() -> None:
    """Empty all tables but those that the template is made with, and forget editions that a test has added."""
    kept = ("django_migrations", "django_content_type")
    marks = ", ".join(["%s"] * len(_EDITIONS[0]))
    with migrator_connection() as owner:
        rows = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = ", ".join(f'"{row[0]}"' for row in rows if row[0] not in kept)
        owner.execute(f"TRUNCATE {tables}")
        owner.cursor().executemany(f"INSERT INTO editions_edition VALUES ({marks})", _EDITIONS)


def fingerprint() -> str:
    """A digest of whatever shapes the template: migrations, walls, the programme's files."""
    digest = hashlib.sha256()
    files = [
        *sorted((ROOT / "voorrang").rglob("migrations/*.py")),
        *sorted((ROOT / "voorrang" / "lib" / "tenancy").glob("*.py")),
        *sorted((ROOT / "voorrang" / "editions").glob("*.py")),
        *sorted((ROOT / "programmes").rglob("*.toml")),
    ]
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _on(url: str, name: str) -> str:
    from psycopg.conninfo import make_conninfo

    return make_conninfo(url, dbname=name)
