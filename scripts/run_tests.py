"""`make test`: lint, then the tests in stages, and one closing line for the whole.

SKIP=browser,pg15 leaves stages out and says so. Without SKIP a stage whose program is missing fails, and names the package.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = str(ROOT / ".venv" / "bin" / "python")
REPORTS = ROOT / "var" / "test-reports"
SLOWEST = 10
NO_TESTS = 5
"""pytest's exit code when nothing was collected."""
WITHOUT_DATABASE = ("tests/rules", "tests/programme")
TWO = ("-n", "2", "--dist", "worksteal")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")


@dataclass
class Tally:
    """Counts over all stages."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    times: list[tuple[float, str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    untested: list[str] = field(default_factory=list)

    def read(self, stage: str, report: Path) -> None:
        """Add one stage's JUnit report."""
        for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 -- written by our own pytest a moment ago
            outcome = {child.tag for child in case}
            if outcome & {"failure", "error"}:
                self.failed += 1
            elif "skipped" in outcome:
                self.skipped += 1
            else:
                self.passed += 1
            self.times.append((float(case.get("time", 0)), f"{case.get('classname')}::{case.get('name')} [{stage}]"))


@dataclass(frozen=True)
class Stage:
    """One run of pytest."""

    name: str
    title: str
    arguments: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    missing: str | None = None


def stages() -> Iterator[Stage]:
    """What is run, in order: quick answers first."""
    rules = [folder for folder in WITHOUT_DATABASE if (ROOT / folder).is_dir()]
    yield Stage("rules", "rules and programme", [*rules, "-m", "not browser and not proof", *TWO])
    others = [f"--ignore={folder}" for folder in rules]
    yield Stage("database", "everything else", ["tests", *others, "-m", "not browser and not proof", *TWO])
    no_browser = None if any(map(shutil.which, CHROMIUM)) else "Chromium is not installed: apt-get install chromium"
    yield Stage("browser", "browser", ["tests", "-m", "browser and not proof", *TWO], missing=no_browser)
    folder = Path(os.environ.get("VOORRANG_TEST_PG15_BIN", DEBIAN_15))
    no_server = (
        None if (folder / "postgres").exists() else "PostgreSQL 15 is not installed: apt-get install postgresql-15"
    )
    yield Stage(
        "pg15",
        "PostgreSQL 15: schema, walls, migrations",
        ["tests", "-m", "pg15 and not proof", *TWO],
        {"VOORRANG_PG_BIN": str(folder)},
        missing=no_server,
    )


def main() -> int:
    """Run everything; exit code 1 when anything failed or could not be run unasked."""
    skipped = {name.strip() for name in os.environ.get("SKIP", "").replace(",", " ").split()}
    known = {stage.name for stage in stages()} | {"lint"}
    if unknown := skipped - known:
        print(
            f"SKIP={','.join(sorted(unknown))} is not a stage. There are: {', '.join(sorted(known))}.", file=sys.stderr
        )
        return 2
    REPORTS.mkdir(parents=True, exist_ok=True)
    tally, began = Tally(), time.monotonic()
    if "lint" in skipped:
        tally.untested.append("lint: left out by SKIP")
    elif subprocess.run([PYTHON, "scripts/run_lint.py"], cwd=ROOT, check=False).returncode != 0:
        tally.broken.append("lint")
    for stage in stages():
        run(stage, skipped, tally)
    report(tally, time.monotonic() - began)
    return 1 if tally.failed or tally.broken else 0


def run(stage: Stage, skipped: set[str], tally: Tally) -> None:
    """Run one stage, or note why not."""
    if stage.name in skipped:
        tally.untested.append(f"{stage.title}: left out by SKIP")
        return
    if stage.missing:
        tally.untested.append(f"{stage.title}: {stage.missing} (or leave it out: SKIP={stage.name})")
        tally.broken.append(stage.name)
        return
    print(f"\n[test] {stage.title}", flush=True)
    file = REPORTS / f"{stage.name}.xml"
    file.unlink(missing_ok=True)
    command = [PYTHON, "-m", "pytest", "-q", f"--junitxml={file}", "--no-header", *stage.arguments]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("VOORRANG_") or "_TEST_" in name
    }
    code = call(command, environment | stage.environment)
    if file.exists():
        tally.read(stage.name, file)
    if code not in {0, 1}:
        reason = "no tests were found" if code == NO_TESTS else f"pytest ended with {code}"
        tally.broken.append(f"{stage.name} ({reason})")


def call(command: list[str], environment: dict[str, str]) -> int:
    """Run a command to its end; when we are asked to stop, it gets the time to clean up after itself."""
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            return process.wait()
        except Terminated:
            process.send_signal(signal.SIGINT)
            raise
        finally:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


class Terminated(BaseException):
    """Somebody asked us to stop."""


def terminate(_signal: int, _frame: object) -> None:
    """Turn SIGTERM into an exception, so that the stage that runs is ended too."""
    raise Terminated


def report(tally: Tally, seconds: float) -> None:
    """The slowest, what was not tested, and the closing line."""
    print(f"\n[test] the {SLOWEST} slowest")
    for took, name in sorted(tally.times, reverse=True)[:SLOWEST]:
        print(f"  {took:7.2f} s  {name}")
    if tally.untested:
        print("\n[test] NOT tested")
        for line in tally.untested:
            print(f"  {line}")
    if tally.broken:
        print(f"\n[test] failed as a whole: {', '.join(tally.broken)}")
    counts = f"{tally.passed} passed, {tally.failed + len(tally.broken)} failed"
    if tally.skipped:
        counts += f", {tally.skipped} skipped"
    print(f"\n{f' {counts} in {seconds:.1f} s ':=^79}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, terminate)
    try:
        sys.exit(main())
    except (KeyboardInterrupt, Terminated):
        sys.exit(130)
