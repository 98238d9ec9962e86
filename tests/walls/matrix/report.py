"""Running the cells of one visitor, and what is told of it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.walls.matrix.cells import Cell, cells, is_let_in, leak_of
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

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    def tell(self, record_property: Any) -> None:
        """Keep the figures with the test."""
        record_property(f"matrix: cells of {self.visitor.name}", self.count)
        record_property(f"matrix: of them decided by the view, {self.visitor.name}", self.by_view)
        for kind, count in sorted(self.kinds.items()):
            record_property(f"matrix: {kind}, {self.visitor.name}", count)


def run(world: World, visitor: Visitor, only: Any = lambda _cell: True) -> Found:
    """Send every cell of a visitor that `only` chooses."""
    found = Found(visitor)
    for cell in cells(world, visitor):
        if not only(cell):
            continue
        found.kinds[cell.why] += 1
        found.by_view += is_let_in(visitor, cell.route)
        leak = leak_of(world, visitor, cell)
        if leak:
            found.leaks.append(_words(cell, leak))
    return found


def _words(cell: Cell, leak: str) -> str:
    return f"{cell.route} {cell.at.where} {cell.at.name} ({cell.why}): {leak} [{cell.ask.address}]"
