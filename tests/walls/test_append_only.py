"""Trails, events, decisions and editions are added to, and never changed: the database refuses the application."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

pytestmark = [pytest.mark.django_db, pytest.mark.pg15]

APPEND_ONLY = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]


def test_these_are_append_only() -> None:
    assert set(APPEND_ONLY) >= {
        "audit_entry",
        "audit_systementry",
        "cases_caseevent",
        "editions_edition",
        "entitlements_decision",
    }


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_nothing_is_changed_or_removed(table: str, statement: str, db: Any) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))
