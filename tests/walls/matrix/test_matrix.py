"""Nobody learns anything of what is not his: each input that names something, for each role, with something foreign in it.

Every cell has a positive twin: the same input with the same value, sent by somebody who may, is served. And the answer to
the foreign one is, to the byte, that to something which does not exist. `docs/isolation.md` says how it is made.
"""

from typing import Any

import pytest

from tests.walls.matrix.catalogue import NOT_YET, WITHOUT_TWIN
from tests.walls.matrix.cells import cells
from tests.walls.matrix.estate import ROLES
from tests.walls.matrix.report import run
from tests.walls.matrix.world import World
from voorrang.accounts.models import CustomerRole, StaffRole

NAMES = [
    *ROLES,
    *(f"engineer, {part} only" for part in ("site", "country", "own")),
    "auditor, site only",
    "lead of two customers",
    *(f"removed {role}" for role in CustomerRole),
    "ended contact",
    "partner whose authority ended",
    *StaffRole.values,
    "token",
    "token, site only",
    "expired token",
    "token of a contact who left",
    "vendor_token",
    "nobody",
]
ASKED_IN_EVERY_RUN = frozenset({"token", "vendor_token", "agent"})
"""Those who are quickly asked: all of them take minutes, and are asked in the proof."""
FEWEST_OF_THE_WHOLE = 8_000


def asked(name: str) -> Any:
    return name if name in ASKED_IN_EVERY_RUN else pytest.param(name, marks=pytest.mark.proof)


def test_everybody_is_asked(world: World) -> None:
    assert {visitor.name for visitor in world.visitors} == set(NAMES)
    assert set(ROLES) == set(CustomerRole)


def test_somebody_has_said_what_each_input_names(world: World, record_property: Any) -> None:
    assert [str(route) for route in world.undeclared] == []
    made = {kind for estate in world.estates for kind in estate.things}
    assert made.isdisjoint(NOT_YET)
    record_property("matrix: routes", len(world.routes))
    record_property("matrix: routes that are not tried yet", len(world.untried))
    record_property("matrix: id inputs", sum(len(world.named(route)) for route in world.routes))


@pytest.mark.parametrize("name", [asked(name) for name in NAMES])
def test_nothing_foreign_is_told(world: World, name: str, record_property: Any) -> None:
    visitor = next(one for one in world.visitors if one.name == name)
    found = run(world, visitor)
    found.tell(record_property)
    assert found.leaks == []
    assert found.count


@pytest.mark.proof
def test_each_input_has_a_twin(world: World, record_property: Any) -> None:
    count = sum(1 for visitor in world.visitors for _cell in cells(world, visitor))
    record_property("matrix: cells", count)
    assert world.without_twin() - WITHOUT_TWIN.keys() == set()


@pytest.mark.proof
def test_the_whole_matrix_tells_nothing_foreign(whole_world: World, record_property: Any) -> None:
    """Three customers, one of them with an ended contract, and every thing of a kind at every input."""
    leaks: list[str] = []
    count = 0
    for visitor in whole_world.visitors:
        found = run(whole_world, visitor)
        found.tell(record_property)
        print(f"{visitor.name:<32} {found.count:>5} cells, {found.by_view:>4} by the view, {dict(found.kinds)}")
        leaks += [f"{visitor.name}: {leak}" for leak in found.leaks]
        count += found.count
    record_property("matrix: cells of the whole", count)
    record_property("matrix: leaks", len(leaks))
    print(f"{count} cells, {len(leaks)} leaks")
    assert leaks == []
    assert count >= FEWEST_OF_THE_WHOLE
