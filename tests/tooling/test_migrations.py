"""The migrations run from nothing as the owner of the tables, on every PostgreSQL that we support."""

import os
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.pg15


@pytest.fixture
def owner(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The migrator's connection to the migrated database."""
    with django_db_blocker.unblock():
        yield connections["migrator"]


def test_this_is_the_server_that_was_asked_for(owner: Any) -> None:
    with owner.cursor() as cursor:
        major = cursor.connection.info.server_version // 10_000
    folder = os.environ.get("VOORRANG_PG_BIN", "")
    assert major == (15 if "/15/" in folder else major)
    assert major >= 15


def test_nothing_is_left_to_migrate(owner: Any) -> None:
    executor = MigrationExecutor(owner)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_no_model_lacks_a_migration(owner: Any) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_table_belongs_to_the_migrator_and_the_app_can_read_it(owner: Any) -> None:
    wanted = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, tableowner, has_table_privilege('voorrang_app', quote_ident(tablename), 'SELECT, INSERT')"
            " FROM pg_tables WHERE schemaname = 'public'"
        )
        there = {name: (owner_name, allowed) for name, owner_name, allowed in cursor.fetchall()}
    assert wanted <= set(there)
    assert {owner_name for owner_name, _ in there.values()} == {"voorrang_migrator"}
    assert [name for name in wanted if not there[name][1]] == []
