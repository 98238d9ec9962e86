"""Every page and the two busiest API operations in grown worlds of 10,000 and of 1,000,000 cases. Growth of 1.3 times at most.

`python -m bench.grown [--json FILE] [--requests N] [--customers N] [--devices N] [--cases N] [--at FOLDER]`. Both worlds come
of `voorrang demo grow` and lie in one server; they are asked by short turns. With `--at` they stay, and a growth goes on.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from bench.memory import children, rss
from bench.opened_cases import case
from bench.pages import KINDS, Asked, Kind, Requests, ask_by_turns, figures_of, goals_of, pages_of, tell_growth
from bench.rig.place import ROOT, first_port, own_database
from bench.rig.report import Goal, finish, options
from bench.rig.servers import OURS, server
from bench.rig.versus import requests_of
from bench.rig.visitors import Visitors, visitors_of
from bench.stored_decisions import question

FEW = 10_000
_LEAST_DEVICES = 320
"""Of a customer: enough for the lowest tier."""
SEED = "1"
GROWTH = 1.3
WORDS = Asked(("?language=de", "?overdue=1", "?tier=PA"), ("battery", "paper"), ("screen+flickers", "dock"))
_KINDS = KINDS | {"API": Kind(("stored decision", "opened case"), GROWTH)}


def main() -> None:
    """Print the figures; exit 1 when a goal is missed."""
    parser = options(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--requests", type=int, default=200, help="so many of each page")
    parser.add_argument("--customers", type=int, default=300)
    parser.add_argument("--devices", type=int, default=2_000_000)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--at", type=Path, metavar="FOLDER", help="keep the database here")
    chosen = parser.parse_args()
    size = {"customers": chosen.customers, "devices": chosen.devices, "cases": chosen.cases}
    figures = measure(size, chosen.requests, chosen.at)
    for name, one in figures["growths"].items():
        print(f"  {name}: {one['customers']:,} customers, {one['devices']:,} devices, {one['cases']:,} cases", end="")
        print(f" in {one['seconds']:,} s; at most {one['peak_mib']} MiB in a process")
    for table, rows, mib in figures["tables"]:
        print(f"    {table:<32} {rows:>12,} rows {mib:>8,} MiB")
    tell_growth(figures)
    few, many = figures["web_worker_mib"]
    print(f"  web worker's memory after that: {few} -> {many} MiB")
    goals = goals_of(figures, _KINDS)
    goals.append(Goal("web worker's memory: growth", many / few, GROWTH, "at most"))
    finish("grown", figures, goals, chosen.json)


def measure(size: dict[str, int], amount: int, at: Path | None) -> dict[str, Any]:
    """Grow both worlds, ask both, and return the figures."""
    with own_database(at=at) as var:
        from django.db import connections

        connections.close_all()
        urls = (_beside(), os.environ["VOORRANG_DATABASE_URL"])
        (var / "few").mkdir(exist_ok=True)
        few_devices = max(size["devices"] // 20, size["customers"] * _LEAST_DEVICES)
        growths = {
            "few": _grow(urls[0], var / "few", size | {"devices": few_devices, "cases": FEW}),
            "many": _grow(urls[1], var, size),
        }
        found = _asked(urls, var, amount)
        tables = _tables()
    cases = [growths[name]["cases"] for name in ("few", "many")]
    return figures_of(found[0], _KINDS, cases) | {"growths": growths, "tables": tables, "web_worker_mib": found[1]}


def _asked(urls: tuple[str, str], var: Path, amount: int) -> Any:
    ports = (first_port(), first_port() + 1)
    places = [{"VOORRANG_DATABASE_URL": url} for url in urls]
    with server(OURS, ports[0], var, places[0]) as few_pid, server(OURS, ports[1], var, places[1]) as many_pid:
        asked = [_requests(url, port, visitors_of(url)) for url, port in zip(urls, ports, strict=True)]
        found = ask_by_turns(ports, asked[0], asked[1], amount)
        memory = [rss(max(children(parent), key=rss)) for parent in (few_pid, many_pid)]
    return found, memory


def _requests(url: str, port: int, visitors: Visitors) -> Requests:
    requests = dict(pages_of(url, port, visitors.cookie, WORDS))
    requests["stored decision"] = requests_of("/api/v1/entitlement-checks", question, visitors.customers)
    requests["opened case"] = requests_of("/api/v1/cases", case, visitors.customers)
    return requests


def _beside() -> str:
    """Make the second database where there is none, and return its address for the app."""
    owner_url = os.environ["VOORRANG_MIGRATOR_DATABASE_URL"]
    admin_url = os.environ["VOORRANG_TEST_ADMIN_URL"]
    with psycopg.connect(admin_url.replace("@/voorrang?", "@/postgres?"), autocommit=True) as admin:
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = 'voorrang_few'").fetchone():
            owner = psycopg.conninfo.conninfo_to_dict(owner_url)["user"]
            admin.execute(f'CREATE DATABASE voorrang_few OWNER "{owner}"')  # type: ignore[arg-type]
    return os.environ["VOORRANG_DATABASE_URL"].replace("@/voorrang?", "@/voorrang_few?")


def _grow(url: str, var: Path, size: dict[str, int]) -> dict[str, Any]:
    name = "@/voorrang_few?" if "@/voorrang_few?" in url else "@/voorrang?"
    owner_url = os.environ["VOORRANG_MIGRATOR_DATABASE_URL"].replace("@/voorrang?", name)
    places = {"VOORRANG_VAR": str(var), "VOORRANG_DATABASE_URL": url, "VOORRANG_MIGRATOR_DATABASE_URL": owner_url}
    command = [sys.executable, "-m", "voorrang.cli", "demo", "grow", "--seed", SEED, "--json"]
    for option, count in size.items():
        command += [f"--{option}", str(count)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | places, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _tables() -> list[tuple[str, int, int]]:
    """Return the largest tables of the large world: name, rows, MiB with indexes."""
    query = """SELECT relname, reltuples::bigint, pg_total_relation_size(oid) / 1048576 FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 3 DESC LIMIT 14"""
    with psycopg.connect(os.environ["VOORRANG_MIGRATOR_DATABASE_URL"]) as owner:
        return [(name, rows, mib) for name, rows, mib in owner.execute(query).fetchall()]


if __name__ == "__main__":
    main()
