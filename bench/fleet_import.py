"""A fleet file end to end: read, compared and written; fresh, unchanged, and with a tenth changed; beside bare COPY and upsert.

`python -m bench.fleet_import [--json FILE] [--rows N]`. Each import is the command's own action in a process of its own, whose
peak of memory is told. The bare one copies the same rows, already read, into one plain table with the same key and upserts
from there: what the database alone needs. Afterwards: what covered a serial on a day, beside a read by primary key.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg

from bench.rig.load import percentile
from bench.rig.place import ROOT, own_database
from bench.rig.report import Goal, finish, options

ROWS = 200_000
"""As many as a file may have."""
HEADER = (
    "maker,serial,product_number,model,kind,commercial,country,purchased_on,cover_kind,cover_level,cover_starts_on,"
    "cover_ends_on"
)
MODELS = [
    (f"HP EliteBook {number} G{step}", f"{number}{step}A{step}EA#ACB")
    for number in (830, 840, 850)
    for step in range(5, 12)
]
READS = 2_000


def main() -> None:
    """Print the figures; exit 1 when a goal is missed."""
    parser = options(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--import-one", nargs=2, metavar=("FILE", "DAY"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.import_one:
        print(json.dumps(import_one(Path(chosen.import_one[0]), int(chosen.import_one[1]))))
        return
    figures = measure(chosen.rows)
    for name in ("fresh", "unchanged", "a tenth changed"):
        one = figures[name]
        print(
            f"  {name:<16} {one['seconds']:>7.1f} s  {one['rows_per_second']:>9,.0f} rows/s  peak {one['peak_mib']:,.0f} MiB  {one['told']}"
        )
    bare = figures["bare COPY and upsert"]
    print(f"  bare COPY and upsert, fresh {bare['fresh']:.1f} s, again {bare['again']:.1f} s")
    print(
        f"  cover on a day, p99 {figures['as_of_ms']:.2f} ms; a read by primary key, p99 {figures['by_key_ms']:.2f} ms"
    )
    goals = [
        Goal("fresh: rows a second", figures["fresh"]["rows_per_second"], 25_000, "at least"),
        Goal("unchanged: rows a second", figures["unchanged"]["rows_per_second"], 100_000, "at least"),
        Goal("fresh: peak of our process in MiB", figures["fresh"]["peak_mib"], 512, "at most"),
        Goal(
            "cover on a day, p99, over a read by primary key", figures["as_of_ms"] / figures["by_key_ms"], 2, "at most"
        ),
    ]
    finish("fleet_import", figures, goals, chosen.json)


def measure(rows: int) -> dict[str, Any]:
    """Import three times, do the bare thing twice, and read."""
    with own_database() as var:
        _customer()
        figures: dict[str, Any] = {"rows": rows}
        for name, changed, day in (("fresh", 0, 0), ("unchanged", 0, 1), ("a tenth changed", 10, 2)):
            file = var / f"{day}.csv"
            write_file(file, rows, changed)
            command = [sys.executable, "-m", "bench.fleet_import", "--import-one", str(file), str(day)]
            done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, env=os.environ)
            figures[name] = json.loads(done.stdout.splitlines()[-1])
        figures["bare COPY and upsert"] = _bare(var / "0.csv")
        figures |= _reads(rows)
        return figures


def write_file(file: Path, rows: int, changed: int) -> None:
    """Write a fleet of our own form; of each `changed` rows one has another model than in the first file."""
    bought = date(2024, 3, 1)
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER + "\n")
        for number in range(rows):
            model, product = MODELS[number % len(MODELS)]
            day = bought + timedelta(days=number % 700)
            ends = day + timedelta(days=3 * 365)
            more = " renewed" if changed and number % changed == 0 else ""
            out.write(f"HP,5CG{number:08},{product},{model}{more},laptop,yes,DE,{day},warranty,next day,{day},{ends}\n")


def import_one(file: Path, day: int) -> dict[str, Any]:
    """Take one file in, as the command does, and return how long it took and what it cost."""
    from voorrang.cli.context import application

    with application():
        from django.db import transaction

        from voorrang.accounts.queries import customer_by_code
        from voorrang.audit.actor import SYSTEM
        from voorrang.installed_base.actions import import_fleet
        from voorrang.installed_base.fleet_file import FleetFile
        from voorrang.lib.clock import now
        from voorrang.lib.tenancy import customer_selected, on_side

        began = time.perf_counter()
        with transaction.atomic(), on_side("vendor"):
            customer = customer_by_code("BENCH")
            with customer_selected(customer.id):
                content = FleetFile(file.name, file.read_bytes())
                report = import_fleet(file=content, by=SYSTEM, at=now() + timedelta(days=day))
        seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "rows_per_second": report.rows / seconds,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "told": report.summary,
    }


def _customer() -> None:
    from django.db import transaction

    from bench.rig.world import PROGRAMME
    from voorrang.accounts import actions as accounts
    from voorrang.audit.actor import SYSTEM
    from voorrang.editions.store import store_folder
    from voorrang.lib.clock import now
    from voorrang.lib.tenancy import on_side

    with transaction.atomic():
        store_folder(ROOT / "programmes" / PROGRAMME, at=now())
    with transaction.atomic(), on_side("vendor"):
        accounts.create_customer(
            code="BENCH",
            name="Bench",
            head_office_country="DE",
            language="en",
            programme=PROGRAMME,
            by=SYSTEM,
            at=now(),
        )


def _bare(file: Path) -> dict[str, float]:
    with psycopg.connect(os.environ["VOORRANG_TEST_ADMIN_URL"], autocommit=True) as connection:
        connection.execute(
            f"CREATE TABLE bare ({', '.join(f'{name} text' for name in HEADER.split(','))}, PRIMARY KEY (maker, serial))"
        )
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))[1:]
        found = {}
        for name in ("fresh", "again"):
            began = time.perf_counter()
            with connection.transaction():
                connection.execute("CREATE TEMP TABLE told (LIKE bare) ON COMMIT DROP")
                with connection.cursor() as cursor, cursor.copy("COPY told FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                connection.execute(
                    "INSERT INTO bare SELECT * FROM told ON CONFLICT (maker, serial) DO UPDATE SET model = excluded.model"
                )
            found[name] = time.perf_counter() - began
        return found


def _reads(rows: int) -> dict[str, float]:
    from django.db import connection, transaction

    from voorrang.accounts.queries import customer_by_code
    from voorrang.installed_base.models import Device
    from voorrang.installed_base.queries import device_facts
    from voorrang.lib.clock import now
    from voorrang.lib.tenancy import customer_selected, on_side

    at = now() + timedelta(days=3)
    serials = [f"5CG{(number * 7919) % rows:08}" for number in range(READS)]
    with transaction.atomic(), on_side("vendor"):
        customer = customer_by_code("BENCH")
        with customer_selected(customer.id):
            with connection.cursor() as cursor:
                cursor.execute("DISCARD PLANS")
            ids = dict(Device.objects.filter(serial__in=serials).values_list("serial", "id"))
            covered = [_timed(lambda serial=serial: device_facts([serial], at)) for serial in serials]
            keyed = [_timed(lambda serial=serial: Device.objects.get(id=ids[serial])) for serial in serials]
    return {"as_of_ms": percentile(covered, 99), "by_key_ms": percentile(keyed, 99)}


def _timed(read: Any) -> float:
    began = time.perf_counter()
    read()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
