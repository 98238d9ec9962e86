"""Two walls: with the first one switched off the second still holds; with both down the matrix sees the leaks.

The switch is made here, in a test: the application has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models

from tests.support.database import migrator_connection
from tests.support.planted import walled_models
from tests.walls.matrix.cells import Cell, cells, is_let_in, leak_of
from tests.walls.matrix.estate import ROLES
from tests.walls.matrix.report import cover, run
from tests.walls.matrix.world import World
from voorrang.lib.tenancy import TenantManager

OF_OTHERS = frozenset({"other customer", "ended contract", "customer not chosen"})
PEOPLE_AND_SYSTEMS = (*ROLES, "lead of two customers", "token", "token, site only", "engineer, site only")
MUST_BE_SEEN = frozenset({"case", "device", "contact", "helpdesk", "pin", "token", "partner", "import"})
"""Kinds of things that show when both walls are down."""


@pytest.fixture
def unscoped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Queries see whatever the database lets them see."""
    monkeypatch.setattr(TenantManager, "get_queryset", models.Manager.get_queryset)


def test_without_scoped_queries_the_database_still_tells_nothing(
    world: World, unscoped: None, record_property: Any
) -> None:
    told = cover(world, [world.visitor("helpdesk_lead"), world.visitor("token")], of_others)
    record_property("matrix: cells without scoping", sum(found.count for found in told))
    assert [leak for found in told for leak in found.leaks] == []
    assert all(found.count for found in told)


def test_with_both_walls_down_the_matrix_sees_it(world: World, unscoped: None, record_property: Any) -> None:
    lead = world.visitor("helpdesk_lead")
    seen: dict[str, int] = {}
    with _walls_down():
        for cell in cells(world, lead, lambda route, _at: is_let_in(lead, route)):
            if of_others(cell) and leak_of(world, lead, cell):
                seen[cell.thing.kind] = seen.get(cell.thing.kind, 0) + 1
    record_property("matrix: leaks with both walls down", sum(seen.values()))
    record_property("matrix: seen with both walls down", ", ".join(sorted(seen)))
    assert seen.keys() >= MUST_BE_SEEN


@pytest.mark.proof
@pytest.mark.parametrize("name", PEOPLE_AND_SYSTEMS)
def test_the_whole_without_scoped_queries_tells_nothing(
    whole_world: World, name: str, unscoped: None, record_property: Any
) -> None:
    visitor = whole_world.visitor(name)
    found = run(whole_world, visitor, of_others, lambda route, _at: is_let_in(visitor, route))
    record_property(f"matrix: cells without scoping, {name}", found.count)
    assert found.leaks == []
    assert found.count


def of_others(cell: Cell) -> bool:
    """Say whether the thing is another customer's: the database knows customers, not sites and not who wrote what."""
    return cell.why in OF_OTHERS


@contextmanager
def _walls_down() -> Iterator[None]:
    connection.close()
    tables = [model._meta.db_table for model in walled_models()]
    with migrator_connection() as owner:
        for table in tables:
            owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        try:
            yield
        finally:
            connection.close()
            for table in tables:
                owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
