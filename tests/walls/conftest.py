"""Walls and schema are the database's own work, so these tests also run on PostgreSQL 15 (`make test`)."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
MATRIX = HERE / "matrix"
"""Asks the doors, not the database: it runs on one version."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if item.path.is_relative_to(HERE) and not item.path.is_relative_to(MATRIX):
            item.add_marker(pytest.mark.pg15)
