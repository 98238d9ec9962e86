"""Nobody learns anything of what is not his: each input that names something, for each role, with something foreign in it.

Every cell has a positive twin: the same input with the same value, sent by somebody who may, is served. And the answer to
the foreign one is, to the byte, that to something which does not exist. `docs/isolation.md` says how it is made.
"""

from typing import Any

import pytest

from tests.walls.matrix.catalogue import NOT_YET
from tests.walls.matrix.cells import canaries_on_own_pages
from tests.walls.matrix.estate import ROLES
from tests.walls.matrix.report import cover, run
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
IN_EVERY_RUN = ("helpdesk_lead", "support_manager", "operator", "token")
"""Between them the map lets these in nearly everywhere; the proof asks everybody."""
FEWEST = 250
FEWEST_OF_THE_WHOLE = 8_000


def test_everybody_is_asked(world: World) -> None:
    assert {visitor.name for visitor in world.visitors} == set(NAMES)
    assert set(ROLES) == set(CustomerRole)


def test_somebody_has_said_what_each_input_names(world: World, record_property: Any) -> None:
    assert [str(route) for route in world.undeclared] == []
    made = {kind for estate in world.estates for kind in estate.things}
    assert made.isdisjoint(NOT_YET)
    record_property("matrix: routes", len(world.routes))
    record_property("matrix: routes that are not tried", len(world.untried))
    record_property("matrix: id inputs", sum(len(world.named(route)) for route in world.routes))


def test_at_each_input_nothing_foreign_is_told(world: World, record_property: Any) -> None:
    """Once at each input, by somebody whom the map lets in: the whole matrix is the proof's."""
    told = cover(world, [world.visitor(name) for name in IN_EVERY_RUN])
    count = sum(found.count for found in told)
    record_property("matrix: cells in every run", count)
    assert [leak for found in told for leak in found.leaks] == []
    assert count >= FEWEST


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
        assert found.count
        count += found.count
    record_property("matrix: cells", count)
    record_property("matrix: positive twins", whole_world.twins)
    record_property("matrix: leaks", len(leaks))
    print(f"{count} cells, {whole_world.twins} twins, {len(leaks)} leaks")
    assert leaks == []
    assert count >= FEWEST_OF_THE_WHOLE
    assert whole_world.without_twin() == set()


@pytest.mark.proof
@pytest.mark.parametrize("name", NAMES)
def test_what_one_may_open_holds_nothing_of_others(whole_world: World, name: str) -> None:
    """Lists and pages, opened rightfully: no canary of another customer, site, or of what only the vendor reads."""
    assert canaries_on_own_pages(whole_world, whole_world.visitor(name)) == []
