"""The disk is full: the answer is 503 with its cure, nothing acknowledged is lost, and all goes on once there is room."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.proof.client import open_case, send
from tests.proof.ledger import Ledger
from tests.proof.oracle import judge
from tests.proof.processes import eventually
from tests.proof.template import settle
from tests.proof.world import SETTINGS
from tests.support.installation import Installation, installed
from voorrang.lib.postgres import Cluster

pytestmark = pytest.mark.proof

ROOM = 400
"""Megabytes of the disk that the database has for itself."""


@pytest.fixture
def installation() -> Iterator[Installation]:
    """An installation whose database lies on a small disk of its own."""
    with installed(SETTINGS) as made:
        place = made.var / "postgres"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}m,mode=0755", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
            pytest.skip("a small disk can be made by root alone, where mounting is allowed")
        try:
            yield made
        finally:
            if made.process is not None and made.process.poll() is None:
                made.stop()
            Cluster(made.var).stop()
            subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> Path:
    """Write until nothing more fits."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast


def test_nothing_acknowledged_is_lost_while_the_disk_is_full(installation: Installation, record_property: Any) -> None:
    towns = settle(installation)
    installation.start()
    ledger = Ledger(installation.port, towns, seed=5)
    ledger.start(4)
    time.sleep(4)
    before = sum(one.acknowledged for one in ledger.writes)
    assert before > 0
    ballast = fill(installation.var / "postgres")

    def refused() -> bool:
        answer = open_case(installation.port, towns[0], "Does it fit?", f"fit-{time.monotonic()}", towns[0].serials[1])
        return answer.status == 503

    took = eventually(refused, f"never refused: {ledger.statuses}", 120)
    record_property("first 503 after", f"{took:.1f} s")
    answer = open_case(installation.port, towns[0], "Does it fit?", "fit", towns[0].serials[1])
    if answer.status == 503:
        assert answer.headers["retry-after"]
        assert "Nothing was done" in answer.json["detail"]
    assert send(installation.port, "GET", "/healthz").status == 200
    time.sleep(3)
    ballast.unlink()
    took = eventually(
        lambda: open_case(installation.port, towns[0], "Room again", "room", towns[0].serials[1]).status == 201,
        f"it did not go on: {installation.log_end()}",
        120,
    )
    record_property("goes on after", f"{took:.1f} s")
    time.sleep(2)
    ledger.finish()
    assert 500 not in ledger.statuses, f"{ledger.statuses} {installation.log_end()}"
    assert sum(one.acknowledged for one in ledger.writes) > before
    judge(Cluster(installation.var).connections, ledger, None, record_property)
