"""Fleets of real models with made-up serials: `5CD`, then seven characters drawn from the seed; never a real unit."""

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from voorrang.demo.people import DemoCustomer
from voorrang.installed_base.fleet_file import COLUMNS

_LETTERS = "0123456789BCDFGHJKLMNPQRSTVWXYZ"
_CARE_PACK_SHARE = 0.3
_PC_SHARES = (("laptop", 0.68), ("desktop", 0.2), ("workstation", 0.06), ("thin_client", 0.05), ("retail_pos", 0.01))


def fleet_csv(customer: DemoCustomer, dice: Random, at: datetime) -> bytes:
    """Return a customer's fleet as our own CSV: `customer.covered` of it under cover on `at`."""
    models = _models()
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    kinds = dice.choices([kind for kind, _share in _PC_SHARES], [share for _kind, share in _PC_SHARES], k=customer.pcs)
    for kind in [*kinds, *["printer"] * customer.printers]:
        model = dice.choice(models[kind])
        place = dice.choice(customer.places)
        covered = dice.random() < customer.covered
        bought = (at - timedelta(days=dice.randrange(40, 900) if covered else dice.randrange(1130, 1500))).date()
        writer.writerow(
            {
                "maker": "HP",
                "serial": "5CD" + "".join(dice.choices(_LETTERS, k=7)),
                "product_number": model["product_number"],
                "model": model["model"],
                "kind": kind,
                "commercial": model["commercial"],
                "country": place.country,
                "site": place.code,
                "affiliate": place.code,
                "purchased_on": bought.isoformat(),
                "cover_kind": "care_pack" if dice.random() < _CARE_PACK_SHARE else "warranty",
                "cover_level": "next business day on site",
                "cover_starts_on": bought.isoformat(),
                "cover_ends_on": (bought + timedelta(days=3 * 365)).isoformat(),
            }
        )
    return text.getvalue().encode()


def _models() -> dict[str, list[dict[str, str]]]:
    by_kind: dict[str, list[dict[str, str]]] = {}
    with (Path(__file__).parent / "models.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            by_kind.setdefault(row["kind"], []).append(row)
    return by_kind
