"""Fleets of real models with made-up serials: `5CD`, then seven characters drawn from the seed; never a real unit."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from voorrang.demo.people import DemoCustomer, Place
from voorrang.installed_base.fleet_file import COLUMNS

FIRST_IMPORT_DAYS = 414
"""How long before the anchor the fleet came in; what was bought since came with a second file."""
SECOND_IMPORT_DAYS = 33

_LETTERS = "0123456789BCDFGHJKLMNPQRSTVWXYZ"
_CARE_PACK_SHARE = 0.3
_NEW_SHARE = 0.06
_CONSUMER_SHARE = 0.03
_MONITOR_SHARE = 0.13
_YEARS = timedelta(days=3 * 365)
_PC_SHARES = (("laptop", 0.68), ("desktop", 0.2), ("workstation", 0.06), ("thin_client", 0.05), ("retail_pos", 0.01))
_SHORT = (" Notebook PC", " Small Form Factor PC", " Mobile Workstation PC", " Workstation", " All-in-One Printer")


class Model(NamedTuple):
    """A model as sold."""

    kind: str
    model: str
    product_number: str
    commercial: str

    @property
    def short(self) -> str:
        """The name that people use."""
        name = self.model.removeprefix("HP ")
        for ending in _SHORT:
            name = name.removesuffix(ending)
        return name


class Unit(NamedTuple):
    """One device of the plan, with its one period of cover."""

    serial: str
    model: Model
    place: Place
    bought: date
    ends: date
    cover: str
    host: str = ""
    covered_from: date | None = None
    """The first day of the cover where it is not the day of purchase."""

    def is_covered(self, day: date) -> bool:
        """Whether its own cover holds on a day."""
        return self.bought <= day < self.ends


def plan_fleet(customer: DemoCustomer, dice: Random, at: datetime) -> list[Unit]:
    """Draw a customer's devices, monitors beside their desktops: `customer.covered` of them are under cover on `at`."""
    kinds = dice.choices([kind for kind, _share in _PC_SHARES], [share for _kind, share in _PC_SHARES], k=customer.pcs)
    units = [_unit(kind, customer, dice, at) for kind in [*kinds, *["printer"] * customer.printers]]
    hosts = [unit for unit in units if unit.model.kind in {"desktop", "workstation"}]
    screens = [
        _unit("monitor", customer, dice, at)._replace(host=host.serial, place=host.place, bought=host.bought)
        for host in hosts
        if dice.random() < _MONITOR_SHARE
    ]
    return units + [screen._replace(ends=screen.bought + _YEARS) for screen in screens]


def fleet_files(units: Sequence[Unit], at: datetime) -> tuple[bytes, bytes]:
    """Return two files of our own format: what the customer had at first, and what it bought since."""
    since = (at - timedelta(days=FIRST_IMPORT_DAYS + 1)).date()
    return fleet_csv(unit for unit in units if unit.bought < since), fleet_csv(
        unit for unit in units if unit.bought >= since
    )


def _unit(kind: str, customer: DemoCustomer, dice: Random, at: datetime) -> Unit:
    wanted = "no" if kind == "printer" and dice.random() < _CONSUMER_SHARE else "yes"
    model = dice.choice([model for model in models()[kind] if model.commercial == wanted])
    if dice.random() >= customer.covered:
        age = dice.randrange(1130, 1500)
    elif dice.random() < _NEW_SHARE:
        age = dice.randrange(SECOND_IMPORT_DAYS + 2, FIRST_IMPORT_DAYS - 4)
    else:
        age = dice.randrange(FIRST_IMPORT_DAYS + 10, 1080)
    bought = (at - timedelta(days=age)).date()
    return Unit(
        serial="5CD" + "".join(dice.choices(_LETTERS, k=7)),
        model=model,
        place=dice.choice(customer.places),
        bought=bought,
        ends=bought + _YEARS,
        cover="care_pack" if dice.random() < _CARE_PACK_SHARE else "warranty",
    )


def fleet_csv(units: Iterable[Unit]) -> bytes:
    """Return a file of our own format."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for unit in units:
        writer.writerow(
            {
                "maker": "HP",
                "serial": unit.serial,
                "product_number": unit.model.product_number,
                "model": unit.model.model,
                "kind": unit.model.kind,
                "commercial": unit.model.commercial,
                "country": unit.place.country,
                "site": unit.place.code,
                "affiliate": unit.place.code,
                "purchased_on": unit.bought.isoformat(),
                "cover_kind": unit.cover,
                "cover_level": "next business day on site",
                "cover_starts_on": (unit.covered_from or unit.bought).isoformat(),
                "cover_ends_on": (unit.ends - timedelta(days=1)).isoformat(),
                "host_serial": unit.host,
            }
        )
    return text.getvalue().encode()


@cache
def models() -> dict[str, list[Model]]:
    """Return the real models by kind."""
    by_kind: dict[str, list[Model]] = {}
    with (Path(__file__).parent / "models.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_kind.setdefault(row["kind"], []).append(Model(**row))
    return by_kind


def is_known(unit: Unit, anchor: datetime, at: datetime) -> bool:
    """Whether an import had brought the unit by then."""
    first = anchor - timedelta(days=FIRST_IMPORT_DAYS)
    second = anchor - timedelta(days=SECOND_IMPORT_DAYS)
    return at > (first if unit.bought < first.date() - timedelta(days=1) else second)
