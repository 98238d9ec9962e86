"""Ours against the bare server: by turns in one run, so that a busy machine is as busy for the one as for the other."""

import json
import os
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from bench.rig.load import Load, percentile, put_load, request
from bench.rig.place import first_port, own_database
from bench.rig.processor import spent
from bench.rig.rows import TABLES, Recording, count_rows, record_rows
from bench.rig.servers import BARE, OURS, server
from bench.rig.world import BenchCustomer, lay_world

CONNECTIONS = 8
RECORDED = 200
WARM_UP = 400


class Side(NamedTuple):
    """One side's rounds, and the rows that came of them."""

    rounds: list[Load]
    rows: dict[str, int]
    processor: list[float]
    """Seconds of processor time that server and database used, by round."""

    @property
    def acknowledged(self) -> int:
        """How many requests were answered with 2xx."""
        return sum(one.answered for one in self.rounds)

    @property
    def per_second(self) -> float:
        """Answers a second, in the median round."""
        return statistics.median(one.per_second for one in self.rounds)

    def as_json(self) -> dict[str, Any]:
        """The figures of this side."""
        all_of_them = [one for load in self.rounds for one in load.milliseconds]
        return {
            "per_second": round(self.per_second),
            "p50_ms": round(percentile(all_of_them, 50), 2),
            "p99_ms": round(percentile(all_of_them, 99), 2),
            "processor_ms_each": round(1000 * sum(self.processor) / max(self.acknowledged, 1), 2),
            "acknowledged": self.acknowledged,
            "other_answers": sum(len(one.milliseconds) for one in self.rounds) - self.acknowledged,
            "rows": self.rows,
        }


type Body = Callable[[BenchCustomer, int], dict[str, Any]]


def compare(path: str, body: Body, *, with_cases: bool, rounds: int, seconds: float) -> dict[str, Any]:
    """Run both sides by turns and return the figures: speed, ratio, rows counted afterwards."""
    with own_database() as var:
        customers = lay_world()
        requests = requests_of(path, body, customers)
        owner_url = os.environ["VOORRANG_MIGRATOR_DATABASE_URL"]
        with server(OURS, first_port(), var) as ours_pid, psycopg.connect(owner_url, autocommit=True) as owner:
            put_load(first_port(), requests, connections=CONNECTIONS, seconds=60, amount=WARM_UP)
            recordings = _recorded(owner, with_cases=with_cases)
            file = var / "rows.json"
            file.write_text("\n".join(json.dumps(one) for one in recordings), encoding="utf-8")
            with server(BARE, first_port() + 1, var, {"BENCH_ROWS": str(file)}) as bare_pid:
                put_load(first_port() + 1, requests, connections=CONNECTIONS, seconds=60, amount=WARM_UP)
                ours, bare = _by_turns(owner, requests, (ours_pid, bare_pid), rounds, seconds)
        expected = _rows_each(recordings)
    return _figures(ours, bare, expected)


def requests_of(path: str, body: Body, customers: list[BenchCustomer]) -> list[str]:
    """Return requests to send: every customer's devices by turns."""
    bodies = []
    for place in range(len(customers[0].serials)):
        for one in customers:
            text = json.dumps(body(one, place))
            bodies.append(request("POST", path, text, Authorization=f"Bearer {one.token}"))
    return bodies


def _recorded(owner: psycopg.Connection[Any], *, with_cases: bool) -> list[Recording]:
    query = "SELECT id::text FROM entitlements_decision ORDER BY id DESC LIMIT %s"
    decisions = [row[0] for row in owner.execute(query, [RECORDED]).fetchall()]
    return record_rows(owner, decisions, with_cases=with_cases)


def _by_turns(
    owner: psycopg.Connection[Any], requests: list[str], servers: tuple[int, int], rounds: int, seconds: float
) -> tuple[Side, Side]:
    sides = (Side([], dict.fromkeys(TABLES, 0), []), Side([], dict.fromkeys(TABLES, 0), []))
    database = _postmaster(owner)
    for turn in range(rounds):
        for which in (0, 1) if turn % 2 == 0 else (1, 0):
            before = count_rows(owner)
            used = spent(servers[which]) + spent(database)
            sides[which].rounds.append(
                put_load(first_port() + which, requests, connections=CONNECTIONS, seconds=seconds)
            )
            sides[which].processor.append(spent(servers[which]) + spent(database) - used)
            after = count_rows(owner)
            for table in TABLES:
                sides[which].rows[table] += after[table] - before[table]
    return sides


def _postmaster(owner: psycopg.Connection[Any]) -> int:
    """Return the process that all of the database's processes descend from: the parent of our own connection's."""
    fields = Path(f"/proc/{owner.info.backend_pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(fields[1])


def _rows_each(recordings: list[Recording]) -> dict[str, float]:
    """Return how many rows of each table a request of the recording committed, on average."""
    found = dict.fromkeys(TABLES, 0)
    for one in recordings:
        for statement in one.statements:
            table = statement.sql.split(" ", 3)[2]
            found[table] += statement.sql.count("(%s")
    return {table: count / len(recordings) for table, count in found.items()}


def _figures(ours: Side, bare: Side, expected: dict[str, float]) -> dict[str, Any]:
    counted = {
        "ours": ours.rows["entitlements_decision"] == ours.acknowledged,
        "bare": bare.rows["entitlements_decision"] == bare.acknowledged,
    }
    ratios = [one.per_second / other.per_second for one, other in zip(ours.rounds, bare.rounds, strict=True)]
    return {
        "ours": ours.as_json(),
        "bare": bare.as_json(),
        "ratio": round(statistics.median(ratios), 3),
        "ratios": [round(one, 3) for one in ratios],
        "ratio_of_processor_time": round(
            (sum(bare.processor) / max(bare.acknowledged, 1)) / (sum(ours.processor) / max(ours.acknowledged, 1)), 3
        ),
        "rows_each_request": {table: round(count, 2) for table, count in expected.items() if count},
        "rows_equal_acknowledged": counted,
    }


def tell(figures: dict[str, Any]) -> None:
    """Print both sides under each other."""
    print("            answers/s   p50 ms   p99 ms   CPU ms each   acknowledged   decisions counted")
    for name in ("ours", "bare"):
        side = figures[name]
        print(
            f"  {name:<8} {side['per_second']:>10,} {side['p50_ms']:>8} {side['p99_ms']:>8}"
            f" {side['processor_ms_each']:>13} {side['acknowledged']:>14,}"
            f" {side['rows']['entitlements_decision']:>19,}"
        )
    each = ", ".join(f"{count:g} {table}" for table, count in figures["rows_each_request"].items())
    print(
        f"  ratio {figures['ratio']} (rounds {figures['ratios']}), of processor time {figures['ratio_of_processor_time']}"
    )
    print(f"  rows a request: {each}")
