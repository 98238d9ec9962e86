"""What it is built from: a list for whoever must know (CycloneDX), and what is known to be wrong with it (pip-audit)."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.installation import ROOT

pytestmark = pytest.mark.proof

LOCK = ROOT / "requirements-run.lock"
TOOLS = ROOT / ".venv" / "bin"
SHELF = ROOT / "var" / "proof"


def locked() -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_list_names_every_package_that_runs(record_property: Any) -> None:
    SHELF.mkdir(parents=True, exist_ok=True)
    file = SHELF / "sbom.cdx.json"
    pyproject = ROOT / "pyproject.toml"
    command = [TOOLS / "cyclonedx-py", "requirements", LOCK, "--pyproject", pyproject, "--of", "JSON", "-o", file]
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(file.read_text(encoding="utf-8"))
    names = {one["name"] for one in found["components"]}
    assert names == locked()
    assert all(one.get("version") for one in found["components"])
    record_property("format", f"{found['bomFormat']} {found['specVersion']}")
    record_property("packages", len(names))
    record_property("with hashes", sum(bool(hashed(one)) for one in found["components"]))
    record_property("file", str(file.relative_to(ROOT)))


def hashed(component: Any) -> list[Any]:
    own = component.get("hashes", [])
    return [*own, *(one for place in component.get("externalReferences", []) for one in place.get("hashes", []))]


def test_nothing_known_is_wrong_with_a_package_that_runs(record_property: Any, tmp_path: Path) -> None:
    """A package that the service does not know counts as not audited: an exit code of 0 alone would say nothing."""
    report = tmp_path / "audit.json"
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", "--timeout", "15"]
    command = [str(TOOLS / "pip-audit"), "-r", str(LOCK), *options, "-o", str(report)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    found = json.loads(report.read_text(encoding="utf-8"))["dependencies"] if report.exists() else []
    audited = [one for one in found if "vulns" in one]
    record_property("packages", len(locked()))
    record_property("audited", len(audited))
    if not audited:
        pytest.skip(f"the service was not reachable: nothing was audited ({done.stderr.strip()[-200:] or 'no answer'})")
    wrong = {one["name"]: [each["id"] for each in one["vulns"]] for one in audited if one["vulns"]}
    record_property("known vulnerabilities", json.dumps(wrong) if wrong else "none")
    assert wrong == {}
    assert len(audited) == len(found), "some packages are unknown to the service"
