"""`make proof`: the long tests, part by part, with figures. Keeps docs/proof.md.

`make proof PART=kills` or `scripts/run_proof.py kills restore` runs some parts; the page keeps what the others brought when
they last ran, each with the commit and the day of its own figures. What a test calls `record_property(name, value)` with
becomes a figure. A proof that failed is news too: it is written down all the same.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = str(ROOT / ".venv" / "bin" / "python")
REPORTS = ROOT / "var" / "test-reports"
PAGE = ROOT / "docs" / "proof.md"
CORES = min(os.cpu_count() or 1, 8)
HEAD = """# Proof

What is too long for `make test`, part by part, each with the commit and the day of its own figures.
`make proof` runs all parts, `make proof PART=kills` one; a part that has not run on this version says so by its commit.
"""


class Part(NamedTuple):
    """One run of pytest; `arguments` choose the tests, `more` is its environment."""

    title: str
    arguments: list[str]
    more: dict[str, str] = {}


MANY = {"HYPOTHESIS_PROFILE": "proof"}
PROPERTIES = "shipped and (properties or property) or clock_properties"
PARTS = {
    "kills": Part("Web, worker and database are killed under load", ["tests/proof/test_kills.py"]),
    "restore": Part("Backup, and restore to an instant", ["tests/proof/test_restore.py", "tests/tooling/test_run.py"]),
    "disk": Part("The disk is full", ["tests/proof/test_disk_full.py"]),
    "clock": Part("The clock jumps, and three days are slept through", ["tests/proof/test_clock_jumps.py"]),
    "overload": Part("Three times more than it can do", ["tests/proof/test_overload.py"]),
    "races": Part("Two at the same moment", ["tests/proof/test_races.py"]),
    "fuzz": Part("Whatever a program may send, by role", ["tests/proof/test_fuzz_per_role.py"]),
    "packages": Part("What it is built from", ["tests/proof/test_packages.py"]),
    "isolation": Part("Nobody learns of what is not his", ["tests/walls/matrix"]),
    "audit": Part("The interval of an audit holds the true size", ["tests/rules/test_audit_intervals.py"]),
    "odd-values": Part("Odd values for every page and operation", ["tests/api/test_odd_values.py"], MANY),
    "properties": Part(
        "Properties of the rules, 10,000 examples each", ["tests/rules", "-k", PROPERTIES, "-n", str(CORES)], MANY
    ),
}


def main() -> int:
    """Run the chosen parts; exit code 1 when one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of {', '.join(PARTS)}; none: all")
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    failed = []
    for name in chosen:
        print(f"\n[proof] {name}", flush=True)
        section, is_fine = run(name, PARTS[name])
        if not is_fine:
            failed.append(name)
        before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
        PAGE.write_text(put(before, name, section), encoding="utf-8")
    print(f"[proof] {PAGE.relative_to(ROOT)}: {len(chosen)} parts, failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def run(name: str, part: Part) -> tuple[str, bool]:
    """Run one part; return its section of the page, and whether all of it passed."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    file = REPORTS / f"proof-{name}.xml"
    file.unlink(missing_ok=True)
    marked = [] if name == "properties" else ["-m", "proof"]
    command = [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        "--no-header",
        "-o",
        "junit_family=xunit1",
        "-o",
        "faulthandler_timeout=0",
        f"--junitxml={file}",
        *part.arguments,
        *marked,
    ]
    began = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=os.environ | part.more, check=False).returncode
    rows = list(read(file)) if file.exists() else []
    about = f"{commit()} · {datetime.now(UTC):%Y-%m-%d} · {time.monotonic() - began:.0f} s · {machine()}"
    lines = [
        f"## {part.title}",
        "",
        about + chosen_sizes(),
        "",
        "| what | result | seconds | figures |",
        "|---|---|--:|---|",
    ]
    return "\n".join([*lines, *(rows or ["| nothing ran | FAILED | 0 | |"])]), code == 0


def put(page: str, name: str, section: str) -> str:
    """Return the page with one part's section put in, in the order of the parts; the others stay as they are."""
    found = dict(re.findall(r"<!-- ([\w-]+) -->\n(.*?)\n<!-- end -->", page, re.DOTALL)) | {name: section}
    sections = [f"<!-- {one} -->\n{found[one]}\n<!-- end -->\n" for one in PARTS if one in found]
    missing = [f"{one} ({PARTS[one].title.lower()})" for one in PARTS if one not in found]
    told = [f"Not run yet: {', '.join(missing)}.\n"] if missing else []
    return "\n".join([HEAD, *told, *sections])


def read(file: Path) -> Iterator[str]:
    """Yield one table row for each test: name, result, seconds, figures."""
    for case in ET.parse(file).getroot().iter("testcase"):  # noqa: S314 -- written by our own pytest a moment ago
        outcome = {child.tag for child in case}
        result = "FAILED" if outcome & {"failure", "error"} else "skipped" if "skipped" in outcome else "passed"
        told = [f"{one.get('name')} {one.get('value')}" for one in case.iter("property")]
        told += [str(one.get("message")) for one in case.iter("skipped")]
        title = str(case.get("name")).removeprefix("test_").replace("_", " ")
        yield f"| {title} | {result} | {float(case.get('time', 0)):.1f} | {', '.join(told)} |"


def commit() -> str:
    """The commit, and whether the working tree held more."""

    def git(*line: str) -> str:
        return subprocess.run(["git", *line], cwd=ROOT, check=False, capture_output=True, text=True).stdout.strip()

    more = git("status", "--porcelain", "--", "voorrang", "programmes", "tests", "scripts", "bench")
    return f"Commit {git('rev-parse', '--short=12', 'HEAD')}" + (" with uncommitted changes" if more else "")


def machine() -> str:
    """What it ran on, and how busy that was."""
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.0f} at the end"


def chosen_sizes() -> str:
    """Sizes that were asked for in the environment, so that a smaller run does not look like a whole one."""
    sizes = {name: value for name, value in sorted(os.environ.items()) if re.fullmatch("VOORRANG_TEST_[A-Z_]+", name)}
    told = ", ".join(f"{name}={value}" for name, value in sizes.items() if value.isdigit())
    return f" · **smaller sizes: {told}**" if told else ""


if __name__ == "__main__":
    sys.exit(main())
