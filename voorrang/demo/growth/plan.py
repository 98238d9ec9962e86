"""The plan of a grown world, kept beside the database, so that a run that was broken off goes on, and a world can grow again."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from voorrang.demo.growth.places import CITIES, City, name_of_customer
from voorrang.demo.growth.sizes import Size, sizes_of

LEAST_CASES = 12
"""Of a customer: so many are told one by one before any is copied."""
MOST_TOLD = 300
TOLD_EACH = 40
"""Of so many cases one is told anew by the actions that people use; the others are its copies, at other times and devices."""

_FILE = "demo-growth.json"


@dataclass(frozen=True, slots=True)
class GrownCustomer:
    """One customer of the plan. `told` is fixed when it is first planned: the copies are counted from there."""

    index: int
    devices: int
    cases: int
    told: int

    @property
    def code(self) -> str:
        """Its code, the prefix of its case numbers."""
        return f"G{self.index + 1:04}"

    @property
    def name(self) -> str:
        """Its name."""
        return name_of_customer(self.index)

    @property
    def cities(self) -> list[City]:
        """Where it sits, the head office first: the larger it is, the more places."""
        count = max(1, 6 - self.index // 4) if self.index < 20 else 1 + self.index % 2  # noqa: PLR2004 -- the giants
        return [CITIES[(self.index + 5 * place) % len(CITIES)] for place in range(count)]


@dataclass(frozen=True, slots=True)
class Growth:
    """What is grown, from which seed, up to which instant."""

    seed: int
    anchor: datetime
    customers: tuple[GrownCustomer, ...]


def plan_growth(seed: int, anchor: datetime, sizes: list[Size], before: Growth | None) -> Growth:
    """Plan so many customers of these sizes; what was planned before is never less."""
    known = {one.index: one for one in before.customers} if before else {}
    customers = []
    for index, size in enumerate(sizes):
        one = known.pop(index, None)
        told = one.told if one else min(MOST_TOLD, max(LEAST_CASES, size.cases // TOLD_EACH))
        devices, cases = (max(size.devices, one.devices), max(size.cases, one.cases)) if one else size
        customers.append(GrownCustomer(index, devices, cases, told))
    customers += sorted(known.values(), key=lambda one: one.index)
    return Growth(seed, before.anchor if before else anchor, tuple(customers))


def sizes(customers: int, devices: int, cases: int, least_devices: int) -> list[Size]:
    """Return the sizes of so many customers."""
    return sizes_of(customers, devices, cases, Size(least_devices, LEAST_CASES))


def read_growth() -> Growth | None:
    """Return what was planned last, or None."""
    file = _path()
    if not file.exists():
        return None
    read = json.loads(file.read_text(encoding="utf-8"))
    customers = tuple(GrownCustomer(**one) for one in read["customers"])
    return Growth(read["seed"], datetime.fromisoformat(read["anchor"]), customers)


def write_growth(growth: Growth) -> None:
    """Keep a plan."""
    file = _path()
    half = file.with_suffix(".half")
    text = {**asdict(growth), "anchor": growth.anchor.isoformat()}
    half.write_text(json.dumps(text, indent=1), encoding="utf-8")
    half.replace(file)


def forget_growth() -> None:
    """Forget the plan: the world was emptied."""
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.VOORRANG_VAR) / _FILE
