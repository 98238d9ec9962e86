"""Whatever the schema allows, and what it forbids, sent by every role to every operation: never a failure of ours.

Schemathesis makes the requests. VOORRANG_TEST_EXAMPLES says how many for each operation and role (500).
"""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.proof.template import settle
from tests.proof.tokens import make
from tests.proof.world import SETTINGS
from tests.support.installation import ROOT, installed

pytestmark = pytest.mark.proof

EXAMPLES = os.environ.get("VOORRANG_TEST_EXAMPLES", "500")
WORKERS = "2"


def answers(report: Path) -> Iterator[tuple[str, int, str]]:
    """Yield operation, status and address of each request in a report of Schemathesis."""
    for line in report.read_text(encoding="utf-8").splitlines():
        for scenario in json.loads(line).values():
            recorder = scenario.get("recorder") if isinstance(scenario, dict) else None
            for exchange in (recorder or {}).get("interactions", {}).values():
                response = exchange.get("response")
                yield recorder["label"], response["status_code"] if response else 0, exchange["request"]["uri"]


def test_no_role_makes_an_operation_fail(tmp_path: Path, record_property: Any) -> None:
    with installed(SETTINGS) as installation:
        towns = settle(installation)
        roles = make(installation, towns[0])
        installation.start()
        statuses: Counter[int] = Counter()
        operations: set[str] = set()
        failed = []
        failures: list[str] = []
        for number, (role, token) in enumerate(roles.items()):
            report = tmp_path / f"{number}.ndjson"
            done = subprocess.run(
                command(installation.port, token, towns[0].code, report),
                cwd=tmp_path,
                check=False,
                capture_output=True,
                text=True,
                env={name: value for name, value in os.environ.items() if not name.startswith("VOORRANG_")},
            )
            if done.returncode != 0:
                failed.append(f"{role}:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")
            for operation, status, address in answers(report):
                operations.add(operation)
                statuses[status] += 1
                if status >= 500 or status == 0:
                    failures.append(f"{role}: {operation} {status} {address[:300]}")
        record_property("roles", len(roles))
        record_property("operations", len(operations))
        record_property("examples an operation and role", EXAMPLES)
        record_property("requests", sum(statuses.values()))
        record_property("answers by status", json.dumps(dict(sorted(statuses.items()))).replace('"', ""))
        record_property("answers of 5xx", sum(count for status, count in statuses.items() if status >= 500))
        assert failures == []
        assert failed == []
        assert len(operations) > 10


def command(port: int, token: str, customer: str, report: Path) -> list[str]:
    headers = ["-H", "Host: localhost"]
    if token:
        headers += ["-H", f"Authorization: Bearer {token}", "-H", f"Voorrang-Customer: {customer}"]
    return [
        str(ROOT / ".venv" / "bin" / "st"),
        *("run", str(ROOT / "docs" / "openapi.json"), "--url", f"http://127.0.0.1:{port}"),
        *headers,
        *("--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES),
        *("--workers", WORKERS, "--report-ndjson-path", str(report), "--no-color", "--continue-on-failure"),
        *("--generation-database", "none", "--suppress-health-check", "all", "--request-timeout", "20"),
    ]
