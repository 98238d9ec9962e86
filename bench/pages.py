"""Queue and case page at 1,000 and at 100,000 cases: p50 and p99 over HTTP, one worker. Growth of 1.3 times at most.

`python -m bench.pages [--json FILE] [--requests N]`. Both installations run side by side and are asked by short turns, so
that a busy machine is as busy for the one as for the other. Search has goals of our own.
"""

import argparse
import os
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import psycopg

from bench.rig.history import copy_cases, lay_cases
from bench.rig.load import percentile, put_load, request
from bench.rig.place import first_port, own_database
from bench.rig.report import Goal, finish, options
from bench.rig.servers import OURS, server
from bench.rig.session import agent_cookie
from bench.rig.world import lay_world

FEW, TIMES = 1_000, 100
TURNS = 10
WARM_UP = 8
"""Requests of each page before the first that counts."""


type Requests = dict[str, list[str]]
"""The requests of each page, asked by turns."""
type Times = dict[str, tuple[list[float], list[float]]]
"""The milliseconds of each page, in the small world and in the large one."""


class Kind(NamedTuple):
    """Pages that are judged together: the largest growth of p50 of each, and of p99 over all their requests."""

    pages: tuple[str, ...]
    goal: float


KINDS = {
    "queue": Kind(("queue", "queue, filtered", "queue, closed ones", "queue, third page"), 1.3),
    "case page": Kind(("case page",), 1.3),
    "search by number or serial": Kind(("by number", "by serial"), 1.3),
    "search by words": Kind(("by words, running", "by words, all"), 3.0),
}
"""Words have no index: all running cases are looked through, or the newest ten thousand."""


def main() -> None:
    """Print the figures; exit 1 when a goal is missed."""
    parser = options(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--requests", type=int, default=200, help="so many of each page")
    chosen = parser.parse_args()
    figures = measure(chosen.requests)
    tell_growth(figures)
    finish("pages", figures, goals_of(figures, KINDS), chosen.json)


def tell_growth(figures: dict[str, Any]) -> None:
    """Print a line for each page."""
    for name, one in figures["pages"].items():
        print(
            f"  {name:<20} p50 {one['few']['p50_ms']:>7} -> {one['many']['p50_ms']:>7} ms  {one['growth_p50']:>5}   "
            f"p99 {one['few']['p99_ms']:>7} -> {one['many']['p99_ms']:>7} ms  {one['growth_p99']:>5}"
        )


def goals_of(figures: dict[str, Any], kinds: dict[str, Kind]) -> list[Goal]:
    """Return the goals of all pages."""
    goals = []
    for name, kind in kinds.items():
        growth = {page: figures["pages"][page]["growth_p50"] for page in kind.pages}
        goals += [Goal(f"{page}: growth of p50", grown, kind.goal, "at most") for page, grown in growth.items()]
        goals.append(Goal(f"{name}: growth of p99, all requests", figures["growth_p99"][name], kind.goal, "at most"))
    return goals


def measure(amount: int) -> dict[str, Any]:
    """Lay both worlds, ask both, and return the figures."""
    with own_database() as var:
        customers = lay_world(devices=200)
        lay_cases(customers, FEW)
        cookie = agent_cookie()
        many_url = _grown()
        ports = (first_port(), first_port() + 1)
        with server(OURS, ports[0], var), server(OURS, ports[1], var, {"VOORRANG_DATABASE_URL": many_url}):
            few = dict(pages_of(os.environ["VOORRANG_DATABASE_URL"], ports[0], cookie))
            many = dict(pages_of(many_url, ports[1], cookie))
            found = ask_by_turns(ports, few, many, amount)
    return figures_of(found, KINDS, [FEW, FEW * TIMES])


def ask_by_turns(ports: tuple[int, int], few: Requests, many: Requests, amount: int) -> Times:
    """Ask both installations so many of each page, and return the milliseconds of each page at both sizes."""
    found: Times = {name: ([], []) for name in few}
    for turn in range(TURNS + 1):
        # Who begins takes turns too.
        for which in (0, 1) if turn % 2 else (1, 0):
            times = _ask(ports[which], (few, many)[which], -(-amount // TURNS) if turn else WARM_UP)
            for name, spent in times.items() if turn else ():  # the first turn warms up
                found[name][which].extend(spent)
    return found


def _ask(port: int, pages: Requests, amount: int) -> dict[str, list[float]]:
    """Ask so many of each page, all kinds by turns over one connection, and return the milliseconds of each kind."""
    names = list(pages) * amount
    asked = [pages[name][place // len(pages) % len(pages[name])] for place, name in enumerate(names)]
    load = put_load(port, asked, connections=1, seconds=600, amount=len(asked))
    if load.answered != len(asked):
        message = f"pages answered {load.statuses}"
        raise RuntimeError(message)
    found: dict[str, list[float]] = {name: [] for name in pages}
    for name, spent in zip(names, load.milliseconds, strict=True):
        found[name].append(spent)
    return found


class Asked(NamedTuple):
    """What fits the words and the customers of a world.

    Filters fill the page in the small world too, or nearly: a longer page would be no growth of the work for a row.
    """

    filters: tuple[str, ...] = ("?language=de", "?overdue=1", "?tier=PM&unassigned=1")
    running: tuple[str, ...] = ("battery", "hinge")
    all: tuple[str, ...] = ("keyboard+screen", "fan+camera")


SMALL_WORLD = Asked()


def pages_of(url: str, port: int, cookie: str, words: Asked = SMALL_WORLD) -> Iterator[tuple[str, list[str]]]:
    """Return the requests of each page, for the cases of this database."""
    with psycopg.connect(url, autocommit=True) as app, app.transaction():
        app.execute("SET LOCAL app.side = 'vendor'")
        rows = app.execute(
            "SELECT id::text, number, serials[1] FROM cases_queuerow WHERE number ~ '-[0-9]{4}-' ORDER BY md5(id::text) LIMIT 40"
        ).fetchall()
    asked = {
        "queue": [""],
        "queue, filtered": list(words.filters),
        "queue, closed ones": ["?status=closed"],
        "by number": [f"?status=all&q={row[1]}" for row in rows],
        "by serial": [f"?status=all&q={row[2]}" for row in rows],
        "by words, running": [f"?q={one}" for one in words.running],
        "by words, all": [f"?status=all&q={one}" for one in words.all],
    }
    for name, queries in asked.items():
        yield name, [request("GET", f"/desk/{query}", Cookie=cookie) for query in queries]
    yield "queue, third page", [request("GET", _later(port, cookie, 2), Cookie=cookie)]
    yield "case page", [request("GET", f"/desk/cases/{row[0]}/", Cookie=cookie) for row in rows]


def _later(port: int, cookie: str, pages: int) -> str:
    """Follow the link to the next page so many times and return its address."""
    import http.client

    address = "/desk/"
    for _ in range(pages):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", address, headers={"Cookie": cookie, "Host": "localhost"})
        text = connection.getresponse().read().decode()
        found = re.search(r'"((?:/desk/)?\?[^"]*cursor=[^"]*)"', text)
        if found is None:
            message = "the queue has no next page"
            raise RuntimeError(message)
        link = unescape(found[1])
        address = link if link.startswith("/") else f"/desk/{link}"
    return address


def _grown() -> str:
    """Clone the database, copy the cases in it, and return its address for the app."""
    from django.db import connections

    connections.close_all()
    admin_url = os.environ["VOORRANG_TEST_ADMIN_URL"]
    with psycopg.connect(admin_url.replace("@/voorrang?", "@/postgres?"), autocommit=True) as admin:
        admin.execute("CREATE DATABASE voorrang_many TEMPLATE voorrang")
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("VACUUM ANALYZE")
    with psycopg.connect(admin_url.replace("@/voorrang?", "@/voorrang_many?"), autocommit=True) as admin:
        copy_cases(admin, TIMES - 1)
    return os.environ["VOORRANG_DATABASE_URL"].replace("@/voorrang?", "@/voorrang_many?")


def figures_of(found: Times, kinds: dict[str, Kind], cases: list[int]) -> dict[str, Any]:
    """Return p50 and p99 of each page at both sizes, and how they have grown."""
    pages = {}
    for name, sides in found.items():
        few, many = ({f"p{one}_ms": round(percentile(side, one), 1) for one in (50, 99)} for side in sides)
        growth = {f"growth_p{one}": round(many[f"p{one}_ms"] / few[f"p{one}_ms"], 2) for one in (50, 99)}
        pages[name] = {"few": few, "many": many, **growth}
    return {
        "cases": cases,
        "requests": {name: len(few) for name, (few, _) in found.items()},
        "pages": pages,
        "growth_p99": {name: _growth_p99([found[page] for page in kind.pages]) for name, kind in kinds.items()},
    }


def _growth_p99(pages: list[tuple[list[float], list[float]]]) -> float:
    few, many = ([one for sides in pages for one in sides[which]] for which in (0, 1))
    return round(percentile(many, 99) / percentile(few, 99), 2)


if __name__ == "__main__":
    main()
