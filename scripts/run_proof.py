"""`make proof`: the long tests, with figures. Writes docs/proof.md with the commit they were measured on.

A test belongs here with `@pytest.mark.proof`; what it calls `record_property(name, value)` with becomes a figure.
The properties of the rules run here too, on the programme as shipped, with 10,000 examples each instead of 60; they need no
database, so they share the machine's cores. Races and odd values run one after the other: they bring their own threads.
"""

import os
import platform
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = str(ROOT / ".venv" / "bin" / "python")
REPORT = ROOT / "var" / "test-reports"
PAGE = ROOT / "docs" / "proof.md"
NO_TESTS = 5
PROPERTIES = "shipped and (properties or property) or clock_properties"
MANY = {"HYPOTHESIS_PROFILE": "proof"}


def main() -> int:
    """Run both parts and write the page, also when something failed: a proof that failed is news."""
    REPORT.mkdir(parents=True, exist_ok=True)
    failed = False
    rows: list[str] = []
    for name, arguments, more in (
        ("properties", ["tests/rules", "-k", PROPERTIES, "-n", str(min(os.cpu_count() or 1, 8))], MANY),
        ("long tests", ["tests", "-m", "proof"], MANY),
    ):
        file = REPORT / f"proof-{name.replace(' ', '-')}.xml"
        file.unlink(missing_ok=True)
        command = [PYTHON, "-m", "pytest", "-q", "--no-header", f"--junitxml={file}", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=os.environ | more, check=False).returncode
        failed |= code not in {0, NO_TESTS}
        rows += list(read(file)) if file.exists() else []
    PAGE.write_text(page(rows), encoding="utf-8")
    print(f"[proof] {PAGE.relative_to(ROOT)}: {len(rows)} tests")
    return 1 if failed else 0


def read(file: Path) -> list[str]:
    """One table row for each test: name, result, seconds, figures."""
    rows = []
    for case in ET.parse(file).getroot().iter("testcase"):  # noqa: S314 -- written by our own pytest a moment ago
        outcome = {child.tag for child in case}
        result = "FAILED" if outcome & {"failure", "error"} else "skipped" if "skipped" in outcome else "passed"
        figures = ", ".join(f"{one.get('name')} {one.get('value')}" for one in case.iter("property"))
        title = str(case.get("name")).removeprefix("test_").replace("_", " ")
        rows.append(f"| {title} | {result} | {float(case.get('time', 0)):.1f} | {figures} |")
    return rows


def page(rows: list[str]) -> str:
    """The whole page."""
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, check=False, capture_output=True, text=True
    ).stdout.strip()
    changed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, check=False, capture_output=True, text=True
    ).stdout
    state = commit[:12] + (" with uncommitted changes" if changed.strip() else "")
    about = (
        f"Python {platform.python_version()}, {os.cpu_count()} cores. Properties of the rules: 10,000 examples each."
    )
    lines = ["# Proof", "", "Written by `make proof`.", "", f"Commit {state}. {about}", ""]
    return "\n".join([*lines, "| what | result | seconds | figures |", "|---|---|--:|---|", *rows, ""])


if __name__ == "__main__":
    sys.exit(main())
