"""Which rows of the real lists are labelled: drawn at random, before any rule of kinds was written.

`python -m tests.kinds.drawing` prints them. Same seed and same lists, same rows; `DIGESTS` says which lists they were.
"""

import csv
import gzip
import hashlib
import random
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "fleet"
SEED = 20261126
MACHINES, PRINTERS = 300, 100
DIGESTS = {
    "hp_machines.csv.gz": "6c5da2eeb88c863b76d54305eec2c3c6174b49e7808c5a8f5e61af4ba42f7cf7",
    "hp_printer_models.csv": "76553a9b5bae587ec8bd56127612d9e14df90408be3f5e9536ec536d43bee87a",
}
"""SHA-256 of the files drawn from."""


class Drawn(NamedTuple):
    """A row of a list: what tells it again (`key`), and what a person reads to label it."""

    file: str
    key: str
    maker: str
    model: str
    product_number: str
    chassis: str

    @property
    def digest(self) -> str:
        """What the labels tell the row by."""
        return hashlib.sha256("\t".join(self).encode()).hexdigest()[:12]


def drawn() -> list[Drawn]:
    """Return the rows in the order of the draw, machines first."""
    with gzip.open(DATA / "hp_machines.csv.gz", "rt", encoding="utf-8", newline="") as file:
        machines = [
            Drawn(
                "hp_machines.csv.gz",
                f"{row['hwid']}/{row['product_name']}",
                row["manufacturer"],
                row["product_name"],
                row["sku_number"],
                row["chassis_type"],
            )
            for row in csv.DictReader(file)
        ]
    with (DATA / "hp_printer_models.csv").open(encoding="utf-8", newline="") as file:
        printers = [
            Drawn("hp_printer_models.csv", row["product"], "", row["product"], "", "") for row in csv.DictReader(file)
        ]
    dice = random.Random(SEED)
    return [*dice.sample(machines, MACHINES), *dice.sample(printers, PRINTERS)]


def digest_of(name: str) -> str:
    """Return the SHA-256 of a list."""
    return hashlib.sha256((DATA / name).read_bytes()).hexdigest()


if __name__ == "__main__":
    for number, row in enumerate(drawn()):
        print(number, *row[2:], sep="\t")
