"""Two walls: with the first one switched off the second still holds; with both down the matrix sees the leaks.

The switch is made here, in a test: the application has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import models, transaction

from tests.cast import AT
from tests.support.database import migrator_connection
from tests.support.planted import walled_models
from tests.walls.matrix.cells import Cell, is_let_in
from tests.walls.matrix.estate import ROLES
from tests.walls.matrix.report import run
from tests.walls.matrix.world import World, make_world
from voorrang.lib.tenancy import TenantManager

pytestmark = pytest.mark.proof
OF_OTHERS = frozenset({"other customer", "ended contract", "customer not chosen"})
MUST_BE_SEEN = frozenset({"case", "device", "contract", "contact", "helpdesk", "pin", "token", "partner", "import"})
"""Kinds of things that show when both walls are down."""


@pytest.fixture
def unscoped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Queries see whatever the database lets them see."""
    monkeypatch.setattr(TenantManager, "get_queryset", models.Manager.get_queryset)


@pytest.mark.parametrize("name", [*ROLES, "lead of two customers", "token", "token, site only", "engineer, site only"])
def test_without_scoped_queries_the_database_still_tells_nothing(
    world: World, name: str, unscoped: None, record_property: Any
) -> None:
    visitor = next(one for one in world.visitors if one.name == name)

    def only(cell: Cell) -> bool:
        return cell.why in OF_OTHERS and is_let_in(visitor, cell.route)

    found = run(world, visitor, only)
    record_property(f"matrix: cells without scoping, {name}", found.count)
    assert found.leaks == []
    assert found.count


def test_with_both_walls_down_the_matrix_sees_it(
    real_commits: None, settings: Any, unscoped: None, record_property: Any
) -> None:
    settings.VOORRANG_NOW = AT
    with transaction.atomic():
        world = make_world(whole=False)
    lead = next(one for one in world.visitors if one.name == "helpdesk_lead")
    seen: dict[str, str] = {}

    def only(cell: Cell) -> bool:
        return cell.why in OF_OTHERS and is_let_in(lead, cell.route) and cell.thing.kind not in seen

    with _walls_down():
        found = run(world, lead, only)
    kinds = {leak.split(" (")[0].rsplit(" ", 1)[1].removesuffix("_id") for leak in found.leaks}
    record_property("matrix: leaks with both walls down", len(found.leaks))
    assert kinds >= MUST_BE_SEEN - {"contract"}


@contextmanager
def _walls_down() -> Iterator[None]:
    tables = [model._meta.db_table for model in walled_models()]
    with migrator_connection() as owner:
        for table in tables:
            owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        try:
            yield
        finally:
            for table in tables:
                owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
