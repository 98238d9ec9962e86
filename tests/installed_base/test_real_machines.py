"""17,001 real machines as a fleet: consumer and commercial models, localisation suffixes, servers, blank fields.

They carry no serial numbers, so ours are made by rule: the machine's hardware id (12 hexadecimal digits), and `-2`, `-3`
for one that was probed more than once.
"""

import csv
import gzip
import io
import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cast import AT, StandingCast
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.actions import import_fleet
from voorrang.installed_base.fleet_file import FleetFile
from voorrang.installed_base.fleet_file.cells import product_number
from voorrang.installed_base.queries import CoverState, DeviceFilter, cover_summary, current_devices, fleet_counts
from voorrang.lib.sheets.errors import Flaw
from voorrang.lib.tenancy import customer_selected

DATA = Path(os.environ.get("VOORRANG_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
MACHINES = DATA / "fleet" / "hp_machines.csv.gz"

pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not MACHINES.exists(), reason=f"{MACHINES} is absent; set VOORRANG_TEST_DATA to its folder"),
]

KINDS = {
    "Notebook": "laptop",
    "Convertible": "laptop",
    "Tablet": "laptop",
    "Desktop": "desktop",
    "All In One": "desktop",
    "Mini Pc": "desktop",
    "Server": "other",
}
COMMERCIAL = ("Elite", "Pro", "ZBook", "Workstation", "Compaq", "Z2", "Z4", "Z6", "Z8")
HEADER = (
    "maker,serial,product_number,model,kind,commercial,country,cover_kind,cover_level,cover_starts_on,cover_ends_on"
)


def machines(*, cleaned: bool) -> Iterator[list[str]]:
    """Our rows: every third machine has a warranty that ended, a hundredth has none; `cleaned` of firmware's placeholders."""
    seen: Counter[str] = Counter()
    with gzip.open(MACHINES, "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            seen[row["hwid"]] += 1
            serial = row["hwid"] if seen[row["hwid"]] == 1 else f"{row['hwid']}-{seen[row['hwid']]}"
            ends = "2025-12-31" if number % 3 == 0 else "2027-12-31"
            cover = ["", "", "", ""] if number % 100 == 0 else ["warranty", "3y", "2024-01-01", ends]
            sku = row["sku_number"].strip()
            yield [
                row["manufacturer"],
                serial,
                "" if cleaned and not is_number(sku) else sku,
                row["product_name"],
                KINDS[row["computer_type"]],
                "yes" if any(word in row["product_name"] for word in COMMERCIAL) else "no",
                ("DE", "NL", "FR", "PL")[number % 4],
                *cover,
            ]


def is_number(sku: str) -> bool:
    try:
        return bool(product_number(sku))
    except Flaw:
        return False


def as_file(rows: Iterator[list[str]]) -> FleetFile:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER.split(","))
    writer.writerows(rows)
    return FleetFile("hp_machines.csv", text.getvalue().encode())


def test_what_firmware_wrote_for_want_of_a_number_is_refused_row_by_row(cast: StandingCast) -> None:
    with customer_selected(cast.management.customer.id):
        report = import_fleet(file=as_file(machines(cleaned=False)), dry_run=True, by=SYSTEM, at=AT)
    assert {error.code for error in report.errors} == {"product_number_placeholder", "not_a_number"}
    assert any("Not Specified" in error.message for error in report.errors)


def test_every_machine_comes_in_and_the_same_file_again_changes_nothing(cast: StandingCast) -> None:
    file = as_file(machines(cleaned=True))
    with customer_selected(cast.management.customer.id):
        started = time.monotonic()
        report = import_fleet(file=file, by=SYSTEM, at=AT)
        assert [str(error) for error in report.errors] == []
        assert (report.rows, report.new, report.covers_new) == (17_001, 17_001, 16_830)
        again = import_fleet(file=file, by=SYSTEM, at=AT + timedelta(days=1))
        assert (again.new, again.changed, again.unchanged) == (0, 0, 17_001)
        assert time.monotonic() - started < 60, "both imports take seconds; a wrong plan takes minutes"

        assert current_devices(AT).count() == 17_001
        assert set(current_devices(AT).order_by().values_list("device__maker", flat=True).distinct()) == {
            "HP",
            "HP-Pavilion",
            "HP Pavilion 061",
            "HP Pavilion 06",
        }
        servers = DeviceFilter(kind="other")
        assert current_devices(AT, servers).count() == 213
        summary = cover_summary(AT)
        assert summary.none == 171
        assert summary.total == summary.covered + summary.ended + summary.not_started + summary.none
        assert current_devices(AT, DeviceFilter(cover=CoverState.ENDED)).count() == summary.ended
        assert sum(count.count for count in fleet_counts(AT)) == 17_001
