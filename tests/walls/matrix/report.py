"""Running the cells of one visitor, and what is told of it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.walls.matrix.cells import Cell, cells, is_let_in, leak_of
from tests.walls.matrix.routes import Input, Route
from tests.walls.matrix.visitors import Visitor
from tests.walls.matrix.world import World


@dataclass
class Found:
    """What came of one visitor's cells."""

    visitor: Visitor
    kinds: Counter[str] = field(default_factory=Counter)
    by_view: int = 0
    """Cells that the map lets through, so that the view had to tell whose the thing is."""
    leaks: list[str] = field(default_factory=list)
    inputs: set[tuple[str, Input]] = field(default_factory=set)
    """Where it asked."""

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    def tell(self, record_property: Any) -> None:
        """Keep the figures with the test."""
        record_property(f"matrix: cells of {self.visitor.name}", self.count)
        record_property(f"matrix: of them decided by the view, {self.visitor.name}", self.by_view)
        for kind, count in sorted(self.kinds.items()):
            record_property(f"matrix: {kind}, {self.visitor.name}", count)


def run(
    world: World,
    visitor: Visitor,
    only: Callable[[Cell], bool] = lambda _cell: True,
    wanted: Callable[[Route, Input], bool] = lambda _route, _at: True,
) -> Found:
    """Send every cell of a visitor at the wanted inputs that `only` chooses."""
    found = Found(visitor)
    for cell in cells(world, visitor, wanted):
        if not only(cell):
            continue
        found.inputs.add((str(cell.route), cell.at))
        found.kinds[cell.why] += 1
        found.by_view += is_let_in(visitor, cell.route)
        leak = leak_of(world, visitor, cell)
        if leak:
            found.leaks.append(_words(cell, leak))
    return found


def cover(world: World, visitors: Iterable[Visitor], only: Callable[[Cell], bool] = lambda _cell: True) -> list[Found]:
    """Ask at each input once: the first of these visitors whom the map lets in, so that the view has to tell."""
    asked: set[tuple[str, Input]] = set()
    told = []
    for visitor in visitors:

        def wanted(route: Route, at: Input, visitor: Visitor = visitor) -> bool:
            return (str(route), at) not in asked and is_let_in(visitor, route)

        def first(cell: Cell) -> bool:
            key = (str(cell.route), cell.at)
            is_first = key not in asked and only(cell)
            if is_first:
                asked.add(key)
            return is_first

        told.append(run(world, visitor, first, wanted))
    return told


def _words(cell: Cell, leak: str) -> str:
    return f"{cell.route} {cell.at.where} {cell.at.name} ({cell.why}): {leak} [{cell.ask.address}]"
