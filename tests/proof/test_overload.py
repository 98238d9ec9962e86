"""Three times more than it can do: who gets through is served as before, the others are told to come back, health answers.

The knee is the number of senders that brings the most answers a second. Then three times as many requests a second as
were answered there are sent, without waiting for answers.
"""

import json
import threading
import time
from typing import Any

import pytest

from bench.rig.load import Load, put_load, request
from tests.proof.client import send
from tests.proof.offer import offer
from tests.proof.template import settle
from tests.proof.world import SETTINGS, Town
from tests.support.installation import Installation, installed

pytestmark = pytest.mark.proof

SECONDS = 8.0
FLOODED = 24.0
"""Longer, so that the last ones, who wait their two seconds after the flood, hardly count."""
SENDERS = (1, 2, 4, 8)


def questions(towns: list[Town]) -> list[str]:
    made = []
    for town in towns:
        for place, serial in enumerate(town.serials):
            body = {
                "devices": [{"serial": serial}],
                "country": town.country,
                "language": "en",
                "self_diagnosis": {"steps": ["other adapter"], "finding": f"board dead ({place})"},
            }
            made.append(
                request("POST", "/api/v1/entitlement-checks", json.dumps(body), Authorization=f"Bearer {town.token}")
            )
    return made


def ask(installation: Installation, asked: list[str], senders: int, seconds: float = SECONDS) -> Load:
    return put_load(installation.port, asked, connections=senders, seconds=seconds)


def knee(installation: Installation, asked: list[str]) -> tuple[int, Load]:
    """The number of senders that brings the most answers a second, and what it brought."""
    loads = {senders: ask(installation, asked, senders) for senders in SENDERS}
    return max(loads.items(), key=lambda one: one[1].per_second)


def test_goodput_stays_and_the_rest_is_told_to_come_back(record_property: Any) -> None:
    with installed(SETTINGS) as installation:
        asked = questions(settle(installation))
        installation.start()
        ask(installation, asked, 2, 3)
        senders, calm = knee(installation, asked)
        health: list[float] = []
        stopping = threading.Event()

        def watch() -> None:
            while not stopping.is_set():
                began = time.monotonic()
                answer = send(installation.port, "GET", "/healthz", timeout=10)
                assert answer.status == 200
                health.append(time.monotonic() - began)
                time.sleep(0.1)

        watcher = threading.Thread(target=watch)
        watcher.start()
        rate = 3 * calm.per_second
        flood, advised = offer(installation.port, asked, rate=rate, seconds=FLOODED)
        told = send(installation.port, "GET", "/healthz")
        stopping.set()
        watcher.join()
        after = ask(installation, asked, senders, 3)
    record_property("knee", f"{senders} senders {calm.per_second:.0f}/s p95 {calm.percentile(95):.0f} ms")
    record_property("offered", f"{rate:.0f}/s")
    record_property("goodput", f"{flood.per_second:.0f}/s ({100 * flood.per_second / calm.per_second:.0f} %)")
    record_property("answers by status", json.dumps(flood.statuses).replace('"', ""))
    record_property("health, longest", f"{1000 * max(health):.0f} ms of {len(health)}")
    record_property("afterwards", f"{after.per_second:.0f}/s")
    assert set(flood.statuses) <= {200, 201, 503}
    refused = flood.statuses.get(503, 0)
    assert refused > 0, "nobody was refused: this was no overload"
    assert advised == refused, "a refusal that does not say when to come back"
    assert flood.per_second >= 0.8 * calm.per_second
    assert told.status == 200
    assert set(after.statuses) <= {200, 201}
