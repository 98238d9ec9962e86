"""Web, worker and database are killed in turn while people write. What was acknowledged is found, once, and whole.

VOORRANG_TEST_KILLS says how often (200), VOORRANG_TEST_SEED in which order.
"""

import os
import random
import statistics
import time
from pathlib import Path
from typing import Any

import pytest

from tests.proof.ledger import Ledger
from tests.proof.oracle import judge
from tests.proof.processes import DATABASE, WEB, WORKER, eventually, jobs_left, kill, pid_of, web_worker_of
from tests.proof.receiver import Receiver
from tests.proof.template import settle
from tests.proof.world import SETTINGS
from tests.support.installation import Installation, installed
from voorrang.lib.postgres import Cluster

pytestmark = pytest.mark.proof

KILLS = int(os.environ.get("VOORRANG_TEST_KILLS", "200"))
SEED = int(os.environ.get("VOORRANG_TEST_SEED", "1"))
WRITERS = 6
BACK_WITHIN = 60.0
ANSWERING = "web's answering process"


def orders(dice: random.Random, amount: int) -> list[str]:
    """Who is killed when: each kind equally often, in an order that nobody planned."""
    kinds = [WEB, WORKER, DATABASE, ANSWERING]
    drawn: list[str] = []
    while len(drawn) < amount:
        drawn += dice.sample(kinds, len(kinds))
    return drawn[:amount]


def strike(installation: Installation, which: str) -> float:
    """Kill one, and wait until another one stands in its place and the site answers; return the seconds."""
    find = web_worker_of if which == ANSWERING else lambda one: pid_of(one, which)
    eventually(lambda: find(installation) is not None, f"{which} does not run", BACK_WITHIN)
    victim = find(installation)
    assert victim is not None
    kill(victim)
    return eventually(
        lambda: find(installation) not in {None, victim} and installation.ready(),
        f"{which} did not come back: {installation.log_end()}",
        BACK_WITHIN,
    )


def test_what_was_acknowledged_is_found_once_after_every_kill(tmp_path: Path, record_property: Any) -> None:
    dice = random.Random(SEED)
    with Receiver(tmp_path) as receiver, installed(SETTINGS) as installation:
        installation.environment |= {
            "VOORRANG_MAIL_URL": f"smtps://localhost:{receiver.port}",
            "SSL_CERT_FILE": str(receiver.certificate),
        }
        towns = settle(installation)
        installation.start()
        ledger = Ledger(installation.port, towns, SEED)
        ledger.start(WRITERS)
        back: dict[str, list[float]] = {}
        for which in orders(dice, KILLS):
            time.sleep(dice.uniform(0.1, 1.5))
            back.setdefault(which, []).append(strike(installation, which))
        ledger.finish()
        urls = Cluster(installation.var).connections
        eventually(lambda: jobs_left(urls) == 0, "jobs of killed workers were never done", 180)
        judge(urls, ledger, receiver, record_property)
        assert installation.stop() == 0
        assert installation.leftovers() == [], "processes that outlived the one that watched them"
    record_property("kills", sum(map(len, back.values())))
    for which, seconds in sorted(back.items()):
        record_property(
            f"{which}: back after, median and longest",
            f"{statistics.median(seconds):.1f} s {max(seconds):.1f} s ({len(seconds)} times)",
        )
